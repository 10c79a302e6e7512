#include <array>
#include <ostream>
#include <sstream>
#include <unistd.h>

#include <fmt/format.h>

#include "models/behaviours.h"
#include "output/table.h"
#include "output/wrapped.h"
#include "app/arguments.h"
#include "app/behaviour_page.h"
#include "app/print_frame.h"
#include "app/standard_output.h"

namespace clientele {
namespace {

using Behaviours = std::span<const Declaration* const>;

std::string bounds(const ParameterSpec& spec) { return fmt::format("{} to {}", spec.low, spec.high); }

/// Everything that can be named in a scenario, a line each; the sources stand in the details of one.
TextTable overview(Behaviours behaviours) {
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
std::string details(const Declaration& behaviour) {
  constexpr std::size_t line = 100, margin = 4;
  std::string text = fmt::format("{} ({}): {}\nEvidence: {}; source: {}\n", behaviour.name, word(behaviour.kind),
                                 behaviour.summary, word(behaviour.evidence), behaviour.source);
  for (const ParameterSpec& spec : behaviour.parameters) {
    text += fmt::format("\n{} = {} ({}; {})\n    {}\n", spec.name, spec.preset, spec.unit, bounds(spec),
                        wrapped(spec.meaning, margin, line));
    text += fmt::format("    may differ by {}{}; {}: {}\n", word(spec.vary), spec.per_item ? ", one per attribute" : "",
                        word(spec.evidence), wrapped(spec.source, margin, line));
  }
  return text;
}

/// A name has been checked against the registry by then.
int print_parameters(const Arguments& arguments) {
  const std::string format = arguments.text("--format").value_or("table");
  // So that one behaviour is a list of one, and every format serves both.
  std::array<const Declaration*, 1> one{};
  Behaviours behaviours = behaviour_declarations();
  if (arguments.operand()) {
    one[0] = find_behaviour(*arguments.operand());
    behaviours = one;
  }
  if (format == "markdown")
    print(behaviour_page(behaviours));
  else if (format != "table")
    print_frame(parameter_frame(behaviours), format);
  else if (arguments.operand())
    print(details(*one[0]));
  else
    print([&](std::ostream& out) { overview(behaviours).write(out, style_for(STDOUT_FILENO)); });
  return exit_code::done;
}

std::vector<std::string_view> behaviour_names() {
  std::vector<std::string_view> names;
  for (const Declaration* behaviour : behaviour_declarations()) names.push_back(behaviour->name);
  return names;
}

}  // namespace

/// For people a table or a page, for programs a table with columns that do not change with the width of a terminal.
const Command& parameters_command() {
  static const Command command{
      .name = "parameters",
      .summary = "list what customers may do, and every parameter with its unit, bounds and source",
      .examples = {{"clientele parameters", "all behaviours and their parameters"},
                   {"clientele parameters habit", "everything about one of them"},
                   {"clientele parameters --format csv > parameters.csv", "for a spreadsheet"}},
      .operand =
          Operand{
              .name = "NAME", .noun = "behaviour", .meaning = "one of", .required = false, .choices = behaviour_names},
      .options = {{.name = "--format",
                   .value = "FORMAT",
                   .meaning = "how it is printed",
                   .choices = {"table", "csv", "json", "markdown"}}},
      .act = print_parameters};
  return command;
}

}  // namespace clientele
