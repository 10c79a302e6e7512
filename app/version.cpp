#include <fmt/format.h>

#include "clientele/program.h"
#include "app/arguments.h"
#include "app/print_table.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

int show_version(const Arguments& arguments) {
  const Table facts = version_table();
  // Aligned lines for people, who paste them into a report of a fault.
  if (const std::string format = arguments.text("--format").value_or("table"); format != "table") {
    print_table(facts, format);
    return exit_code::done;
  }
  std::string text;
  const Labels names = facts.labels("fact"), values = facts.labels("value");
  for (std::size_t row = 0; row < facts.rows(); ++row) text += fmt::format("{:<10} {}\n", names[row], values[row]);
  print(text);
  return exit_code::done;
}

}  // namespace

/// More than a number, because results are the same bits only for the same version, and speed depends on flags and
/// processor.
const Command& version_command() {
  static const Command command{.name = "version",
                               .summary = "show the version, and how the program was built",
                               .examples = {{"clientele version", "what to put into a bug report"},
                                            {"clientele --version", "the version alone"}},
                               .operand = {},
                               .options = {{.name = "--format",
                                            .value = "FORMAT",
                                            .meaning = "how it is printed",
                                            .choices = {"table", "csv", "json"}}},
                               .act = show_version};
  return command;
}

}  // namespace clientele::app
