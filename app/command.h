#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/library.h"

namespace clientele::app {

/// App: the command `clientele`, which turns words of a line into calls of the library, and what they give into text,
/// files and an exit code.
///
/// A command is data and one function. `main` guards the streams and turns exceptions into messages and exit codes;
/// `act_on` finds the command; `Arguments` checks the words against its declaration; `act` does the work. Results go to
/// standard output, everything else (progress, remarks, errors) to standard error, so that a pipe gets only results.

class Arguments;

/// An option of a command, declared once: the parser, the help, the man page and the completion read this.
/// Strings are views into literals; only `meaning` may be put together, since some sentences depend on the command.
struct OptionSpec {
  /// Both ends are allowed.
  struct Range {
    std::uint64_t low = 0, high = 0;
  };

  std::string_view name;   ///< "--seed"
  std::string_view value;  ///< what stands for its value in the help, such as "N"; empty: a flag
  /// Begins small and ends without a full stop, so that it can stand in a list; what holds without the option is part
  /// of it ("20 if not given").
  std::string meaning;
  /// Checked before the command acts, so that commands need not refuse anything else.
  std::vector<std::string_view> choices = {};  ///< the values it takes; empty: any
  std::optional<Range> whole = {};             ///< its value is a whole number in this range
  bool repeats = false;                        ///< may be given several times
  std::string_view letter = {};                ///< "-o", another name of the option; empty: none
};

/// The word that a command acts on.
/// Called operand and not argument, as POSIX does: what is no option.
struct Operand {
  std::string_view name;  ///< what stands for it in the help, such as "SCENARIO"
  /// Goes on in sentences such as "'clientele run' needs a scenario file".
  std::string_view noun;  ///< what it is, for messages: "scenario file"
  std::string_view meaning;
  bool required = true;
  /// A function, because lists such as those of behaviours are made from registries that declarations must not wait
  /// for.
  std::vector<std::string_view> (*choices)() = nullptr;  ///< the words it may be; none: any, most often a file
};

/// Words behind the first, any number of them.
/// Candidates are asked for at each press of the tab key, so that must be quick; nothing is offered where the first
/// operand is wrong.
struct FurtherOperands {
  std::string_view name;  ///< "VARIANT"
  std::string_view meaning;
  /// What is offered when one is completed, from the first operand; throws nothing.
  std::vector<std::string> (*candidates)(const std::string& first);
};

/// Shown before everything else in the help: most people copy one and change it.
struct Example {
  std::string_view line, meaning;
};

/// Exit codes of the program.
/// Scripts tell from them whether to try again (1), to mend their input (2) or whether somebody stopped the program
/// (130, 143). The help of the program lists the same numbers.
namespace exit_code {
inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int input = 2;  ///< the user's options, scenario or data
}  // namespace exit_code

/// A sub-command: what it is called, what it takes, what it does.
/// One file of this folder each: first what it does, then its declaration.
struct Command {
  std::string_view name, summary;
  std::vector<Example> examples;
  std::optional<Operand> operand;
  std::vector<OptionSpec> options;
  /// Prints its results itself. Everything that can be known to be wrong is said before hours of work and not after.
  int (*act)(const Arguments&);  ///< returns the exit code; throws InputError, OutputError
  std::optional<FurtherOperands> further = {};

  /// The option of that name or letter, or nullptr.
  /// An empty letter is no name, or every empty word would be an option.
  const OptionSpec* find(std::string_view option) const;
};

/// The words that a command acts on, if only some will do.
std::vector<std::string_view> operand_choices(const Command& command);

/// Every sub-command, in the order of the help.
/// A new command needs a function below and a place in this list; help, man page and completion follow.
std::span<const Command* const> commands();
/// The command of that name, or nullptr.
const Command* find_command(std::string_view name);

const Command& run_command();
const Command& compare_command();
const Command& check_command();
const Command& fit_command();
const Command& validate_command();
const Command& parameters_command();
const Command& journey_command();
const Command& rerun_command();
const Command& report_command();
const Command& schema_command();
const Command& completion_command();
const Command& version_command();
const Command& help_command();

}  // namespace clientele::app
