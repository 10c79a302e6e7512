#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/errors.h"

namespace clientele {

/// Why bytes cannot be the text of a scenario (too many, not UTF-8, control characters), or nothing.
std::optional<Problem> unreadable(std::string_view text, const std::string& file);

/// The same for data, which may be of any size.
std::optional<Problem> no_text(std::string_view text, const std::string& file);

}  // namespace clientele
