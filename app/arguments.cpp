#include "app/arguments.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "clientele/program.h"
#include "app/parse.h"

namespace clientele::app {
namespace {

using Sentences = std::vector<std::string>;

/// By from_chars: no blanks, no plus, no locale, and `10k` is none.
std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Declarations hold views, suggestions take strings.
std::vector<std::string> texts_of(const std::vector<std::string_view>& views) { return {views.begin(), views.end()}; }

std::string one_of(const std::vector<std::string_view>& choices) { return fmt::format("{}", fmt::join(choices, ", ")); }

/// No choices: every word is among them.
bool among(const std::vector<std::string_view>& choices, std::string_view word) {
  for (const std::string_view choice : choices)
    if (choice == word) return true;
  return choices.empty();
}

/// The nearest name of this command only: an option of another one would be refused at the next try.
void check_unknown(const Command& command, const ParsedWords& parsed, Sentences& wrong) {
  // Letters are left out: every letter is near every other.
  std::vector<std::string> names{"--help"};
  for (const OptionSpec& spec : command.options) names.emplace_back(spec.name);
  for (const std::string& option : parsed.unknown_options) {
    const std::string hint = did_you_mean(option, names);
    wrong.push_back(fmt::format("{}: no such option of 'clientele {}'.{}", option, command.name,
                                hint.empty() ? fmt::format(" See 'clientele {} --help'.", command.name) : hint));
  }
}

/// An option of the command that was read as the value of the one before it.
/// `--out --force` would otherwise write into a file called --force. The price is that no value may be called like an
/// option of the command.
bool swallowed_option(const Command& command, const std::string& value) {
  return command.find(value.substr(0, value.find('='))) != nullptr;
}

/// Each sentence begins with the option, as the message stands beside no line of a file.
void check_value(const Command& command, const OptionSpec& spec, const std::string& value, Sentences& wrong) {
  if (value.empty() || swallowed_option(command, value)) {
    wrong.push_back(fmt::format("{}: needs a value. Write {} {}.", spec.name, spec.name, spec.value));
  } else if (!among(spec.choices, value)) {
    wrong.push_back(fmt::format("{}: '{}' is not one of {}.{}", spec.name, value, one_of(spec.choices),
                                did_you_mean(value, texts_of(spec.choices))));
  } else if (spec.whole) {
    const auto number = whole_number(value);
    if (!number || *number < spec.whole->low || *number > spec.whole->high)
      wrong.push_back(fmt::format("{}: '{}' is not a whole number from {} to {}.", spec.name, value, spec.whole->low,
                                  spec.whole->high));
  }
}

/// In the order of the declaration and not of the line: the parser sorts words by option.
void check_options(const Command& command, const ParsedWords& parsed, Sentences& wrong) {
  for (const OptionSpec& spec : command.options) {
    const auto given = parsed.values.find(spec.name);
    if (given == parsed.values.end()) continue;
    if (spec.value.empty()) {
      if (given->second.front() != "true") wrong.push_back(fmt::format("{}: takes no value.", spec.name));
      continue;
    }
    if (given->second.size() > 1 && !spec.repeats)
      wrong.push_back(fmt::format("{}: given {} times. Give it once.", spec.name, given->second.size()));
    for (const std::string& value : given->second) check_value(command, spec, value, wrong);
  }
}

/// Where a missing operand is named, an example is shown: whoever leaves it out rarely knows how the command is used.
void check_operands(const Command& command, const ParsedWords& parsed, Sentences& wrong) {
  const std::size_t most = command.further ? parsed.operands.size() : command.operand ? 1 : 0;
  if (parsed.operands.empty() && command.operand && command.operand->required) {
    wrong.push_back(fmt::format("'clientele {}' needs a {}. For example: {}", command.name, command.operand->noun,
                                command.examples.front().line));
  }
  // Behind an unknown option the words may be its values: to complain about them too would confuse.
  if (parsed.operands.size() > most && parsed.unknown_options.empty())
    wrong.push_back(
        fmt::format("'{}' is one word too many. See 'clientele {} --help'.", parsed.operands[most], command.name));
  const std::vector<std::string_view> choices = operand_choices(command);
  if (parsed.operands.empty() || among(choices, parsed.operands[0])) return;
  const std::vector<std::string> known = texts_of(choices);
  const std::string &word = parsed.operands[0], hint = did_you_mean(word, known);
  wrong.push_back(fmt::format("'{}' is not a {}.{}", word, command.operand->noun,
                              hint.empty() ? fmt::format(" There are: {}.", one_of(choices)) : hint));
}

/// All sentences at once, each a problem without a place.
void stop_on(Sentences wrong) {
  if (wrong.empty()) return;
  std::vector<Problem> problems;
  for (std::string& sentence : wrong) problems.push_back({.place = {}, .path = {}, .what = std::move(sentence)});
  throw InputError(std::move(problems));
}

}  // namespace

/// Help wins over every mistake: whoever asks for it may not know yet how to write the line.
Arguments::Arguments(const Command& command, const std::vector<std::string>& words) : words_(words) {
  ParsedWords parsed = parse(command, words);
  help_ = parsed.help;
  if (help_) return;
  Sentences wrong;
  check_unknown(command, parsed, wrong);
  // The last word is an option without its value: the parser then has no sure word on the others, so they are left
  // alone.
  if (parsed.lacks_value) {
    const OptionSpec* last = command.find(words.back());
    wrong.push_back(
        fmt::format("{}: needs a value. Write {} {}.", words.back(), words.back(), last ? last->value : "VALUE"));
  } else {
    check_options(command, parsed, wrong);
    check_operands(command, parsed, wrong);
  }
  stop_on(std::move(wrong));
  values_ = std::move(parsed.values), order_ = std::move(parsed.order);
  if (parsed.operands.empty()) return;
  operand_ = parsed.operands.front();
  further_.assign(parsed.operands.begin() + 1, parsed.operands.end());
}

std::optional<std::string> Arguments::text(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::nullopt : std::optional(found->second.front());
}

std::optional<std::uint64_t> Arguments::whole(std::string_view option) const {
  const auto value = text(option);
  return value ? whole_number(*value) : std::nullopt;
}

std::vector<Arguments::Given> Arguments::in_order(std::initializer_list<std::string_view> options) const {
  std::vector<Given> given;
  std::map<std::string, std::size_t, std::less<>> taken;
  for (const std::string& option : order_)
    if (std::find(options.begin(), options.end(), std::string_view(option)) != options.end())
      given.push_back({option, values_.find(option)->second[taken[option]++]});
  return given;
}

std::vector<std::string> Arguments::texts(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

}  // namespace clientele::app
