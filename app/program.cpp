#include "app/program.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "clientele/program.h"
#include "app/arguments.h"
#include "app/completion.h"
#include "app/help.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

/// Three slips that are frequent: the file without `run`, an option before its command, a letter too many.
std::string unknown_first_word(const std::string& word) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(word, ignored))
    return fmt::format("'{}' is a file, not a command. Did you mean 'clientele run {}'?", word, word);
  const bool option = word.starts_with('-');
  std::vector<std::string> names{"--help", "--version"};
  for (const Command* command : commands()) {
    if (option && command->find(word.substr(0, word.find('='))))
      return fmt::format("{} stands behind a command, as in 'clientele {} ... {}'.", word, command->name, word);
    names.emplace_back(command->name);
  }
  const std::string hint = did_you_mean(word, names);
  return fmt::format("unknown {} '{}'.{}", option ? "option" : "command", word,
                     hint.empty() ? " See 'clientele --help'." : hint);
}

/// Hidden, since only the scripts of shells call it; a candidate a line.
int complete(std::vector<std::string> words) {
  std::string lines;
  for (const std::string& candidate : completions(std::move(words))) lines += candidate + '\n';
  print(lines);
  return exit_code::done;
}

}  // namespace

/// `__complete` is no command, so that neither help nor completion offers it. Only three words come before the
/// commands; `help` and `version` are commands like any other.
int act_on(const std::vector<std::string>& words) {
  // A mistake and not a wish for help: a script that lost its words should fail.
  if (words.empty()) throw InputError("no command given.\n" + short_help());
  const std::string& first = words.front();
  const std::vector<std::string> others(words.begin() + 1, words.end());
  if (first == "__complete") return complete(others);
  if (first == "--help" || first == "-h") return print(program_help()), exit_code::done;
  if (first == "--version") return print(fmt::format("clientele {}\n", build_facts().version)), exit_code::done;
  const Command* command = find_command(first);
  if (!command) throw InputError(unknown_first_word(first));
  const Arguments arguments(*command, others);
  if (arguments.help()) return print(command_help(*command)), exit_code::done;
  return command->act(arguments);
}

}  // namespace clientele::app
