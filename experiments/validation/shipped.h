#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace clientele {

/// The files of the scenarios shipped, by name; none where the folder is not there.
std::vector<std::filesystem::path> shipped_scenarios(const std::optional<std::filesystem::path>& library);

}  // namespace clientele
