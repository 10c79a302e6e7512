#pragma once

#include <optional>
#include <string_view>

#include "engine/measures/frame.h"

namespace clientele {

/// The word for a fold in files and pages: "key", "sum", "mean" or "last".
std::string_view name_of(Fold fold);
/// The fold of that word, or nothing.
std::optional<Fold> fold_named(std::string_view name);

}  // namespace clientele
