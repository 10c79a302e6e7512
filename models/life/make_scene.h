#pragma once

#include "models/life/need_plan.h"
#include "models/market/need_base.h"
#include "models/market/scene.h"
#include "models/market/terms.h"

namespace clientele {

struct SceneSources {
  const MarketSpec& market;  ///< how the world starts
  const NeedRules& rules;    ///< in force from this tick on
  const MarketSpec& base;    ///< the base case
  const NeedPlan& plan;
  const NeedBase& base_case;
  double weeks_per_tick;
  Key key;
  const Network* network;
};
/// All of a scene but the tick and the terms in force.
/// Called once for each epoch, before anybody lives. `base_case` may still be unfinished: the search for it makes
/// scenes with what it has found so far.
Scene make_scene(const SceneSources& from);

/// Lets an offer of the world into its slot, and its brand with it: from the start, or when it is launched.
void let_in(Scene& scene, std::size_t slot, const OfferSpec& offer, const NeedPlan& plan);

/// Shows what is in force now. To be called before a scene is first looked at, and whenever terms have moved.
void show_terms(Scene& scene, const Terms& terms, const NeedPlan& plan);

}  // namespace clientele
