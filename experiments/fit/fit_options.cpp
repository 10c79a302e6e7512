#include "experiments/fit/fit_options.h"

#include <algorithm>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "experiments/fit/fit_request.h"

namespace clientele {
namespace {

using Texts = std::vector<std::string>;

/// All words, unlike the lists of series: kinds have six columns or ten options at most.
std::string all_listed(const Texts& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// A near word is worth more than the whole list, which is told only where nothing is near.
Problem unknown_word(const std::string& option, const std::string& word, const FitKind& kind, const Texts& known) {
  const std::string hint = did_you_mean(word, known);
  const std::string there_are = known.empty() ? " It has none." : " It has " + all_listed(known) + ".";
  return {{},
          "",
          option + ": '" + word + "' is unknown to the fit of kind '" + std::string(kind.name) + "'." +
              (hint.empty() ? there_are : hint)};
}

}  // namespace

/// Empty parts (`a,,b`) are dropped; a column whose name holds a comma cannot be named this way.
Texts list_option(const FitRequest& request, std::string_view name) {
  const std::string whole = option_of(request, name).value_or("");
  std::string_view text = whole;
  Texts parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// Every fit begins with it: a role or an option that is misspelt would otherwise be presumed, and the fit would
/// answer another question without a word. All such problems are told at once.
void check_request(const FitRequest& request, const FitKind& kind) {
  Texts roles, options;
  for (const FitColumn& column : kind.columns) roles.emplace_back(column.role);
  for (const FitOption& option : kind.options) options.emplace_back(option.name);
  std::vector<Problem> problems;
  for (const auto& [role, name] : request.columns)
    if (std::find(roles.begin(), roles.end(), role) == roles.end())
      problems.push_back(unknown_word("--column", role, kind, roles));
  for (const auto& [name, value] : request.options)
    if (std::find(options.begin(), options.end(), name) == options.end())
      problems.push_back(unknown_word("--option", name, kind, options));
  if (request.hold_out >= 1.0)
    problems.push_back({{}, "", "--hold-out: a share below 1 is kept back (something must be left to fit). Try 0.33."});
  if (!problems.empty()) throw InputError(problems);
}

}  // namespace clientele
