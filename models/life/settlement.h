#pragma once

#include "engine/schedule/parallel.h"
#include "models/life/world.h"

namespace clientele {

/// Rations offers whose stock is less than what is wanted. Who is served is drawn by an addressed priority per
/// customer, occasion and offer, never by customer number. The refused take their second choice if it can be had;
/// who is refused again, or has no second choice, leaves without a purchase. Changes `chosen` of the blocks, counts
/// `refused` by the slot wanted first. Needs `second` of every occasion.
void ration(NeedState& state, const NeedMoment& need, Team& team);

}  // namespace clientele
