#pragma once

#include <span>

#include "models/life/world.h"

namespace clientele {

/// Sets how contacts are answered in a tick: one queue a firm, for all its brands in all needs, loaded as it was
/// lately.
///
/// `terms` are those in force in the moment's world. Before anybody has lived anything, queues are empty. `ticks_lived`
/// counts those of the burn-in too. Called between ticks, on one thread, before any customer of the tick is heard;
/// tallies of the last tick are closed. Afterwards nothing in the scene moves until the next call.
void staff_queues(Moment& moment, const Terms& terms, std::span<const NeedPlan> plans, int ticks_lived);

}  // namespace clientele
