#include "app/command.h"

#include <array>

namespace clientele::app {

const OptionSpec* Command::find(std::string_view option) const {
  for (const OptionSpec& spec : options)
    if (spec.name == option || (!option.empty() && spec.letter == option)) return &spec;
  return nullptr;
}

/// Empty both where any word will do and where there is no operand; who asks has looked at the latter.
std::vector<std::string_view> operand_choices(const Command& command) {
  return command.operand && command.operand->choices ? command.operand->choices() : std::vector<std::string_view>();
}

/// Made when first asked for, as each command is: objects at namespace level would be made in an order that nobody
/// knows.
std::span<const Command* const> commands() {
  static const std::array all{&run_command(),        &compare_command(), &check_command(),      &fit_command(),
                              &validate_command(),   &journey_command(), &report_command(),     &rerun_command(),
                              &parameters_command(), &schema_command(),  &completion_command(), &version_command(),
                              &help_command()};
  return all;
}

const Command* find_command(std::string_view name) {
  for (const Command* command : commands())
    if (command->name == name) return command;
  return nullptr;
}

}  // namespace clientele::app
