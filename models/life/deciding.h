#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "models/firms/policy.h"
#include "models/life/need_plan.h"
#include "models/life/world.h"

namespace clientele {

/// Memory for the policies of a world, all zeros, one after the other.
std::vector<double> memory_for(const World& world, std::span<const FirmPolicy> policies);

/// What a firm has before it when it decides about a tick: as the last one left it. Parameters, memory and the way to
/// decide are those of a policy and are put there by `decide`.
Desk desk_of(const World& world, std::span<const NeedPlan> plans, std::uint32_t firm, int tick);

/// Lets the firms of a world decide about the coming tick: all look, then one after the other decides.
struct Deciding {
  std::span<const NeedPlan> plans;
  std::span<const FirmPolicy> policies;
  int tick = 0;
  double weeks_per_tick = 1.0;
};
void decide(World& world, const Deciding& deciding);

/// What firms go by when they decide next: memory, and what was booked. For checkpoints.
void visit_decisions(World& world, const std::string& prefix,
                     const std::function<void(const std::string& name, std::span<std::byte>)>& visit);

/// Throws InputError for firms that a world has not, and for worlds that the run has not.
void refuse_unknown_deciders(std::span<const FirmPolicy> policies, std::span<const World> worlds);

}  // namespace clientele
