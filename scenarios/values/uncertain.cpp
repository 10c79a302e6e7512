#include "scenarios/values/uncertain.h"

#include <algorithm>
#include <utility>

#include "engine/math/exact.h"

namespace clientele {
namespace {

using Family = Distribution::Family;

constexpr int known_digits = 6;  // nobody knows a parameter better, and people read them
constexpr const char* how = " Write it like '1.15 to 1.45', or 'normal(1.3, 0.1)'.";

/// By the functions of engine/math and not the standard library's, whose last digits differ between machines, and a set
/// must be the same on all.
double quantile(const Distribution& spread, double probability) {
  if (spread.family == Family::uniform) return spread.a + (spread.b - spread.a) * probability;
  const double number = spread.a + spread.b * math::normal_quantile(probability);
  return spread.family == Family::lognormal ? math::exp(number) : number;
}

/// Gamma and beta are left out: their inverse distribution functions would need an iteration.
Reading<Uncertain> read_distribution_of(const std::string& whole, std::string_view text, bool by) {
  const Reading<Spread> read = read_spread(std::string(text));
  if (!read.value) return wrong(read.wrong);
  const Family family = read.value->distribution.family;
  if (family == Family::gamma || family == Family::beta)
    return wrong(whole + ": a range is LOW to HIGH, uniform, normal or lognormal. Choose one of them.");
  return {Uncertain{read.value->distribution, {read.value->unit, by, false}}, ""};
}

}  // namespace

Json Uncertain::value(double probability) const {
  const double number = rounded(quantile(spread, probability), known_digits);
  // Rounding may step over an end that has more than six digits.
  return scale.value(has_ends() ? std::clamp(number, spread.a, spread.b) : number);
}

std::vector<Json> Uncertain::landmarks() const {
  if (has_ends()) return std::vector<Json>{scale.value(spread.a), scale.value(spread.b)};
  return std::vector<Json>{value(0.5)};
}

Reading<Uncertain> read_uncertain(const Json& value) {
  const std::string whole = quoted(value);
  if (!value.is_string()) return wrong(whole + " is no range." + how);
  const auto& text = value.text();
  const bool by = text.starts_with("by ");
  const std::string_view bare = trimmed(std::string_view(text).substr(by ? 3 : 0));
  if (looks_like_distribution(std::string(bare))) return read_distribution_of(whole, bare, by);
  const std::size_t middle = text.find(" to ");
  if (middle == std::string::npos) return wrong(whole + " is no range." + how);
  const Reading<Span> span =
      read_span(std::string_view(text).substr(0, middle), std::string_view(text).substr(middle + 4));
  if (!span.value) return wrong(whole + ": " + span.wrong);
  if (!(span.value->from < span.value->to)) return wrong(whole + ": its low end is not below its high end." + how);
  return {Uncertain{{Family::uniform, span.value->from, span.value->to}, span.value->scale}, ""};
}

}  // namespace clientele
