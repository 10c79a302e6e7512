#include "experiments/fit/replay.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "engine/random/philox.h"
#include "engine/random/stream.h"
#include "engine/random/words.h"
#include "experiments/fit/draws.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

/// One choice by inversion of a single word: half a step inside (0, 1), so that neither end can be met. What rounding
/// leaves over goes to the last alternative.
std::uint32_t draw(const Panel& panel, std::span<const double> utility, Counter address, Key key) {
  const double highest = *std::max_element(utility.begin(), utility.end());
  double total = 0.0;
  for (const double u : utility) total += std::exp(u - highest);
  double left = (philox(address, key)[0] + 0.5) * 0x1p-32 * total;
  for (std::uint32_t j = 0; j + 1 < panel.alternatives.size(); ++j)
    if ((left -= std::exp(utility[j] - highest)) < 0.0) return j;
  return static_cast<std::uint32_t>(panel.alternatives.size() - 1);
}

/// One run of one household; `utility` by alternative of its purchases, habit aside. The word of a purchase is
/// addressed by household and place in its history, so that models are compared on the same luck: where two agree,
/// they choose alike.
void live(Panel& panel, std::size_t household, std::span<const double> utility, const HabitLogit& habit, Key key) {
  const std::size_t brands = panel.alternatives.size(), first = panel.first[household];
  // What was lived, not what was recorded, goes into the habit.
  Numbers level = habit.start, now(brands);
  for (std::size_t t = first; t < panel.first[household + 1]; ++t) {
    for (std::size_t j = 0; j < brands; ++j)
      now[j] = utility[(t - first) * brands + j] + habit.strength * (level[j] - habit.start[j]);
    const Counter address{static_cast<std::uint32_t>(household), tick_word(static_cast<int>(t - first)),
                          purpose(Actor::customer, draws::replay), 0};
    panel.chosen[t] = draw(panel, now, address, key);
    for (std::size_t j = 0; j < brands; ++j)
      level[j] = habit.memory * level[j] + (j == panel.chosen[t] ? 1.0 - habit.memory : 0.0);
  }
}

/// What a household likes for as long as a run lasts: added to all its utilities before it lives them.
using Tastes = std::function<void(std::size_t household, Key key, std::span<double> utility)>;

/// `seed.replicate` counts the runs. The variance between runs is that of a sample (n - 1); clipped at 0, where
/// rounding would take the root of a trifle below it.
PanelFacts run(const Panel& panel, const Numbers& utility, const HabitLogit& habit, const Tastes& tastes, Key seed,
               int runs, const Watch& watch) {
  PanelFacts mean{.shares = Numbers(panel.alternatives.size())};
  Panel lived = panel;
  double squares = 0.0;
  for (int r = 0; r < runs; ++r) {
    watch.tell({.done = static_cast<double>(r) / runs});
    const Key key{seed.seed, static_cast<std::uint32_t>(r)};
    for (std::size_t h = 0; h < panel.households(); ++h) {
      watch.look();
      const std::size_t brands = panel.alternatives.size();
      const auto begin = utility.begin() + static_cast<std::ptrdiff_t>(panel.first[h] * brands);
      const auto end = utility.begin() + static_cast<std::ptrdiff_t>(panel.first[h + 1] * brands);
      Numbers own(begin, end);
      tastes(h, key, own);
      live(lived, h, own, habit, key);
    }
    const PanelFacts facts = facts_of(lived);
    mean.repeat_rate += facts.repeat_rate / runs;
    squares += facts.repeat_rate * facts.repeat_rate / runs;
    for (std::size_t j = 0; j < mean.shares.size(); ++j) mean.shares[j] += facts.shares[j] / runs;
  }
  const double variance = squares - mean.repeat_rate * mean.repeat_rate;
  mean.repeat_spread = std::sqrt(std::max(0.0, variance) * runs / std::max(1, runs - 1));
  return mean;
}

}  // namespace

/// Pairs of neighbouring purchases of one household: its first has none before it and does not count.
PanelFacts facts_of(const Panel& panel) {
  double repeats = 0.0, pairs = 0.0;
  for (std::size_t h = 0; h < panel.households(); ++h)
    for (std::size_t t = panel.first[h] + 1; t < panel.first[h + 1]; ++t) {
      pairs += 1.0;
      repeats += panel.chosen[t] == panel.chosen[t - 1] ? 1.0 : 0.0;
    }
  return {pairs > 0.0 ? repeats / pairs : std::numeric_limits<double>::quiet_NaN(), 0.0, panel.shares()};
}

PanelFacts replay(const Panel& panel, const ChoiceSets& sets, const HabitLogit& habit, std::uint64_t seed, int runs,
                  const Watch& watch) {
  const Tastes same = [](std::size_t, Key, std::span<double>) {};
  return run(panel, utilities(sets, habit.weights), habit, same, {static_cast<std::uint32_t>(seed), 0}, runs, watch);
}

/// Tastes are drawn anew for each run from the population, not from what is known of the household: whether the
/// *spread* of tastes leads to the repeat rate is asked, not whether each household is remembered. The address differs
/// from that of the likelihood's shift by its item.
PanelFacts replay(const Panel& panel, const ChoiceSets& sets, const MixedLogit& mixed, std::uint64_t seed, int runs,
                  const Watch& watch) {
  const std::size_t brands = panel.alternatives.size();
  const Tastes own = [&](std::size_t household, Key key, std::span<double> utility) {
    for (std::size_t d = 0; d < mixed.varying.size(); ++d) {
      const Counter address{static_cast<std::uint32_t>(household), trait_tick,
                            purpose(Actor::customer, draws::random_taste), item(2, static_cast<std::uint32_t>(d))};
      const double taste = mixed.spread[d] * normal_of(philox(address, key)[0]);
      for (std::size_t a = 0; a < utility.size(); ++a)
        utility[a] += taste * sets.row(panel.first[household] * brands + a)[mixed.varying[d]];
    }
  };
  const HabitLogit none{.weights = {}, .strength = 0.0, .memory = 0.0, .start = Numbers(brands)};
  return run(panel, utilities(sets, mixed.weights), none, own, {static_cast<std::uint32_t>(seed), 0}, runs, watch);
}

}  // namespace clientele
