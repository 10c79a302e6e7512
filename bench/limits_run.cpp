#include <filesystem>
#include <system_error>
#include <unistd.h>

#include <fmt/core.h>

#include "output/hdf5_results.h"
#include "experiments/run/run.h"
#include "bench/limits.h"
#include "bench/living.h"
#include "bench/markets.h"

namespace clientele::bench {
namespace {

/// Made anew each time. One week is lived first and not counted, as it finds all memory cold.
Finding set_up_of(const char* what, const Scenario& scenario, int repetitions) {
  std::vector<double> in_weeks_cpu, in_weeks_wall;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    Living market(scenario, 1);
    market.live(1);
    const Cost week = market.sample(1);
    in_weeks_cpu.push_back(market.set_up().cpu / (week.cpu * market.customers()));
    in_weeks_wall.push_back(market.set_up().wall / (week.wall * market.customers()));
  }
  return {
      .what = what,
      .found = median_of(in_weeks_cpu),
      .bound = Finding::Bound::at_most,
      .limit = 10.0,
      .unit = "weeks by CPU",
      .detail = fmt::format("by wall {:.1f}; {} customers", median_of(in_weeks_wall), scenario.base.market->customers)};
}

/// A file that goes when this does.
/// The process's number is in its name, so that two benchmarks at a time do not write into each other's.
class TemporaryFile {
 public:
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("clientele_bench_{}.h5", getpid());
};

/// Of a run as users make it, base case and tables included; writing alone is timed apart. By wall time: writing waits
/// for the disk.
Finding writing_of(const char* what, const Scenario& scenario, int repetitions) {
  std::vector<double> by_wall, by_cpu, milliseconds;
  const TemporaryFile file;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    RunOptions options;
    options.threads = 1;
    const Stopwatch run_watch;
    const Results results = run(scenario, options);
    const Cost living = run_watch.elapsed();
    const Stopwatch write_watch;
    write_results(file.path, results.frames, {{{"scenario", scenario.resolved}}});
    const Cost writing = write_watch.elapsed();
    by_wall.push_back(100.0 * writing.wall / (living.wall + writing.wall));
    by_cpu.push_back(100.0 * writing.cpu / (living.cpu + writing.cpu));
    milliseconds.push_back(1e3 * writing.wall);
  }
  return {.what = what,
          .found = median_of(by_wall),
          .bound = Finding::Bound::at_most,
          .limit = 5.0,
          .unit = "% of wall time",
          .detail = fmt::format("by CPU {:.2f} %, {:.1f} ms; {} customers, {} weeks", median_of(by_cpu),
                                median_of(milliseconds), scenario.base.market->customers, scenario.clock.ticks)};
}

/// What `clientele run` does with a checked scenario: lives it, watches it, makes its tables and writes its file.
Cost cost_of_command(const Scenario& scenario, const std::filesystem::path& file) {
  const Stopwatch watch;
  RunOptions options;
  options.threads = 1;
  const Results results = run(scenario, options);
  write_results(file, results.frames, {{{"scenario", scenario.resolved}}});
  return watch.elapsed();
}

/// The same people living as long with nobody watching.
Cost cost_of_engine(const Scenario& scenario) {
  const Stopwatch watch;
  Living market(scenario, 1);
  market.live(scenario.clock.ticks);
  return watch.elapsed();
}

}  // namespace

std::vector<Finding> set_up_findings(const LimitPlan& plan) {
  constexpr std::uint32_t customers = 100'000;
  return {set_up_of("set-up, reference", reference_market(customers), plan.repetitions),
          set_up_of("set-up, every behaviour", market_of_every_behaviour(customers), plan.repetitions),
          set_up_of("set-up, toothpaste", toothpaste_market(customers), plan.repetitions)};
}

/// A comparison needs two worlds, so twice one is what it may cost; sharing noise makes it less, twins and their
/// reasons more.
std::vector<Finding> comparison_findings(const LimitPlan& plan) {
  constexpr std::uint32_t customers = 100'000;
  const Scenario base = reference_market(customers), cut = reference_with_a_cut(customers);
  Living one(base, 1), both(base, {base.base, cut.base}, 1), twins(base, {base.base, cut.base}, 1, true);
  const auto samples = sample_in_turns({&one, &both, &twins}, plan.repetitions);
  const auto against_one = [&](std::string what, std::size_t market, double limit) {
    return Finding{.what = std::move(what),
                   .found = median_ratio(samples[market], samples[0], &Cost::cpu),
                   .bound = Finding::Bound::at_most,
                   .limit = limit,
                   .unit = "times by CPU",
                   .detail = fmt::format("by wall {:.2f}; {}", median_ratio(samples[market], samples[0], &Cost::wall),
                                         both_times(samples[market]))};
  };
  return {against_one("two worlds in lock step against one", 1, 2.1),
          against_one("two worlds, twins and reasons against one", 2, 5.0),
          {.what = "memory of two worlds and twins against one",
           .found = twins.bytes_per_customer() / one.bytes_per_customer(),
           .bound = Finding::Bound::at_most,
           .limit = 2.0,
           .unit = "times",
           .detail = fmt::format("{:.0f} bytes a customer", twins.bytes_per_customer())}};
}

std::vector<Finding> command_findings(const LimitPlan& plan) {
  constexpr std::uint32_t customers = 100'000;
  constexpr int weeks = 332;  // so long that set-up, which both have, does not count
  const Scenario scenario = reference_market(customers, weeks);
  const TemporaryFile file;
  std::vector<Cost> command, engine;
  for (int repetition = 0; repetition < plan.repetitions; ++repetition) {
    command.push_back(cost_of_command(scenario, file.path));
    engine.push_back(cost_of_engine(scenario));
  }
  const auto million_a_second = [&](const std::vector<Cost>& costs) {
    return 1e-6 * customers * weeks / median_cost(costs, &Cost::cpu);
  };
  return {{.what = "the command against the engine, reference",
           .found = 100.0 * median_ratio(engine, command, &Cost::cpu),
           .bound = Finding::Bound::at_least,
           .limit = 90.0,
           .unit = "% of its speed by CPU",
           .detail = fmt::format("by wall {:.1f}; {:.1f} against {:.1f} million customer-weeks a second",
                                 100.0 * median_ratio(engine, command, &Cost::wall), million_a_second(command),
                                 million_a_second(engine))}};
}

std::vector<Finding> writing_findings(const LimitPlan& plan) {
  constexpr std::uint32_t customers = 100'000;
  return {writing_of("writing results, reference", reference_market(customers), plan.repetitions),
          writing_of("writing results, toothpaste", toothpaste_market(customers), plan.repetitions)};
}

}  // namespace clientele::bench
