#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace clientele {

/// Where results come from, in the order in which a reader should see it: the scenario text after all changes,
/// seed, replicates, version, build and so on. Keys are snake_case and differ; texts hold no NUL.
/// Everything that is needed to live the results again, so a file of results explains itself without its folder.
struct Provenance {
  using Value = std::variant<std::string, std::int64_t>;
  std::vector<std::pair<std::string, Value>> entries;

  friend bool operator==(const Provenance&, const Provenance&) = default;
};

}  // namespace clientele
