#pragma once

#include "experiments/record/sums.h"
#include "experiments/record/watched.h"

namespace clientele {

/// What behaviours counted, in the order of TallyLayout, over as many ticks as its table wants.
using Counted = PerNeed<std::int64_t>;

inline void reset_counted(Counted& counted, const Watched& watched) {
  // All worlds count the same things: layouts go by the plan of the need.
  counted.reset(watched.market,
                [&](std::uint32_t need) { return watched.market.world(0).needs[need].tallies.layout().size(); });
}

/// Adds the counts of the last tick.
inline void add_counted(Counted& counted, const Watched& watched) {
  for (std::size_t world = 0; world < watched.market.worlds(); ++world)
    for (std::uint32_t need = 0; need < watched.market.plans().size(); ++need) {
      const std::span<const std::int64_t> now = watched.market.world(world).needs[need].tallies.counts();
      const std::span<std::int64_t> sums = counted.of(world, need);
      for (std::size_t i = 0; i < now.size(); ++i) sums[i] += now[i];
    }
}

}  // namespace clientele
