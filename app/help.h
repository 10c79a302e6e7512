#pragma once

#include <string>

#include "app/command.h"

namespace clientele::app {

/// The help of the program: examples first, then the commands.
/// All texts are made from the declarations; the man page is made from them too.
std::string program_help();
/// The few lines for somebody who gave no command.
std::string short_help();
/// The help of one command: examples first, then what it takes.
std::string command_help(const Command& command);

}  // namespace clientele::app
