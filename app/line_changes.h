#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.h"
#include "app/arguments.h"
#include "app/command.h"

namespace clientele {

/// Changes on the line: what the base case is (`--set-base`, and `--set` where no question is asked), and what-ifs
/// (`--change`).
OptionSpec set_base_option();
OptionSpec set_option();
OptionSpec change_option();

/// What the variant is called that `--change` makes.
inline constexpr const char* change_name = "change";

/// What the line says of the base case by these options, in the order of the line, and then by `--seed`, which wins
/// over a --set of the seed. In `compare` --set is none of them.
std::vector<BaseChange> base_changes(const Arguments& arguments, std::initializer_list<std::string_view> options);

/// All changes of one option together are one variant like those of the file, with a question of its own for the
/// heading of an answer.
ExtraVariant what_if(const std::vector<std::string>& changes, std::string option);

/// What to say of changes of the base case that stated shares make up for, one line for each; empty if there is none.
/// A loop over prices by `--set` gives equal rows, and whoever writes it means `--change`.
std::string absorbed_text(const Scenario& scenario);

}  // namespace clientele
