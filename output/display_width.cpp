#include "output/display_width.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace clientele {
namespace {

struct Range {
  char32_t first, last;
};

// By rising code point. Combining marks, joiners, variation selectors.
constexpr std::array<Range, 9> no_cells{{{0x0300, 0x036F},
                                         {0x0483, 0x0489},
                                         {0x0591, 0x05BD},
                                         {0x064B, 0x065F},
                                         {0x1AB0, 0x1AFF},
                                         {0x1DC0, 0x1DFF},
                                         {0x200B, 0x200F},
                                         {0x20D0, 0x20FF},
                                         {0xFE00, 0xFE0F}}};
constexpr std::array<Range, 13> two_cells{{{0x1100, 0x115F},
                                           {0x2E80, 0x303E},
                                           {0x3041, 0x33FF},
                                           {0x3400, 0x4DBF},
                                           {0x4E00, 0xA4CF},
                                           {0xA960, 0xA97C},
                                           {0xAC00, 0xD7A3},
                                           {0xF900, 0xFAFF},
                                           {0xFE30, 0xFE6F},
                                           {0xFF00, 0xFF60},
                                           {0xFFE0, 0xFFE6},
                                           {0x1F300, 0x1FAFF},
                                           {0x20000, 0x3FFFD}}};

template <std::size_t n>
bool within(const std::array<Range, n>& ranges, char32_t code) {
  const auto* after = std::upper_bound(ranges.begin(), ranges.end(), code,
                                       [](char32_t c, const Range& range) { return c < range.first; });
  return after != ranges.begin() && code <= std::prev(after)->last;
}

/// A table of ranges of our own, since wcwidth depends on the locale, and the program sets none.
std::size_t cells_of(char32_t code) { return within(no_cells, code) ? 0 : within(two_cells, code) ? 2 : 1; }

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

/// The first character of a text that is not empty; a byte outside UTF-8 stands for itself.
/// Invalid bytes are stepped over one by one, so that the rest of a name is still shown.
Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
  if (bytes == 1 || text.size() < bytes) return {lead, 1};
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!continues(text[i])) return {lead, 1};
    code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {code, bytes};
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t cells = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    cells += cells_of(character.code);
    text.remove_prefix(character.bytes);
  }
  return cells;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t kept = 0, cells = 0;
  while (kept < text.size()) {
    const Character character = first_character(text.substr(kept));
    cells += cells_of(character.code);
    if (cells > width - 1) break;
    kept += character.bytes;
  }
  return std::string(text.substr(0, kept)) + "…";
}

std::string printable(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const Character character = first_character(text);
    const bool control = character.code < 0x20 || (character.code >= 0x7F && character.code < 0xA0);
    clean += control ? std::string_view(" ") : text.substr(0, character.bytes);
    text.remove_prefix(character.bytes);
  }
  return clean;
}

}  // namespace clientele
