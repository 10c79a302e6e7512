#include <cstdlib>

#include <fmt/core.h>

#include "bench/limits.h"
#include "bench/living.h"
#include "bench/markets.h"

namespace clientele::bench {
namespace {

/// A customer-week is one customer living one week of all needs, in the market or not.
Finding speed_of(const char* what, double limit, const std::vector<Cost>& samples) {
  return {.what = what,
          .found = 1e-6 / median_cost(samples, &Cost::cpu),
          .bound = Finding::Bound::at_least,
          .limit = limit,
          .unit = "million a second and core",
          .detail = both_times(samples)};
}

/// Once some weeks were lived: lists of occasions have their size by then.
Finding bytes_of(const char* what, double limit, const Living& market) {
  return {.what = what,
          .found = market.bytes_per_customer(),
          .bound = Finding::Bound::at_most,
          .limit = limit,
          .unit = "bytes a customer",
          .detail = fmt::format("{} customers", market.customers())};
}

/// A large market is dearer per customer as friends are no longer in the caches; more than that would be a loop over
/// all customers inside another.
Finding growth(const char* what, double limit, const std::vector<Cost>& large, const std::vector<Cost>& small) {
  return {.what = what,
          .found = median_ratio(large, small, &Cost::cpu),
          .bound = Finding::Bound::at_most,
          .limit = limit,
          .unit = "times by CPU",
          .detail = fmt::format("by wall {:.2f}; {}", median_ratio(large, small, &Cost::wall), both_times(large))};
}

/// 0 where the system does not say.
double load_average() {
  double load = 0.0;
  return getloadavg(&load, 1) == 1 ? load : 0.0;
}

/// By wall time: on a machine that does other things the figure says little.
Finding second_thread(int repetitions) {
  const double load = load_average();
  const Scenario scenario = reference_market(1'000'000);
  std::vector<std::vector<Cost>> samples(2);
  // One market at a time, made anew, so that each has the memory of the machine to itself.
  for (int repetition = 0; repetition < repetitions; ++repetition)
    for (const unsigned threads : {1U, 2U}) {
      Living market(scenario, threads);
      market.live(2);
      samples[threads - 1].push_back(market.sample(10));
    }
  return {.what = "2 threads against 1",
          .found = median_ratio(samples[0], samples[1], &Cost::wall),
          .bound = Finding::Bound::at_least,
          .limit = 1.8,
          .unit = "times by wall",
          .detail = fmt::format("CPU time {:.2f} times; load average {:.1f} before",
                                median_ratio(samples[1], samples[0], &Cost::cpu), load)};
}

}  // namespace

/// The reference market is here for its memory; its speed is compared in reference_bench, where ratios tell more.
std::vector<Finding> speed_findings(const LimitPlan& plan) {
  constexpr std::uint32_t customers = 100'000;
  Living every(market_of_every_behaviour(customers), 1), cars(market_of_131_offers(customers), 1),
      tastes(market_of_131_tastes(customers), 1), reference(reference_market(customers), 1);
  const auto samples = sample_in_turns({&every, &cars, &tastes}, plan.repetitions);
  reference.live(1);
  return {speed_of("every behaviour, 5 brands, 10 neighbours", 4.0, samples[0]),
          speed_of("131 offers by attributes and price", 1.0, samples[1]),
          speed_of("131 offers by taste and relative price", 1.0, samples[2]),
          bytes_of("memory, reference terms", 160.0, reference), bytes_of("memory, every behaviour", 256.0, every)};
}

/// The three markets are let go of before threads are compared, as the largest alone takes a good part of the memory.
std::vector<Finding> scaling_findings(const LimitPlan& plan) {
  std::vector<Finding> findings;
  {
    Living small(reference_market(10'000), 1), middle(reference_market(100'000), 1),
        large(reference_market(10'000'000), 1);
    const auto samples = sample_in_turns({&small, &middle, &large}, plan.repetitions);
    findings.push_back(growth("a customer-week at 10 million against 10 thousand", 2.5, samples[2], samples[0]));
    findings.push_back(growth("a customer-week at 10 million against 100 thousand", 1.7, samples[2], samples[1]));
  }
  findings.push_back(second_thread(plan.repetitions));
  return findings;
}

}  // namespace clientele::bench
