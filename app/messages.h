#pragma once

#include <string_view>

#include "clientele/errors.h"
#include "app/library.h"

namespace clientele::app {

/// One line on standard error: "clientele: ..." .
/// Not for results: standard output is theirs alone.
void say(std::string_view message);
/// Every problem on its line; those that stand in a file begin with its name, the others with the program's.
/// A message about a file begins with `file:line:column:`, which editors and terminals turn into a link.
void say(const InputError& error);

}  // namespace clientele::app
