#pragma once

#include <span>

#include "models/life/world.h"

namespace clientele {

/// Sets how contacts are answered in a tick: one queue a firm, for all its brands in all needs, loaded as it was
/// lately.
///
/// Before anybody has lived anything, queues are empty. `ticks_lived` counts those of the burn-in too.
void staff_queues(Moment& moment, std::span<const NeedPlan> plans, int ticks_lived);

}  // namespace clientele
