#include "scenarios/text/scalars.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace clientele {
namespace {

template <std::size_t n>
bool one_of(std::string_view text, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_sign(std::string_view text) {
  return !text.empty() && (text[0] == '+' || text[0] == '-') ? text.substr(1) : text;
}

/// Takes the digits at the front of `text` away and says how many there were.
std::size_t take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}

bool is_integer(std::string_view text) {
  text = without_sign(text);
  return take_digits(text) > 0 && text.empty();
}

/// YAML 1.2.2, 10.3.2: [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
/// By hand and not as a regular expression: libstdc++'s regex recurses by letter, and a long digit string ends the
/// stack.
bool is_fraction(std::string_view text) {
  text = without_sign(text);
  std::size_t digits = take_digits(text);
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    digits += take_digits(text);
  }
  if (digits == 0) return false;
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text = without_sign(text.substr(1));
  return take_digits(text) > 0 && text.empty();
}

template <class Number>
/// All of the text or nothing; from_chars stops silently at the first letter that it cannot use, knows no locale and no
/// leading +.
bool parse(std::string_view text, Number& number, int base = 10) {
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

Scalar fraction(std::string_view text) {
  double number = 0.0;
  const std::string_view digits = text[0] == '+' ? text.substr(1) : text;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (parsed.ec != std::errc()) return {nullptr, "is a number too large or too small to be kept."};
  return {number, ""};
}

/// What is too long for 64 bits is still a number: it is read as a fraction, and bounds refuse it in the user's words.
Scalar integer(std::string_view text) {
  std::int64_t number = 0;
  if (parse(text[0] == '+' ? text.substr(1) : text, number)) return {number, ""};
  return fraction(text);
}

Scalar based_integer(std::string_view text) {
  std::uint64_t number = 0;
  const int base = text[1] == 'x' ? 16 : 8;
  if (parse(text.substr(2), number, base)) return {number, ""};
  return {nullptr, "is a number too large to be kept."};
}

bool is_based_integer(std::string_view text) {
  if (text.size() < 3 || text[0] != '0' || (text[1] != 'x' && text[1] != 'o')) return false;
  const std::string_view allowed = text[1] == 'x' ? "0123456789abcdefABCDEF" : "01234567";
  return text.find_first_not_of(allowed, 2) == std::string_view::npos;
}

}  // namespace

/// YAML 1.1 reads `no` as false, `010` as 8 and `1_000` as 1000; Norway's country code and phone numbers are its
/// well-known victims. The parser behind us hands texts over unread, so we can follow 1.2 instead.
Scalar read_plain_scalar(std::string_view text) {
  constexpr std::array<std::string_view, 5> nothing{"", "~", "null", "Null", "NULL"};
  constexpr std::array<std::string_view, 3> yes{"true", "True", "TRUE"}, no{"false", "False", "FALSE"};
  constexpr std::array<std::string_view, 3> infinite{".inf", ".Inf", ".INF"}, nan{".nan", ".NaN", ".NAN"};
  if (one_of(text, nothing)) return {nullptr, ""};
  if (one_of(text, yes)) return {true, ""};
  if (one_of(text, no)) return {false, ""};
  if (one_of(without_sign(text), infinite)) return {nullptr, "is infinite, and nothing here can be. Give a number."};
  if (one_of(text, nan)) return {nullptr, "is not a number. Give a number or leave the key out."};
  if (is_integer(text)) return integer(text);
  if (is_based_integer(text)) return based_integer(text);
  if (is_fraction(text)) return fraction(text);
  return {std::string(text), ""};
}

}  // namespace clientele
