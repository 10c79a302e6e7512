#include "experiments/validation/shipped.h"

#include <algorithm>

namespace clientele {

/// Sorted, since folders list their files in any order and the ladder's lines have one.
std::vector<std::filesystem::path> shipped_scenarios(const std::optional<std::filesystem::path>& library) {
  std::vector<std::filesystem::path> files;
  if (!library) return files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(*library, failed))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace clientele
