#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/command.h"

namespace clientele::app {

/// What the user wrote behind the name of a command, checked against the command's declaration.
/// After construction every value fits its declaration, unless help was asked for: then nothing has been checked, and
/// only `help()` may be read.
class Arguments {
 public:
  /// Throws InputError with everything that is wrong: unknown options, missing or superfluous words, values that
  /// are no numbers, out of range or not among the choices.
  Arguments(const Command& command, const std::vector<std::string>& words);

  /// Whether the option was given.
  bool has(std::string_view option) const { return values_.contains(option); }
  /// The option's value, if it was given.
  /// The first, where an option was given several times; those that may not repeat have been refused by then.
  std::optional<std::string> text(std::string_view option) const;
  /// The same as a number, for an option that takes whole numbers.
  std::optional<std::uint64_t> whole(std::string_view option) const;
  /// Every value of an option that may be repeated, in order.
  std::vector<std::string> texts(std::string_view option) const;

  /// One value of an option.
  struct Given {
    std::string option, value;
  };
  /// The values of several options that may be repeated, as they stand on the line.
  std::vector<Given> in_order(std::initializer_list<std::string_view> options) const;

  /// There is one where the declaration requires it.
  const std::optional<std::string>& operand() const { return operand_; }
  /// The words behind it.
  const std::vector<std::string>& further() const { return further_; }
  bool help() const { return help_; }
  /// The words as they were given.
  /// For provenance, and for lines that an answer proposes.
  const std::vector<std::string>& words() const { return words_; }

 private:
  std::vector<std::string> words_, order_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::optional<std::string> operand_;
  std::vector<std::string> further_;
  bool help_ = false;
};

}  // namespace clientele::app
