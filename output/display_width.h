#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clientele {

/// How many cells of a terminal a UTF-8 text takes: 2 for East Asian wide characters and emoji, 0 for combining
/// marks, else 1 (Unicode Annex 11, wide and full-width blocks). A byte that is not UTF-8 counts as 1.
std::size_t display_width(std::string_view text);

/// The text if it fits, else its start and "…", in at most `width` cells; no character is cut in two.
std::string shortened(std::string_view text, std::size_t width);

/// The text with control characters as blanks, so that a name cannot steer the terminal or break a line.
std::string printable(std::string_view text);

}  // namespace clientele
