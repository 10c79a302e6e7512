#include "app/completion.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "app/arguments.h"
#include "app/parse.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

using Typed = std::vector<std::string>;

// Each asks the hidden command __complete, so that nothing is listed twice. Where it has nothing, files are offered.
// bash parts what a command prints at blanks, and names of variants and brands hold some: hence a candidate a line,
// and IFS as the line break alone.
constexpr std::string_view bash_script =
    R"(# bash completion of clientele: put it where bash-completion looks, or source it.
_clientele() {
  local IFS=$'\n'
  COMPREPLY=($("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o bashdefault -o default -F _clientele clientele
)";

// zsh gives an empty list one empty element, so the first is looked at.
constexpr std::string_view zsh_script = R"(#compdef clientele
# zsh completion of clientele: put it as _clientele into a folder of $fpath.
local -a candidates
candidates=("${(@f)$(${words[1]} __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
if [[ -n ${candidates[1]} ]]; then compadd -a candidates; else _files; fi
)";

// fish names the words before the cursor and the one under it apart.
constexpr std::string_view fish_script =
    R"(# fish completion of clientele: put it as clientele.fish into ~/.config/fish/completions.
function __clientele_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l candidates (command $words[1] __complete $words[2..-1] 2>/dev/null)
    if test (count $candidates) -gt 0; string join \n -- $candidates; else; __fish_complete_path (commandline -ct); end
end
complete -c clientele -f -a '(__clientele_complete)'
)";

template <class Candidates>
/// Byte by byte and by case, as shells compare.
Typed starting_with(const std::string& start, const Candidates& candidates, const std::string& before = "") {
  Typed fitting;
  for (const std::string_view candidate : candidates)
    if (candidate.starts_with(start)) fitting.push_back(before + std::string(candidate));
  return fitting;
}

/// bash takes `--format=csv` apart into three words.
/// The other shells give the word as it was typed.
void join_equals(Typed& words) {
  if (words.back() == "=") words.back().clear();
  if (words.size() >= 2 && words[words.size() - 2] == "=") words.erase(words.end() - 2);
}

/// Names only: a letter explains nothing.
std::vector<std::string_view> options_left(const Command& command, std::span<const std::string> given) {
  std::vector<std::string_view> names{"--help"};
  for (const OptionSpec& spec : command.options)
    if (spec.repeats || std::find(given.begin(), given.end(), spec.name) == given.end()) names.push_back(spec.name);
  return names;
}

/// `words` are those behind the command's name.
/// In the order of what the word under the cursor can be: the value of the option before it, a value behind `=`, an
/// option, an operand.
Typed completions_of(const Command& command, std::span<const std::string> words) {
  const std::string& last = words.back();
  const auto before = words.first(words.size() - 1);
  if (const OptionSpec* option = before.empty() ? nullptr : command.find(before.back());
      option && !option->value.empty())
    return starting_with(last, option->choices);
  if (const std::size_t equals = last.find('='); last.starts_with("--") && equals != std::string::npos) {
    const OptionSpec* option = command.find(last.substr(0, equals));
    return option ? starting_with(last.substr(equals + 1), option->choices, last.substr(0, equals + 1)) : Typed();
  }
  if (last.starts_with('-')) return starting_with(last, options_left(command, before));
  if (command.further) {
    const Typed operands = parse(command, {before.begin(), before.end()}).operands;
    if (!operands.empty()) return starting_with(last, command.further->candidates(operands.front()));
  }
  return starting_with(last, operand_choices(command));
}

/// Other shells have been refused by the operand's choices.
int print_completion(const Arguments& arguments) {
  const std::string& shell = *arguments.operand();
  print(shell == "bash" ? bash_script : shell == "zsh" ? zsh_script : fish_script);
  return exit_code::done;
}

}  // namespace

/// Words that are complete are taken as they are, right or wrong; only the last is completed.
Typed completions(Typed words) {
  if (words.empty()) return {};
  join_equals(words);
  if (words.size() == 1) {
    if (words[0].starts_with('-')) return starting_with(words[0], std::array{"--help", "--version"});
    std::vector<std::string_view> names;
    for (const Command* command : commands()) names.push_back(command->name);
    return starting_with(words[0], names);
  }
  const Command* command = find_command(words[0]);
  return command ? completions_of(*command, std::span<const std::string>(words).subspan(1)) : Typed();
}

/// The scripts are printed, so that whoever has only the program has them too; packages install them where shells look.
const Command& completion_command() {
  static const Command command{
      .name = "completion",
      .summary = "print the script that completes words for a shell",
      .examples = {{"source <(clientele completion bash)", "for this session; installed packages do it by themselves"},
                   {"clientele completion fish > ~/.config/fish/completions/clientele.fish", "for good"}},
      .operand = Operand{.name = "SHELL",
                         .noun = "shell",
                         .meaning = "one of",
                         .choices =
                             [] {
                               return std::vector<std::string_view>{"bash", "zsh", "fish"};
                             }},
      .options = {},
      .act = print_completion};
  return command;
}

}  // namespace clientele::app
