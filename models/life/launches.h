#pragma once

#include <span>

#include "models/life/need_plan.h"
#include "models/life/world.h"
#include "models/market/entrants.h"

namespace clientele {

/// Gives a world room for launches, so that its market and terms have all places; before moments are made of it.
/// The timeline that it returns starts as the world does from then on.
Timeline make_room(World& world, const Timeline& timeline, const Places& places);

/// Puts an offer on sale, from the next tick on. Nothing changes where the answer is a refusal: no place is left, the
/// need or the brand is none of the firm's, or a term is beyond its bounds.
LaunchAnswer launch(World& world, std::span<const NeedPlan> plans, const Launch& launch);

/// What a run says of a reserve that was too small.
/// How often a firm would have launched more than its reserve had room for, counted over the run.
std::int64_t unmet_launches(const World& world, std::uint32_t firm);

/// What was launched as plain numbers, for checkpoints; `relaunch` does it again in a world where nothing was. Terms
/// are kept on their own.
std::vector<std::int64_t> numbers_of(const Launches& launches);
void relaunch(World& world, std::span<const NeedPlan> plans, std::span<const std::int64_t> numbers);

}  // namespace clientele
