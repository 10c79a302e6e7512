#include "output/fold_names.h"

#include <array>
#include <utility>

namespace clientele {
namespace {

// Words of files: they may not change, unlike the names in the code.
constexpr std::array<std::pair<Fold, std::string_view>, 4> fold_names{
    {{Fold::key, "key"}, {Fold::sum, "sum"}, {Fold::mean, "mean"}, {Fold::last, "last"}}};

}  // namespace

std::string_view name_of(Fold fold) {
  for (const auto& [each, name] : fold_names)
    if (each == fold) return name;
  return {};
}

std::optional<Fold> fold_named(std::string_view name) {
  for (const auto& [fold, each] : fold_names)
    if (each == name) return fold;
  return std::nullopt;
}

}  // namespace clientele
