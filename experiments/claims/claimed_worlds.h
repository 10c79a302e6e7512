#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/schedule/watch.h"
#include "scenarios/scenario.h"
#include "experiments/outcomes/outcomes.h"

namespace clientele {

/// The worlds that some claims ask for: those of as long a time with the same mechanisms off are lived together.
struct ClaimedWorlds {
  Conditions conditions;              ///< with the points of all their curves
  std::vector<std::string> variants;  ///< of the file, and points; each once, the base case left out
  std::vector<std::string> outcomes;  ///< as they are spoken of; each once
  std::vector<std::size_t> claims;    ///< positions among the scenario's
};
/// In the order in which the claims ask for them.
std::vector<ClaimedWorlds> worlds_of_claims(std::span<const Claim> claims);

/// Lives them a few at a time, the base case beside them, and keeps the outcomes spoken of, over the whole run, in all
/// worlds: those of `worlds.variants` behind the base case. What is 0 or unknown everywhere is missing, as always.
/// `expected` are the outcomes that there may be.
Outcomes live_worlds(const Scenario& lived, const ClaimedWorlds& worlds, const Outcomes& expected,
                     std::uint32_t replicates, unsigned threads, const Watch& watch);

}  // namespace clientele
