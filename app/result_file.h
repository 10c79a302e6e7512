#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace clientele::app {

/// Why results cannot go to this file, as a sentence that starts after its name, or nothing: said before a run rather
/// than after hours of it. A file that is there is only replaced with `force`, and never `source`, which it is made
/// from.
/// It only looks: whether a disk is full shows when writing. `force` never reaches the scenario or the data, as a slip
/// of the tab key would destroy what cannot be made again.
/// `source_is` names the source in the message.
std::string fault_of_result_file(const std::filesystem::path& file, const std::filesystem::path& source, bool force,
                                 std::string_view source_is = "the scenario");

/// Whether two names are of one file, or would be if it were there: by links and `./` followed to their ends.
bool is_same_file(const std::filesystem::path& one, const std::filesystem::path& other);

}  // namespace clientele::app
