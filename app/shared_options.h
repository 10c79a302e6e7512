#pragma once

#include "app/command.h"

namespace clientele::app {

/// Options that several commands take alike.
/// Functions and no constants: options hold texts, and objects at namespace level would be made in an order that nobody
/// knows.
OptionSpec seed_option();
OptionSpec threads_option();
OptionSpec out_option();
OptionSpec report_option();
OptionSpec force_option();
OptionSpec quiet_option();

/// `meaning` says how many there are if nothing is given.
OptionSpec replicates_option(std::string meaning);

}  // namespace clientele::app
