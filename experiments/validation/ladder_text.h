#pragma once

#include <string>

#include "engine/measures/frame.h"
#include "experiments/validation/ladder.h"

namespace clientele {

/// The ladder for people: a line for each rung, the sources, what was skipped, and how many hold. Numbers have the
/// decimals that are worth printing, so a line may hold by digits that are not shown.
std::string ladder_text(const Ladder& ladder);

/// The same as one table, skipped lines with unknown figures.
Frame ladder_frame(const Ladder& ladder);

}  // namespace clientele
