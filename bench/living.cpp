#include "bench/living.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "models/observe/observation.h"

namespace clientele::bench {
namespace {

/// A sample lives at least this many customer-weeks: tens of milliseconds even in the quickest market.
constexpr double shortest_sample = 2e6;

/// From the first tick on, without stories.
std::vector<Twinning> with_the_first(std::size_t worlds) {
  std::vector<Twinning> twinnings;
  for (std::size_t world = 1; world < worlds; ++world) twinnings.push_back({.world = world});
  return twinnings;
}

}  // namespace

/// The luck of a run's first replicate. The watch runs before the market in the order of members, so that its making is
/// all that is timed as set-up.
Living::Living(const Scenario& scenario, std::vector<Timeline> worlds, unsigned threads, bool twins)
    : customers_(scenario.base.market->customers),
      team_(threads),
      market_({.base = scenario.base,
               .worlds = worlds,
               .clock = scenario.clock,
               .key = {scenario.seed, 0},
               .base_case = {},
               .observing = observing({.twins = twins ? with_the_first(worlds.size()) : std::vector<Twinning>()})},
              team_),
      set_up_(watch_.elapsed()) {}

void Living::live(int weeks) {
  for (int week = 0; week < weeks; ++week) market_.live_tick();
}

/// Per customer-week, so that markets of different sizes can be set side by side.
Cost Living::sample(int weeks) {
  weeks = std::max(weeks, static_cast<int>(std::ceil(shortest_sample / customers_)));
  const Stopwatch watch;
  live(weeks);
  const Cost whole = watch.elapsed();
  const double lived = static_cast<double>(weeks) * customers_;
  return {whole.wall / lived, whole.cpu / lived};
}

/// All markets stand in memory at once; what one leaves in the caches the next finds there, in an order that changes
/// from repetition to repetition.
std::vector<std::vector<Cost>> sample_in_turns(const std::vector<Living*>& markets, int repetitions) {
  constexpr int weeks = 2;
  for (Living* market : markets) market->live(weeks);  // the first weeks find all memory cold
  std::vector<std::vector<Cost>> samples(markets.size());
  for (int repetition = 0; repetition < repetitions; ++repetition)
    for (std::size_t turn = 0; turn < markets.size(); ++turn) {
      const std::size_t m = (turn + static_cast<std::size_t>(repetition)) % markets.size();
      samples[m].push_back(markets[m]->sample(weeks));
    }
  return samples;
}

double median_cost(const std::vector<Cost>& samples, double Cost::*by) {
  std::vector<double> values;
  for (const Cost& sample : samples) values.push_back(sample.*by);
  return median_of(values);
}

/// Of ratios, not a ratio of medians: a pair was sampled within a moment, so what disturbs the machine for seconds
/// falls on both and cancels.
double median_ratio(const std::vector<Cost>& samples, const std::vector<Cost>& base, double Cost::*by) {
  std::vector<double> ratios;
  for (std::size_t r = 0; r < samples.size(); ++r) ratios.push_back(samples[r].*by / base[r].*by);
  return median_of(ratios);
}

std::string both_times(const std::vector<Cost>& samples) {
  return fmt::format("CPU {:.1f} ns, wall {:.1f} ns a customer-week", 1e9 * median_cost(samples, &Cost::cpu),
                     1e9 * median_cost(samples, &Cost::wall));
}

}  // namespace clientele::bench
