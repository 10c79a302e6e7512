#pragma once

#include <string_view>

#include "engine/core/errors.h"

namespace clientele {

/// One line on standard error: "clientele: ..." .
void say(std::string_view message);
/// Every problem on its line; those that stand in a file begin with its name, the others with the program's.
void say(const InputError& error);

}  // namespace clientele
