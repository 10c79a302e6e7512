#pragma once

#include <cstdint>

#include "engine/schedule/parallel.h"
#include "engine/schedule/watch.h"
#include "models/market/need_base.h"
#include "models/market/timeline.h"

namespace clientele {

/// Finds the base case of a scenario with a population and luck of its own, so that it does not depend on the number
/// of customers or on replicates (docs/decisions/base_case.md).
///
/// Constants: c_j += ln(share wanted / share simulated), six rounds on the same luck, against the same people deciding
/// by taste alone, after six years in which the market settles (three rounds then, and none where contracts settle);
/// nothing to do where taste and price are all there is. Price response: in closed form for
/// Dirichlet tastes; by twins, one brand 5 % dearer at a time, where other mechanisms move the elasticity.
/// Source: Berry (1994) for the contraction.
///
/// Takes seconds, hence the watch: it is told how far the search is and heard at every tick.
BaseCase find_base_case(const Timeline& base, const Clock& clock, std::uint32_t seed, Team& team,
                        const Watch& watch = {});

/// How much living a search is, in customers times ticks, roughly: what its share of a longer work is told by.
double work_of_search(const Timeline& base, const Clock& clock);

}  // namespace clientele
