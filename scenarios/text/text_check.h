#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/errors.h"

namespace clientele {

/// Why bytes cannot be the text of a scenario (too many, not UTF-8, control characters), or nothing.
/// Before the parser sees them: it takes any bytes, and garbled names would come out in every table.
std::optional<Problem> unreadable(std::string_view text, const std::string& file);

/// The same for data, which may be of any size.
/// One problem and not all: a file in another encoding would have one for each letter. Its place is exact, counted in
/// letters.
std::optional<Problem> no_text(std::string_view text, const std::string& file);

}  // namespace clientele
