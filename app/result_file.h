#pragma once

#include <filesystem>
#include <string>

namespace clientele {

/// Why results cannot go to this file, as a sentence that starts after its name, or nothing: said before a run rather
/// than after hours of it. A file that is there is only replaced with `force`, and `scenario` never.
std::string fault_of_result_file(const std::filesystem::path& file, const std::filesystem::path& scenario, bool force);

}  // namespace clientele
