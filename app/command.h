#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clientele {

class Arguments;

/// An option of a command, declared once: the parser, the help, the man page and the completion read this.
struct OptionSpec {
  struct Range {
    std::uint64_t low = 0, high = 0;
  };

  std::string_view name;   ///< "--seed"
  std::string_view value;  ///< what stands for its value in the help, such as "N"; empty: a flag
  std::string meaning;
  std::vector<std::string_view> choices = {};  ///< the values it takes; empty: any
  std::optional<Range> whole = {};             ///< its value is a whole number in this range
  bool repeats = false;                        ///< may be given several times
  std::string_view letter = {};                ///< "-o", another name of the option; empty: none
};

/// The word that a command acts on.
struct Operand {
  std::string_view name;  ///< what stands for it in the help, such as "SCENARIO"
  std::string_view noun;  ///< what it is, for messages: "scenario file"
  std::string_view meaning;
  bool required = true;
  std::vector<std::string_view> (*choices)() = nullptr;  ///< the words it may be; none: any, most often a file
};

/// Words behind the first, any number of them.
struct FurtherOperands {
  std::string_view name;  ///< "VARIANT"
  std::string_view meaning;
  /// What is offered when one is completed, from the first operand; throws nothing.
  std::vector<std::string> (*candidates)(const std::string& first);
};

struct Example {
  std::string_view line, meaning;
};

/// Exit codes of the program.
namespace exit_code {
inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int input = 2;  ///< the user's options, scenario or data
}  // namespace exit_code

/// A sub-command: what it is called, what it takes, what it does.
struct Command {
  std::string_view name, summary;
  std::vector<Example> examples;
  std::optional<Operand> operand;
  std::vector<OptionSpec> options;
  int (*act)(const Arguments&);  ///< returns the exit code; throws InputError, OutputError
  std::optional<FurtherOperands> further = {};

  /// The option of that name or letter, or nullptr.
  const OptionSpec* find(std::string_view option) const;
};

/// The words that a command acts on, if only some will do.
std::vector<std::string_view> operand_choices(const Command& command);

/// Every sub-command, in the order of the help.
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
const Command& report_command();
const Command& schema_command();
const Command& completion_command();
const Command& version_command();
const Command& help_command();

}  // namespace clientele
