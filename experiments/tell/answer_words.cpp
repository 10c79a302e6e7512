#include "experiments/tell/answer_words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "output/display_width.h"
#include "output/numbers.h"
#include "output/wrapped.h"

namespace clientele {
namespace {

constexpr std::size_t label_width = 13, line_width = 100;
constexpr int most_decimals = 4;

/// Decimals that leave three digits: enough where nothing is known about luck.
int decimals_of_size(double size) {
  if (!std::isfinite(size) || size == 0.0) return 0;
  return std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(size)))), 0, most_decimals);
}

constexpr char tie = '\x1f';  // a blank at which no line is broken; texts are printable, so it is free

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

/// Ties "4 %", "20 GBP" and "± 3" together.
/// A currency is recognised by two capitals after a number, since any of the ISO codes may come.
std::string with_units_tied(std::string text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != ' ') continue;
    const bool unit = text[i + 1] == '%' || (i + 2 < text.size() && is_capital(text[i + 1]) && is_capital(text[i + 2]));
    if ((is_digit(text[i - 1]) && unit) || std::string_view(text).substr(0, i).ends_with("±")) text[i] = tie;
  }
  return text;
}

}  // namespace

/// From 3 on the first digit is exact enough: half a unit of it is at most a sixth of the half width.
int decimals_within(double half_width) {
  const int first = -static_cast<int>(std::floor(std::log10(half_width)));
  const double digit = half_width * std::pow(10.0, first);
  return std::min(most_decimals, digit < 3.0 ? first + 1 : first);
}

/// Negative decimals round in front of the point, "12,400" for ± 300; only the digits before the point are grouped.
std::string grouped_number(double value, int decimals) {
  if (decimals < 0) {
    const double step = std::pow(10.0, -decimals);
    value = std::round(value / step) * step;
  }
  std::string text = decimal(value, std::max(0, decimals));
  if (!std::isfinite(value)) return text;
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t end = std::min(text.find('.'), text.size()); end > first + 3; end -= 3) text.insert(end - 3, ",");
  return text;
}

/// What rounds to zero has no sign: "+0.0" would claim a direction.
std::string signed_number(double value, int decimals) {
  const std::string text = grouped_number(value, decimals);
  if (!std::isfinite(value) || text.starts_with('-')) return text;
  return text.find_first_of("123456789") == std::string::npos ? text : "+" + text;
}

UnitWords::UnitWords(std::string unit) : unit_(std::move(unit)), factor_(share() ? 100.0 : 1.0) {}

std::string UnitWords::level(double value, int decimals) const {
  const std::string text = grouped_number(factor_ * value, decimals);
  if (share() && std::isfinite(value)) return text + " %";
  return unit_.empty() || unit_ == "1" || !std::isfinite(value) ? text : text + " " + unit_;
}

/// Points for shares and for figures that are percent already: a rise from 20 % to 22 % is 2 points and 10 %.
std::string UnitWords::difference(double value, int decimals) const {
  const std::string text = signed_number(factor_ * value, decimals);
  if ((share() || unit_ == "%") && std::isfinite(value)) return text + " points";
  return unit_.empty() || unit_ == "1" || !std::isfinite(value) ? text : text + " " + unit_;
}

std::string UnitWords::range(double low, double high, int decimals) const {
  return signed_number(factor_ * low, decimals) + " to " + signed_number(factor_ * high, decimals);
}

/// Judged as printed: a share of .0023 is .23 %.
int UnitWords::decimals(double half_width, double size) const {
  const double half = factor_ * half_width;
  return std::isfinite(half) && half > 0.0 ? decimals_within(half) : decimals_of_size(factor_ * size);
}

/// Rests are those above the floor, for negative parts too; of equal rests the first part is rounded up.
std::vector<long long> rounded_parts(const std::vector<double>& parts) {
  std::vector<long long> rounded;
  for (const double part : parts) rounded.push_back(static_cast<long long>(std::floor(part)));
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return parts[a] - std::floor(parts[a]) > parts[b] - std::floor(parts[b]);
  });
  const long long whole = std::llround(std::accumulate(parts.begin(), parts.end(), 0.0));
  long long left = whole - std::accumulate(rounded.begin(), rounded.end(), 0LL);
  for (const std::size_t part : order)
    if (left-- > 0) ++rounded[part];
  return rounded;
}

std::string listed(const std::vector<std::string>& things) {
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i)
    text += (i == 0 ? "" : i + 1 == things.size() ? " and " : ", ") + things[i];
  return text;
}

/// What a shell might read as more than a letter goes in single quotes, and a quote itself between them.
std::string shell_word(const std::string& word) {
  if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+=:,@%") ==
          std::string::npos &&
      !word.empty())
    return word;
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

/// Lines are broken after units are tied, and ties become blanks again; a label that is too long moves its text, not
/// the others.
void AnswerText::paragraph(std::string_view label, std::string_view text) {
  if (text.empty()) return;
  std::string head(label);
  head.resize(std::max(label_width, head.size() + 1), ' ');
  std::string lines = wrapped(with_units_tied(printable(text)), label_width, line_width);
  std::replace(lines.begin(), lines.end(), tie, ' ');
  out_ << head << lines << '\n';
}

void AnswerText::heading(std::string_view text) { out_ << wrapped(printable(text), 0, line_width) << '\n'; }

void AnswerText::verbatim(std::string_view text) {
  if (!text.empty()) out_ << std::string(label_width, ' ') << printable(text) << '\n';
}

}  // namespace clientele
