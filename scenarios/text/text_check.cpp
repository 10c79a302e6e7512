#include "scenarios/text/text_check.h"

#include <cstdint>

#include "scenarios/text/yaml_reader.h"

namespace clientele {
namespace {

/// Bytes of the UTF-8 sequence that starts `text`, 0 if it is none (overlong, surrogate, beyond U+10FFFF, cut off).
/// Table 3-7 of the Unicode Standard. Overlong forms are refused because they write a known letter in an unknown way,
/// so that names would look alike and differ.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                             : (lead & 0xF0) == 0xE0        ? 3
                             : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                            : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool beyond = (lead == 0xED && byte(1) >= 0xA0) || (lead == 0xF4 && byte(1) >= 0x90);
  return overlong || beyond ? 0 : length;
}

/// Tabs and ends of lines are text; all other control characters are signs of a binary file.
bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
}

std::string hexadecimal(char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<std::uint8_t>(c);
  return std::string("0x") + digits[byte >> 4] + digits[byte & 15];
}

/// UTF-16 is told apart by its first bytes: it is what some editors mean by "Unicode", and a message about byte 0xFF
/// would not help.
std::string what_is_wrong(std::string_view rest, bool at_start) {
  const bool utf16 = at_start && (rest.starts_with("\xFF\xFE") || rest.starts_with("\xFE\xFF"));
  if (utf16) return "is UTF-16 (only UTF-8 is read). Save the file as UTF-8.";
  if (is_control(rest[0])) return "holds the control character " + hexadecimal(rest[0]) + ": this is no text file.";
  return "holds the byte " + hexadecimal(rest[0]) +
         ", which is not UTF-8 (names would come out garbled). Save the file as UTF-8.";
}

}  // namespace

std::optional<Problem> unreadable(std::string_view text, const std::string& file) {
  if (text.size() > most_bytes)
    return Problem{
        {file}, "", "is larger than 4 MiB, the most a scenario may be. Put long series and networks into CSV files."};
  return no_text(text, file);
}

/// The first problem alone: after one wrong byte the rest of a file that is no text would be nothing but problems.
std::optional<Problem> no_text(std::string_view text, const std::string& file) {
  Place place{file, 1, 1};
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text.substr(i));
    if (length == 0 || is_control(text[i])) return Problem{place, "", what_is_wrong(text.substr(i), i == 0)};
    place = text[i] == '\n' ? Place{file, place.line + 1, 1} : Place{file, place.line, place.column + 1};
    i += length;
  }
  return std::nullopt;
}

}  // namespace clientele
