#include <array>
#include <ostream>
#include <sstream>
#include <unistd.h>

#include <fmt/format.h>

#include "clientele/program.h"
#include "app/arguments.h"
#include "app/print_table.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

/// A name has been checked against the registry by then.
int print_parameters(const Arguments& arguments) {
  const std::string format = arguments.text("--format").value_or("table");
  const std::string behaviour = arguments.operand().value_or("");
  if (format == "markdown")
    print(behaviour_page(behaviour));
  else if (format != "table")
    print_table(behaviour_table(behaviour), format);
  else if (!behaviour.empty())
    print(behaviour_text(behaviour));
  else
    print([](std::ostream& out) { write_behaviours(out, STDOUT_FILENO); });
  return exit_code::done;
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

}  // namespace clientele::app
