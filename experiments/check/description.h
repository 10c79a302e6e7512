#pragma once

#include <string>

#include "scenarios/scenario.h"

namespace clientele {

/// What a reader needs to see whether a scenario says what was meant: a line for each thing of which a slip changes
/// everything, such as a clock in months where weeks were meant. Made of the scenario as it was understood, never of
/// its text. Within 100 columns.
std::string description(const Scenario& scenario);

}  // namespace clientele
