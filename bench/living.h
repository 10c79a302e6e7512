#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/life/market.h"
#include "scenarios/scenario.h"
#include "bench/stopwatch.h"

namespace clientele::bench {

/// A market of the product that is set up and lives on for as long as it is asked to.
///
/// Without the constants of a base case: finding them has a cost of its own that does not grow with the customers.
class Living {
 public:
  Living(const Scenario& scenario, unsigned threads) : Living(scenario, {scenario.base}, threads) {}
  /// Several worlds in lock step; `scenario` gives the base case. With `twins`, every world is compared with the first.
  Living(const Scenario& scenario, std::vector<Timeline> worlds, unsigned threads, bool twins = false);

  /// Goes on from where it was: a market is warm after its first weeks, and never starts again.
  void live(int weeks);
  /// Seconds per customer and week over enough weeks for the clocks, at least `weeks`.
  Cost sample(int weeks);

  std::uint32_t customers() const { return customers_; }
  Cost set_up() const { return set_up_; }
  /// Of what is held for customers, as the market counts it; what the process takes beside that is for
  /// `memory_findings`.
  double bytes_per_customer() const { return static_cast<double>(market_.bytes()) / customers_; }

 private:
  std::uint32_t customers_;
  Team team_;
  Stopwatch watch_;
  Market market_;
  Cost set_up_;
};

/// One sample of each market per repetition, in turns that start with another market each time, so that what else the
/// machine does falls on all alike. samples[m] are those of market m, repetition by repetition.
std::vector<std::vector<Cost>> sample_in_turns(const std::vector<Living*>& markets, int repetitions);

/// The median over repetitions of one of the two times.
double median_cost(const std::vector<Cost>& samples, double Cost::*by);
/// The median over repetitions of one market's cost divided by another's.
double median_ratio(const std::vector<Cost>& samples, const std::vector<Cost>& base, double Cost::*by);
/// "CPU 61.2 ns, wall 80.1 ns a customer-week"
/// Medians; the verdict goes by one of the two, and whoever doubts it sees the other.
std::string both_times(const std::vector<Cost>& samples);

}  // namespace clientele::bench
