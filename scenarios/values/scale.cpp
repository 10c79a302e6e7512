#include "scenarios/values/scale.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace clientele {
namespace {

/// Units of parameters are words in small letters; what else follows a number, but for `%`, is a currency.
/// The table of units is not asked: a parameter may have any unit of small letters, and codes of currencies have none.
bool is_currency(std::string_view unit) {
  return !unit.empty() && unit[0] != '%' && !(unit[0] >= 'a' && unit[0] <= 'z');
}

constexpr double most_money = 1e12;  // beyond every bound; the check of the value refuses it

std::string as_text(std::string_view text) { return quoted(Json(std::string(text))); }

/// `by -0.1` without its `by`.
bool take_by(std::string_view& text) {
  const bool by = text.starts_with("by ");
  if (by) text = trimmed(text.substr(3));
  return by;
}

/// The unit that two numbers and the end of the text agree on; nothing if they do not.
std::optional<std::string> common_unit(std::string_view first, std::string_view second, std::string_view last) {
  std::string_view unit;
  for (const std::string_view next : {first, second, last}) {
    if (next.empty()) continue;
    if (!unit.empty() && next != unit) return std::nullopt;
    unit = next;
  }
  return std::string(unit);
}

}  // namespace

/// Money is rounded to what can be paid. A plus is written back where signs make values relative, or `+5 %` would
/// become 5 %, the new value.
Json Scale::value(double number) const {
  const Money amount{std::llround(std::clamp(number, -most_money, most_money) * Money::per_unit)};
  const bool below_zero = is_currency(unit) ? amount.value < 0 : number < 0.0;
  const std::string before = by ? "by " : signs && !below_zero ? "+" : "";
  if (is_currency(unit)) return before + written(amount, unit);
  if (unit.empty() && !by) return number;
  return before + shortest(number) + (unit.empty() ? "" : " " + unit);
}

/// Signs must agree because they change the meaning: from -5 % (relative) to 5 % (the new value) is no range at all.
Reading<Span> read_span(std::string_view from, std::string_view to, std::string_view unit) {
  from = trimmed(from);
  to = trimmed(to);
  Span span;
  const bool first_by = take_by(from), second_by = take_by(to);
  span.scale.by = first_by || second_by;
  const auto first = split_quantity(from), second = split_quantity(to);
  if (!first || !second) return wrong(as_text(first ? to : from) + " is not a number.");
  const auto common = common_unit(first->unit, second->unit, trimmed(unit));
  if (!common) return wrong("its numbers have different units. Write one unit, behind the last.");
  const bool relates = !span.scale.by && !common->empty();
  if (relates && first->signed_text != second->signed_text)
    return wrong("one of " + as_text(from) + " and " + as_text(to) +
                 " has a sign and the other none. With a sign and a unit a value is relative or a difference, without "
                 "a sign it is the new value: write both in one way.");
  span.from = first->number;
  span.to = second->number;
  span.scale.unit = *common;
  span.scale.signs = relates && first->signed_text;
  return {span, ""};
}

double rounded(double number, int digits) {
  std::array<char, 40> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific, digits - 1).ptr;
  double nearest = number;
  std::from_chars(text.data(), end, nearest);
  return nearest;
}

}  // namespace clientele
