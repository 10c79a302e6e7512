#include "experiments/fit/fit_request.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <limits>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "scenarios/tables/data_table.h"
#include "scenarios/text/document.h"

namespace clientele {
namespace {

/// In weeks as scenarios count them: a year has 52, a month 13/3, so that quarters and years are whole numbers of
/// weeks. The tick is the period itself where that is short; years and quarters are lived in several, as laws in
/// continuous time have to be.
const std::vector<Period> periods{{"day", 1.0 / 7.0, "day"},
                                  {"week", 1.0, "week"},
                                  {"month", 13.0 / 3.0, "month"},
                                  {"quarter", 13.0, "week"},
                                  {"year", 52.0, "month"}};

std::string listed(std::span<const std::string> words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

}  // namespace

std::string column_of(const FitKind& kind, const FitRequest& request, std::string_view role) {
  if (const auto named = request.columns.find(std::string(role)); named != request.columns.end()) return named->second;
  const auto declared = std::ranges::find(kind.columns, role, &FitColumn::role);
  return std::string(declared->preset);
}

bool names_column(const FitRequest& request, std::string_view role) {
  return request.columns.contains(std::string(role));
}

std::optional<std::string> option_of(const FitRequest& request, std::string_view name) {
  const auto found = request.options.find(std::string(name));
  return found == request.options.end() ? std::nullopt : std::optional(found->second);
}

/// Bounds keep the kind from failing later, where no message could name the option; good sense is narrower.
std::optional<double> number_option(const FitRequest& request, std::string_view name, Bounds bounds) {
  const auto text = option_of(request, name);
  if (!text) return std::nullopt;
  const auto number = number_in(*text);
  if (!number) throw InputError(fmt::format("--option {}: '{}' is not a number.", name, *text));
  if (*number < bounds.low || *number > bounds.high)
    throw InputError(fmt::format("--option {}: {} is outside [{}, {}]. Choose a number within.", name, *text,
                                 bounds.low, bounds.high));
  return number;
}

/// Words are matched as they are written; a near miss gets a suggestion, anything else the list.
std::string choice_option(const FitRequest& request, std::string_view name, std::span<const std::string> choices,
                          std::string_view preset) {
  const std::string word = option_of(request, name).value_or(std::string(preset));
  if (std::ranges::find(choices, word) != choices.end()) return word;
  const std::string hint = did_you_mean(word, choices);
  throw InputError(fmt::format("--option {}: '{}' is not known.{}", name, word,
                               hint.empty() ? " Choose one of: " + listed(choices) + "." : hint));
}

Period period_option(const FitRequest& request, std::string_view name, std::string_view preset) {
  std::vector<std::string> names;
  for (const Period& period : periods) names.push_back(period.name);
  const std::string word = choice_option(request, name, names, preset);
  return *std::ranges::find(periods, word, &Period::name);
}

/// For what is wrong with a file beyond its cells: cells are refused by `DataTable` and `DataProblems`, all together;
/// this is the one reason why nothing can be fitted at all.
void refuse_data(const std::string& file, const std::string& what, std::size_t line) {
  throw InputError({Problem{{file, static_cast<int>(line)}, "", what}});
}

std::string base_name(const std::string& file) { return std::filesystem::path(file).filename().string(); }

/// Names come from data files, so anything may stand in them: colons, quotes, a leading digit, words that YAML takes
/// for booleans. Whatever is not plainly harmless is written as a JSON string, which YAML reads as the same text.
/// Bytes above 0x7f are letters in UTF-8 and stay as they are.
std::string yaml_text(const std::string& text) {
  constexpr std::string_view harmless = " _-.()&/+'";
  const auto plain = [&](unsigned char c) {
    return std::isalnum(c) || c >= 0x80 || harmless.find(static_cast<char>(c)) != std::string_view::npos;
  };
  const std::vector<std::string> words{"true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"};
  const bool safe = !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) && text.back() != ' ' &&
                    std::ranges::all_of(text, plain) && std::ranges::find(words, text) == words.end();
  return safe ? text : Json(text).dump();
}

/// Nine digits: lengths of scenarios and scales of data, which are whole numbers, must not be rounded.
std::string amount_of(double number, const std::string& unit) {
  return rounded(number, 9) + " " + unit + (number == 1.0 ? "" : "s");
}

/// Fixed notation with up to 12 decimals; zeros at the end go. Below 1e-12 it is 0.
std::string rounded(double number, int digits) {
  const double size = number == 0.0 ? 0.0 : std::floor(std::log10(std::abs(number)));
  const int decimals = std::clamp(digits - 1 - static_cast<int>(size), 0, 12);
  std::string text = fmt::format("{:.{}f}", number, decimals);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// d exp(x) = exp(x) dx: first order only, so an interval around a shape of large error is too symmetric.
FitEstimate from_logarithm(std::string name, double log, double log_error, std::string unit, std::string meaning) {
  const double value = std::exp(log);
  return {std::move(name), value, value * log_error, std::move(unit), std::move(meaning)};
}

/// Called MAPE elsewhere. Relative errors of observed noughts are infinite, so these are left out, not counted as 0.
double mean_absolute_error(std::span<const double> observed, std::span<const double> model) {
  double sum = 0.0;
  int count = 0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    if (observed[i] == 0.0) continue;
    sum += std::abs(model[i] - observed[i]) / std::abs(observed[i]);
    ++count;
  }
  return count == 0 ? std::numeric_limits<double>::quiet_NaN() : 100.0 * sum / count;
}

}  // namespace clientele
