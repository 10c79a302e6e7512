#include "experiments/tell/behaviour_text.h"

#include <string>

#include <fmt/format.h>

#include "models/kinds.h"
#include "output/wrapped.h"
#include "experiments/tell/behaviour_page.h"

namespace clientele {
namespace {

/// Both ends are taken.
std::string bounds(const ParameterSpec& spec) { return fmt::format("{} to {}", spec.low, spec.high); }

}  // namespace

/// Everything that can be named in a scenario, a line each; the sources stand in the details of one. Columns that do
/// not fit are cut, and meanings first.
TextTable behaviour_overview(std::span<const Declaration* const> behaviours) {
  TextTable table({{"behaviour", Align::left, ""},
                   {"parameter", Align::left, ""},
                   {"unit", Align::left, ""},
                   {"default", Align::right, ""},
                   {"bounds", Align::right, ""},
                   {"meaning", Align::left, ""}});
  for (const Declaration* behaviour : behaviours) {
    std::string name(behaviour->name);
    table.row({name, "", "", "", "", std::string(behaviour->summary)});
    for (const ParameterSpec& spec : behaviour->parameters)
      table.row({"", std::string(spec.name), std::string(spec.unit), fmt::format("{}", spec.preset), bounds(spec),
                 std::string(spec.meaning)});
  }
  table.note("clientele parameters NAME says more about one behaviour.");
  return table;
}

/// All there is to know about one, without cutting any text.
/// By lines and not as a table: sources are sentences, and none may be cut.
std::string behaviour_details(const Declaration& behaviour) {
  // As wide as other texts of the command, whatever the terminal, so that it can be pasted.
  constexpr std::size_t line = 100, margin = 4;
  std::string text = fmt::format("{} ({}): {}\nEvidence: {}; source: {}\n", behaviour.name, word(behaviour.kind),
                                 behaviour.summary, word(behaviour.evidence), behaviour.source);
  std::string words;
  for (const std::string_view word : behaviour.reads) words += (words.empty() ? "reads: " : ", ") + std::string(word);
  if (!words.empty()) text += words + "\n";
  for (const ParameterSpec& spec : behaviour.parameters) {
    text += fmt::format("\n{} = {} ({}; {})\n    {}\n", spec.name, spec.preset, spec.unit, bounds(spec),
                        wrapped(spec.meaning, margin, line));
    text += fmt::format("    may differ by {}{}; {}: {}\n", word(spec.vary), spec.per_item ? ", one per attribute" : "",
                        word(spec.evidence), wrapped(spec.source, margin, line));
  }
  return text;
}

}  // namespace clientele
