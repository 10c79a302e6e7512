#include "app/help.h"

#include <utility>

#include <fmt/format.h>

#include "clientele/program.h"
#include "app/arguments.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

// Fixed and not the terminal's: man pages and documents are made of it too.
constexpr std::size_t help_width = 100;  // cells of a line
constexpr std::size_t term_width = 24;   // longer terms have their explanation on the next line

/// A term too long for its column gets a line of its own, or all meanings would have to move right for it.
std::string entry(std::string_view term, std::string_view meaning) {
  std::string text = fmt::format("  {}", term);
  if (term.size() + 4 > term_width)
    text += '\n' + std::string(term_width, ' ');
  else
    text += std::string(term_width - text.size(), ' ');
  return text + wrapped(meaning, term_width, help_width) + '\n';
}

std::string examples_of(const std::vector<Example>& examples) {
  std::string text = "Examples:\n";
  for (const Example& example : examples) text += fmt::format("  {}\n      {}\n", example.line, example.meaning);
  return text;
}

/// Operands before options, though they may come in any order: most lines are written so.
std::string synopsis(const Command& command) {
  std::string text = fmt::format("clientele {}", command.name);
  if (command.operand && command.operand->required) text += fmt::format(" {}", command.operand->name);
  if (command.operand && !command.operand->required) text += fmt::format(" [{}]", command.operand->name);
  if (command.further) text += fmt::format(" [{}]...", command.further->name);
  return command.options.empty() ? text : text + " [OPTION]...";
}

/// Choices go behind the meaning and are not repeated in it, so that they cannot fall behind.
std::string meaning_of(std::string_view meaning, const std::vector<std::string_view>& choices) {
  return choices.empty() ? std::string(meaning) : fmt::format("{}: {}", meaning, fmt::join(choices, ", "));
}

std::string term_of(const OptionSpec& spec) {
  return fmt::format("{}{}{}{}{}", spec.letter, spec.letter.empty() ? "" : ", ", spec.name,
                     spec.value.empty() ? "" : " ", spec.value);
}

/// --help is no option of the declarations, since every command has it.
std::string options_text(const Command& command) {
  std::string text = "Options:\n";
  for (const OptionSpec& spec : command.options) text += entry(term_of(spec), meaning_of(spec.meaning, spec.choices));
  return text + entry("-h, --help", "show this help");
}

int show_help(const Arguments& arguments) {
  const Command* command = arguments.operand() ? find_command(*arguments.operand()) : nullptr;
  print(command ? command_help(*command) : program_help());
  return exit_code::done;
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const Command* command : commands()) names.push_back(command->name);
  return names;
}

std::string program_examples() {
  return examples_of({
      {"clientele run toothpaste.yaml", "live the scenario and show who sold how much to whom"},
      {"clientele compare toothpaste.yaml colgate_minus_5_percent",
       "what a price cut does, with intervals, reasons, and every customer's twin"},
      {"clientele check toothpaste.yaml", "find mistakes in a scenario, and see whether its base case holds still"},
  });
}

}  // namespace

/// Ends without a line break: it stands inside a message.
std::string short_help() {
  return program_examples() + fmt::format("\nCommands: {}. See 'clientele --help'.", fmt::join(command_names(), ", "));
}

std::string program_help() {
  std::string text =
      "clientele simulates markets of customers who feel and reason: who buys, who stays, who leaves, and why.\n\n";
  text += program_examples() + "\nUsage: clientele COMMAND [ARGUMENT]...\n\nCommands:\n";
  for (const Command* command : commands()) text += entry(command->name, command->summary);
  text += "\nOptions:\n" + entry("-h, --help", "show this help; behind a command, the help of that command");
  text += entry("--version", "show the version");
  text += "\nExit codes:\n";
  text += entry("0", "done") + entry("1", "failed") + entry("2", "a mistake in the options, the scenario or its data");
  return text + entry("130, 143", "interrupted by Ctrl-C or by SIGTERM");
}

/// Its first line is also the summary in lists of man pages, so it keeps the form "clientele NAME: what it does".
std::string command_help(const Command& command) {
  std::string text =
      fmt::format("clientele {}: {}\n\n{}\n", command.name, command.summary, examples_of(command.examples));
  text += fmt::format("Usage: {}\n\n", synopsis(command));
  if (command.operand) {
    const Operand& operand = *command.operand;
    text += "Arguments:\n" + entry(operand.name, meaning_of(operand.meaning, operand_choices(command)));
    if (command.further) text += entry(command.further->name, command.further->meaning);
    text += '\n';
  }
  return text + options_text(command);
}

/// What people type first; `--help` behind a command does the same.
const Command& help_command() {
  static const Command command{
      .name = "help",
      .summary = "show the help of a command",
      .examples = {{"clientele help run", "the same as clientele run --help"}},
      .operand =
          Operand{
              .name = "COMMAND", .noun = "command", .meaning = "one of", .required = false, .choices = command_names},
      .options = {},
      .act = show_help};
  return command;
}

}  // namespace clientele::app
