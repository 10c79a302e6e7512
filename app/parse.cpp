#include "app/parse.h"

#include <algorithm>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace clientele::app {
namespace {

// No option can be called so: theirs begin with a dash.
constexpr const char* operands = "operands";

/// All that CLI11 would check by itself is switched off or left undeclared: it takes any number of operands and of
/// values. It is used for what is tedious to write, the ways in which options can be put, such as `--a=b` and `--a b`.
void declare(CLI::App& app, const Command& command) {
  app.set_help_flag("-h,--help");
  app.allow_extras();
  app.add_option(operands)->expected(0, -1);
  for (const OptionSpec& spec : command.options) {
    const std::string name = fmt::format("{}{}{}", spec.letter, spec.letter.empty() ? "" : ",", spec.name);
    if (spec.value.empty())
      app.add_flag(name);
    else
      app.add_option(name)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
}

/// A single `-` is a word and no option; an unknown option is shown without its value.
void collect(const CLI::App& app, const Command& command, ParsedWords& parsed) {
  parsed.operands = app.get_option(operands)->results();
  for (const OptionSpec& spec : command.options) {
    const CLI::Option* option = app.get_option(std::string(spec.name));
    if (option->count() > 0) parsed.values.emplace(spec.name, option->results());
  }
  for (const CLI::Option* option : app.parse_order())
    if (const std::string name = option->get_name(); name != operands) parsed.order.push_back(name);
  for (const std::string& word : app.remaining()) {
    if (word.size() > 1 && word[0] == '-')
      parsed.unknown_options.push_back(word.substr(0, word.find('=')));
    else
      parsed.operands.push_back(word);
  }
}

}  // namespace

/// Two of CLI11's exceptions are answers here; what it has sorted until then is still collected.
ParsedWords parse(const Command& command, const std::vector<std::string>& words) {
  CLI::App app;
  declare(app, command);
  ParsedWords parsed;
  // CLI11 takes `--` for an option when other unknown words are allowed.
  // What stands behind `--` are words, whatever they begin with, so that files may be called -x.yaml.
  const auto dashes = std::find(words.begin(), words.end(), "--");
  try {
    std::vector<std::string> reversed(std::make_reverse_iterator(dashes), words.rend());  // the order that CLI11 wants
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    parsed.help = true;
  } catch (const CLI::ArgumentMismatch&) {
    parsed.lacks_value = true;
  }
  collect(app, command, parsed);
  if (dashes != words.end()) parsed.operands.insert(parsed.operands.end(), dashes + 1, words.end());
  return parsed;
}

}  // namespace clientele::app
