#include "scenarios/values/distributions.h"

#include <array>
#include <cmath>
#include <vector>

#include "engine/core/suggest.h"

namespace clientele {
namespace {

using Family = Distribution::Family;

struct FamilyWord {
  std::string_view name;
  Family family;
  std::string_view first, second;
};
constexpr std::array<FamilyWord, 5> families{{{"uniform", Family::uniform, "low", "high"},
                                              {"normal", Family::normal, "mean", "sd"},
                                              {"lognormal", Family::lognormal, "mean of the log", "sd of the log"},
                                              {"gamma", Family::gamma, "shape", "scale"},
                                              {"beta", Family::beta, "first shape", "second shape"}}};

std::string signature(const FamilyWord& word) {
  return std::string(word.name) + '(' + std::string(word.first) + ", " + std::string(word.second) + ')';
}

std::string unknown_family(const std::string& name) {
  std::vector<std::string> names;
  for (const FamilyWord& word : families) names.emplace_back(word.name);
  return "no distribution is called '" + name + "'. Known are uniform, normal, lognormal, gamma and beta." +
         did_you_mean(name, names);
}

/// An sd of the log above 5 spreads over a factor of e^10 either way within two sd. That this is a slip, mostly the sd
/// of the value itself, is an assumption.
std::string bad_shape(const Distribution& spread) {
  const bool spreads_down = spread.b < 0.0;
  switch (spread.family) {
    case Family::uniform:
      return spread.a > spread.b ? "low is above high" : "";
    case Family::normal:
      return spreads_down ? "the sd is below 0" : "";
    case Family::lognormal:
      return spreads_down ? "the sd of the log is below 0" : spread.b > 5.0 ? "the sd of the log is above 5" : "";
    case Family::gamma:
      return spread.a <= 0.0 || spread.b <= 0.0 ? "shape and scale must be above 0" : "";
    case Family::beta:
      return spread.a <= 0.0 || spread.b <= 0.0 ? "both shapes must be above 0" : "";
    case Family::constant:
      return "";
  }
  return "";
}

/// Two values of the distribution that must lie in the range: its ends, or its middle where it has none.
std::array<double, 2> span_of(const Distribution& spread) {
  switch (spread.family) {
    case Family::uniform:
      return {spread.a, spread.b};
    case Family::lognormal:
      return {std::exp(spread.a), std::exp(spread.a)};
    case Family::gamma:
      return {spread.a * spread.b, spread.a * spread.b};
    case Family::beta:
      return {0.0, 1.0};
    default:
      return {spread.a, spread.a};
  }
}

/// The ends or the median are enough to tell a wrong unit, which is the slip that matters.
bool lies_in(const Distribution& spread, const Range& range) {
  const auto [from, to] = span_of(spread);
  return from >= range.low && to <= range.high;
}

/// A share above 1 is nearly always per cent without the sign.
std::string outside(const Json& value, const Range& range) {
  std::string sentence = quoted(value) + " is outside " + written(range);
  if (!range.meaning.empty()) sentence += " (" + std::string(range.meaning) + ')';
  sentence += '.';
  const bool per_cent_forgotten =
      range.unit == "share" && value.is_number() && value.number() >= 2.0 && value.number() <= 100.0;
  if (per_cent_forgotten) sentence += " Did you mean '" + quoted(value) + " %'?";
  return sentence;
}

Reading<Distribution> in_range(const Distribution& spread, const Json& value, const Range& range) {
  if (!lies_in(spread, range)) return wrong(outside(value, range));
  return {spread, ""};
}

/// The two numbers between the brackets.
std::optional<std::array<double, 2>> arguments(std::string_view inside) {
  const std::size_t comma = inside.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto first = split_quantity(inside.substr(0, comma)), second = split_quantity(inside.substr(comma + 1));
  if (!first || !second || !first->unit.empty() || !second->unit.empty()) return std::nullopt;
  return {{first->number, second->number}};
}

/// Distributions are written in the declared unit; a rate or a time must say so after the bracket.
bool unit_fits(std::string_view unit, const Range& range) {
  if (!unit.empty()) return unit == range.unit;
  return written(0.0, range.unit).is_number();
}

Reading<Distribution> read_spread_in(const std::string& text, const Range& range) {
  const Reading<Spread> read = read_spread(text);
  if (!read.value) return wrong(read.wrong);
  if (!range.spreads) return wrong(text + ": this value cannot differ between customers. Write one number.");
  if (!unit_fits(read.value->unit, range))
    return wrong(text + ": write the unit after the bracket: '" + text.substr(0, text.find(')') + 1) + ' ' +
                 std::string(range.unit) + "'.");
  return in_range(read.value->distribution, text, range);
}

}  // namespace

Reading<Spread> read_spread(const std::string& text) {
  const auto refused = [](std::string sentence) { return Reading<Spread>{std::nullopt, std::move(sentence)}; };
  const std::size_t open = text.find('('), close = text.find(')');
  const std::string name = text.substr(0, open);
  const FamilyWord* word = nullptr;
  for (const FamilyWord& known : families)
    if (known.name == name) word = &known;
  if (!word) return refused(unknown_family(name));
  if (close == std::string::npos)
    return refused(text + " breaks off: inside {} or [] a comma ends a value. Put the distribution in quotes.");
  const auto numbers = arguments(std::string_view(text).substr(open + 1, close - open - 1));
  if (!numbers) return refused(text + " is not " + signature(*word) + " with two numbers.");
  const Distribution spread{word->family, (*numbers)[0], (*numbers)[1]};
  if (const std::string bad = bad_shape(spread); !bad.empty())
    return refused(text + ": " + bad + " in " + signature(*word) + '.');
  return {Spread{spread, std::string(trimmed(std::string_view(text).substr(close + 1)))}, ""};
}

Reading<Distribution> read_distribution(const Json& value, const Range& range) {
  if (looks_like_distribution(value)) return read_spread_in(value.text(), range);
  Reading<double> number = read_number(value, range.unit);
  if (!number.value) return wrong(std::move(number.wrong));
  return in_range(Distribution::constant(*number.value), value, range);
}

std::string written(const Range& range) {
  if (range.unit == "share" || range.unit == "1") return '[' + shortest(range.low) + ", " + shortest(range.high) + ']';
  return '[' + shortest(range.low) + ", " + shortest(range.high) + "] " + std::string(range.unit);
}

/// By its form and not by the known names, so that `normel(0, 1)` gets a hint about distributions and not about
/// numbers.
bool looks_like_distribution(const Json& value) {
  if (!value.is_string()) return false;
  const auto& text = value.text();
  const std::size_t open = text.find('(');
  return open != std::string::npos && open > 0 && text.find_first_of(" 0123456789") > open;
}

}  // namespace clientele
