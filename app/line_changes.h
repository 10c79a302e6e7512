#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "clientele/scenario.h"
#include "app/arguments.h"
#include "app/command.h"
#include "app/library.h"

namespace clientele::app {

/// Changes on the line: what the base case is (`--set-base`, and `--set` where no question is asked), and what-ifs
/// (`--change`).
OptionSpec set_base_option();
OptionSpec set_option();
OptionSpec change_option();

/// What the line says of the base case by these options, in the order of the line, and then by `--seed`, which wins
/// over a --set of the seed. In `compare` --set is none of them.
std::vector<BaseChange> base_changes(const Arguments& arguments, std::initializer_list<std::string_view> options);

/// What to say of changes of the base case that stated shares make up for, one line for each; empty if there is none.
/// A loop over prices by `--set` gives equal rows, and whoever writes it means `--change`.
std::string absorbed_text(const Scenario& scenario);

}  // namespace clientele::app
