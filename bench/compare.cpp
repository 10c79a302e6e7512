#include "bench/compare.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "bench/stopwatch.h"

namespace clientele::bench {
namespace {

/// A sample lives at least this many customer-weeks, so that small markets take longer than the clock's noise.
constexpr double shortest_sample = 4e6;

/// Of all weeks together, buying nothing included, as the reference counts.
std::array<double, alternatives> shares_of(const std::vector<Counts>& weeks) {
  std::array<double, alternatives> shares{};
  double total = 0.0;
  for (const Counts& week : weeks) {
    for (std::uint32_t k = 0; k < alternatives; ++k) {
      shares[k] += static_cast<double>(week[k]);
      total += static_cast<double>(week[k]);
    }
  }
  for (double& share : shares) share /= total;
  return shares;
}

/// Small markets live the planned weeks several times over, one time after the other; shares are those of the first.
void take_sample(const Program& program, const Size& size, int weeks, Measured& measured) {
  const double lived = static_cast<double>(size.customers) * weeks;
  const int rounds = std::max(1, static_cast<int>(std::ceil(shortest_sample / lived)));
  const Stopwatch set_up_watch;
  const std::unique_ptr<Market> market = program.set_up(size);
  const double set_up = set_up_watch.elapsed().wall;
  const Stopwatch live_watch;
  const std::vector<Counts> first = market->live(weeks);
  for (int round = 1; round < rounds; ++round) market->live(weeks);
  const Cost whole = live_watch.elapsed();
  measured.samples.push_back(
      {.set_up = set_up, .live_wall = whole.wall / (lived * rounds), .live_cpu = whole.cpu / (lived * rounds)});
  measured.shares = shares_of(first);
}

}  // namespace

std::vector<Measured> measure(const std::vector<Program>& programs, const Size& size, const Plan& plan) {
  std::vector<Measured> result;
  for (const Program& program : programs) result.push_back({.name = program.name, .samples = {}, .shares = {}});
  for (int repetition = 0; repetition < plan.repetitions; ++repetition) {
    for (std::size_t turn = 0; turn < programs.size(); ++turn) {
      const std::size_t p = (turn + static_cast<std::size_t>(repetition)) % programs.size();
      take_sample(programs[p], size, plan.weeks, result[p]);
    }
  }
  return result;
}

/// Repetition by repetition: samples of one repetition lie next to each other in time.
Ratio speed_ratio(const Measured& program, const Measured& base, double Sample::*by) {
  std::vector<double> ratios;
  for (std::size_t r = 0; r < program.samples.size(); ++r)
    ratios.push_back(base.samples[r].*by / program.samples[r].*by);
  return {.least = std::ranges::min(ratios), .median = median_of(ratios)};
}

/// For figures of one program alone; two are compared by speed_ratio.
double median(const Measured& program, double Sample::*by) {
  std::vector<double> values;
  for (const Sample& sample : program.samples) values.push_back(sample.*by);
  return median_of(values);
}

/// Five standard deviations of luck, which falls with the root of the customers, and of the reference figures
/// themselves, 40 seeds (root 6.3) of 10,000 customers. Large markets are thus held to the reference to about half a
/// thousandth.
std::string difference_from_reference(const Measured& program, std::uint32_t customers) {
  constexpr std::array<double, alternatives> reference{.1838, .1736, .1790, .1743, .1785, .1108};
  constexpr double error_of_reference = .0006 / 6.3;  // mean of 40 seeds
  const double luck = .0006 * std::sqrt(10'000.0 / customers);
  const double allowed = 5.0 * std::hypot(luck, error_of_reference) + .00005;  // and the last digit printed
  std::string sentence;
  for (std::uint32_t k = 0; k < alternatives; ++k) {
    if (std::abs(program.shares[k] - reference[k]) <= allowed) continue;
    sentence += sentence.empty() ? program.name + " lives another market:" : ",";
    sentence += " alternative " + std::to_string(k) + " has " + std::to_string(program.shares[k]) + " instead of " +
                std::to_string(reference[k]);
  }
  return sentence;
}

}  // namespace clientele::bench
