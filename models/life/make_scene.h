#pragma once

#include "models/life/need_plan.h"
#include "models/market/need_base.h"
#include "models/market/scene.h"

namespace clientele {

struct SceneSources {
  const MarketSpec& market;  ///< the world's market from this tick on
  const MarketSpec& base;    ///< the base case
  const NeedPlan& plan;
  const NeedBase& base_case;
  double weeks_per_tick;
  Key key;
  const Network* network;
};
/// All of a scene but the tick and its prices.
/// Called once for each epoch, before anybody lives. `base_case` may still be unfinished: the search for it makes
/// scenes with what it has found so far.
Scene make_scene(const SceneSources& from);

}  // namespace clientele
