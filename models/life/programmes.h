#pragma once

#include "engine/core/money.h"
#include "models/life/need_plan.h"
#include "models/market/tallies.h"

namespace clientele {

/// What a brand's programmes cost in the last tick: gestures made and rewards earned, as behaviours counted them
/// ("gestures", "rewards"). `brand` is its position in the need. Rewards are worth to customers what they cost.
Money gestures_cost(const NeedPlan& plan, const Tallies& tallies, const BrandSpec& spec, std::size_t brand);
Money rewards_cost(const NeedPlan& plan, const Tallies& tallies, const BrandSpec& spec, std::size_t brand);

}  // namespace clientele
