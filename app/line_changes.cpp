#include "app/line_changes.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "clientele/program.h"
#include "clientele/scenario.h"

namespace clientele::app {

namespace {

OptionSpec repeated_change(std::string_view name, std::string meaning) {
  return {.name = name, .value = "PATH=VALUE", .meaning = std::move(meaning), .repeats = true};
}

}  // namespace

OptionSpec set_base_option() {
  return repeated_change("--set-base",
                         "say what the base case is, such as customers.count=1000; variants start from it too; may be "
                         "repeated");
}

/// The short name, for commands that ask no question.
OptionSpec set_option() { return repeated_change("--set", "the same as --set-base"); }

OptionSpec change_option() {
  return repeated_change("--change",
                         "a what-if beside the base case, such as 'brands.Acme.price=-5 %', without a variant in the "
                         "file; may be repeated, for one variant");
}

std::vector<BaseChange> base_changes(const Arguments& arguments, std::initializer_list<std::string_view> options) {
  std::vector<BaseChange> changes;
  for (const auto& [option, value] : arguments.in_order(options)) changes.emplace_back(value, option);
  if (const auto seed = arguments.text("--seed")) changes.emplace_back("seed=" + *seed, "--seed");
  return changes;
}

std::string absorbed_text(const Scenario& scenario) {
  std::string text;
  for (const std::string& set : scenario.absorbed())
    text += fmt::format(
        "{}{} says what the base case is, and its shares are stated: they are found again and come out "
        "as stated. For what this change would do: --change {}",
        text.empty() ? "" : "\n", set, shell_word(set));
  return text;
}

}  // namespace clientele::app
