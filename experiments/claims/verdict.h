#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/claim.h"
#include "experiments/outcomes/statistics.h"

namespace clientele {

/// Claims: what a scenario says that its market does, lived and judged.

/// At what levels verdicts are given: what emerges has to be beyond doubt, as many claims are judged and one in twenty
/// would come out by luck; what is said not to be there need not.
inline constexpr double beyond_doubt = 0.999;
/// What may be left of an effect that is gone, as a part of it.
inline constexpr double what_may_be_left = 0.2;

/// What replicates say of a claim. The effect is above 0 where it is as claimed; a mean of NaN is not known.
struct Finding {
  Interval effect;        ///< 95 %
  Interval sure;          ///< 99.9 %
  Interval beyond;        ///< of the effect less the smallest size, 99.9 %
  double smallest = 0.0;  ///< the smallest size that counts, in the unit of the outcome; mean over replicates
  std::size_t pairs = 0;  ///< replicates in which it is known
  std::size_t best = 0;   ///< of a curve: the inner point with the highest mean
};

/// Of two worlds that share their luck, by replicate: how far the first lies above the second. A relative size is a
/// part of the second's level in the same replicate, so that its luck counts too.
Finding compare_sides(std::span<const double> high, std::span<const double> low, const SmallestSize& size);

/// Of the points of a curve in their order, three or more: how far the best between the ends lies above the higher end.
/// Intervals are wide enough for the best having been chosen by the same replicates (docs/decisions/claims.md): they
/// hold for all inner points together, by Bonferroni.
Finding compare_inside(std::span<const std::vector<double>> points, const SmallestSize& size);

/// What a claim comes to. `with_mechanism` is the effect of the same claim with everything on, where that emerges; only
/// against it may an effect be gone, and then it is gone whatever else could be said of the rest.
Verdict verdict_of(const Finding& finding, std::optional<double> with_mechanism);

}  // namespace clientele
