#include "experiments/claims/verdict.h"

#include <algorithm>
#include <cmath>

#include "engine/core/check.h"
#include "engine/measures/unknown.h"

namespace clientele {
namespace {

constexpr Interval nothing_known{unknown, unknown, unknown};

/// The smallest size in each replicate, of what the effect is measured against. The sign is that of the mean: one that
/// changed from replicate to replicate would not be linear, and intervals of what is not are not Student's.
std::vector<double> sizes_of(std::span<const double> level, const SmallestSize& size) {
  double sum = 0.0;
  for (const double value : level) sum += std::isnan(value) ? 0.0 : value;
  // A part of a loss is a size too.
  const double factor = size.amount * (sum < 0.0 ? -1.0 : 1.0);
  std::vector<double> sizes;
  for (const double value : level) sizes.push_back(size.relative ? factor * value : size.amount);
  return sizes;
}

/// Of levels, which are shown and choose the best; verdicts rest on pairs.
double mean_known(std::span<const double> values) {
  double sum = 0.0, count = 0.0;
  for (const double value : values)
    if (!std::isnan(value)) sum += value, count += 1.0;
  return count > 0.0 ? sum / count : unknown;
}

/// Differences, and what is left of them beyond the smallest size, where both worlds are known.
struct Apart {
  std::vector<double> effect, beyond;
  Apart(std::span<const double> high, std::span<const double> low, const SmallestSize& size) {
    check(high.size() == low.size(), "worlds are lived in the same replicates");
    const std::vector<double> sizes = sizes_of(low, size);
    for (std::size_t r = 0; r < high.size(); ++r) {
      if (std::isnan(high[r]) || std::isnan(low[r])) continue;
      effect.push_back(high[r] - low[r]);
      beyond.push_back(effect.back() - sizes[r]);
    }
  }
};

/// Without a pair even the mean is not known; with one the interval is without end.
Interval interval_of(const std::vector<double>& values, double level) {
  return values.empty() ? nothing_known : mean_interval(values, level);
}

/// The level at which each of several intervals holds, so that all hold together at `level`.
double together(double level, std::size_t intervals) { return 1.0 - (1.0 - level) / static_cast<double>(intervals); }

/// An inner point against both ends: as far above the one that it lies least above. Ends of the interval are taken one
/// by one, as the true difference to the higher end is no more than that to either.
Interval above_both(const Interval& first, const Interval& last) {
  if (std::isnan(first.mean) || std::isnan(last.mean)) return nothing_known;
  return {std::min(first.mean, last.mean), std::min(first.low, last.low), std::min(first.high, last.high)};
}

/// Of all inner points: that of the best, as far up as any may reach.
Interval of_the_best(const std::vector<Interval>& inner, std::size_t best) {
  Interval found = inner[best];
  for (const Interval& other : inner) found.high = std::isnan(other.mean) ? unknown : std::max(found.high, other.high);
  return found;
}

}  // namespace

/// Replicates of which one side is not known say nothing of the difference, and are left out on both sides.
Finding compare_sides(std::span<const double> high, std::span<const double> low, const SmallestSize& size) {
  const Apart apart(high, low, size);
  return {.effect = interval_of(apart.effect, confidence),
          .sure = interval_of(apart.effect, beyond_doubt),
          .beyond = interval_of(apart.beyond, beyond_doubt),
          .smallest = mean_known(sizes_of(low, size)),
          .pairs = apart.effect.size()};
}

/// An inner point that lies above both ends need be shown against each at the full level, since it has to win twice;
/// what has to be paid for is that there are several that might have won, and, for the best at an end, two ends.
Finding compare_inside(std::span<const std::vector<double>> points, const SmallestSize& size) {
  check(points.size() >= 3, "a curve has an inside");
  const std::size_t inner = points.size() - 2, chances = std::max<std::size_t>(inner, 2);
  Finding found;
  found.pairs = points.front().size(), found.best = 1;
  std::vector<Interval> effects, sure, beyond;
  double highest = unknown;
  for (std::size_t at = 1; at <= inner; ++at) {
    const Apart first(points[at], points.front(), size), last(points[at], points.back(), size);
    const auto against_both = [&](std::vector<double> Apart::*which, double level) {
      return above_both(interval_of(first.*which, together(level, chances)),
                        interval_of(last.*which, together(level, chances)));
    };
    effects.push_back(against_both(&Apart::effect, confidence));
    sure.push_back(against_both(&Apart::effect, beyond_doubt));
    beyond.push_back(against_both(&Apart::beyond, beyond_doubt));
    found.pairs = std::min({found.pairs, first.effect.size(), last.effect.size()});
    const double mean = mean_known(points[at]);
    if (!std::isnan(mean) && !(mean <= highest)) highest = mean, found.best = at;
  }
  found.effect = of_the_best(effects, found.best - 1), found.sure = of_the_best(sure, found.best - 1);
  found.beyond = of_the_best(beyond, found.best - 1);
  const bool first_is_higher = mean_known(points.front()) >= mean_known(points.back());
  found.smallest = mean_known(sizes_of(first_is_higher ? points.front() : points.back(), size));
  return found;
}

/// Written so that an effect that is not known is not told apart: nothing is true of NaN.
Verdict verdict_of(const Finding& finding, std::optional<double> with_mechanism) {
  if (with_mechanism) {
    const double left = what_may_be_left * std::abs(*with_mechanism);
    if (finding.effect.low >= -left && finding.effect.high <= left) return Verdict::gone;
  }
  if (finding.beyond.low > 0.0) return Verdict::emerges;
  if (finding.effect.high < 0.0) return Verdict::opposite;
  return Verdict::not_told_apart;
}

}  // namespace clientele
