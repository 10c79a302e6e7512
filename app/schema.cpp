#include "clientele/scenario.h"
#include "app/arguments.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

/// Editors want the file to end in a line.
int print_schema(const Arguments&) {
  std::string schema = scenario_schema();
  if (!schema.ends_with('\n')) schema += '\n';
  print(schema);
  return exit_code::done;
}

}  // namespace

/// Printed and not shipped as a file: it is that of this program, with the behaviours that are built into it.
const Command& schema_command() {
  static const Command command{
      .name = "schema",
      .summary = "print the JSON Schema of scenario files, for editors",
      .examples = {{"clientele schema > clientele.schema.json",
                    "then begin a scenario with: # yaml-language-server: $schema=clientele.schema.json"}},
      .operand = {},
      .options = {},
      .act = print_schema};
  return command;
}

}  // namespace clientele::app
