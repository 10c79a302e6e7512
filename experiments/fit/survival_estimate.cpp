#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "experiments/fit/survival.h"

namespace clientele {
namespace {

/// Shapes from 1e-5 to 1e5: beyond, customers are alike or of two kinds only, and the data tell no more.
constexpr double least_log = -11.5, most_log = 11.5;

/// What the likelihood adds up, customer by customer: a logarithm and its slopes.
struct Chances {
  double log = 0.0;               ///< ln S(t)
  std::array<double, 2> slope{};  ///< its derivatives by alpha and beta
};
/// ln S(t) for t = 0 ... `last`.
/// Logarithms, since survival over hundreds of periods underflows; with slopes along the way, as each period adds a
/// term.
std::vector<Chances> log_survival(const ShiftedBetaGeometric& law, int last) {
  std::vector<Chances> found(1);
  for (int t = 1; t <= last; ++t) {
    Chances next = found.back();
    const double stays = law.beta + t - 1.0, all = stays + law.alpha;
    next.log += std::log(stays / all);
    next.slope[0] -= 1.0 / all;
    next.slope[1] += 1.0 / stays - 1.0 / all;
    found.push_back(next);
  }
  return found;
}

/// ln(S(t1) - S(t2)).
/// As ln S(t1) + ln(1 - S(t2) / S(t1)): of two shares that are nearly equal the difference would have few digits left.
Chances log_leaving(const Chances& before, const Chances& after) {
  const double kept = std::exp(after.log - before.log);
  Chances found{before.log + std::log1p(-kept), {}};
  for (std::size_t i : {0, 1}) found.slope[i] = (before.slope[i] - kept * after.slope[i]) / (1.0 - kept);
  return found;
}

/// A multinomial: when each customer left, or that it had not. The constant of the counts is left out, as everywhere.
double log_likelihood(const CohortCounts& cohort, const ShiftedBetaGeometric& law, std::span<double> slope) {
  const std::vector<Chances> survival = log_survival(law, cohort.period.back());
  double value = 0.0;
  std::fill(slope.begin(), slope.end(), 0.0);
  const auto add = [&](double customers, const Chances& chances) {
    // Nobody left between two counts: 0 times a logarithm that may be infinite.
    if (customers == 0.0) return;
    value += customers * chances.log;
    for (std::size_t i = 0; i < slope.size(); ++i) slope[i] += customers * chances.slope[i];
  };
  for (std::size_t i = 1; i < cohort.period.size(); ++i)
    add(cohort.customers[i - 1] - cohort.customers[i],
        log_leaving(survival[cohort.period[i - 1]], survival[cohort.period[i]]));
  add(cohort.customers.back(), survival[cohort.period.back()]);
  return value;
}

}  // namespace

Maximum fit_constant_retention(const CohortCounts& cohort, const Watch& watch) {
  // ln(-ln) maps rates between 0 and 1 to all numbers, so that no bound bites; expm1 keeps small chances of leaving
  // exact.
  const LogLikelihoodValue f = [&](std::span<const double> at) {
    const double log = -std::exp(at[0]);  // of the rate
    double value = cohort.customers.back() * log * cohort.period.back();
    for (std::size_t i = 1; i < cohort.period.size(); ++i) {
      const int before = cohort.period[i - 1], after = cohort.period[i];
      const double left = cohort.customers[i - 1] - cohort.customers[i];
      if (left > 0.0) value += left * (log * before + std::log(-std::expm1(log * (after - before))));
    }
    return value;
  };
  const std::array low{-25.0}, high{5.0};
  return maximise(f, {-1.0}, low, high, watch);
}

Maximum fit_survival(const CohortCounts& cohort, const Watch& watch) {
  const LogLikelihood f = [&](std::span<const double> at, std::span<double> gradient) {
    const ShiftedBetaGeometric law{std::exp(at[0]), std::exp(at[1])};
    const double value = log_likelihood(cohort, law, gradient);
    if (gradient.empty()) return value;
    gradient[0] *= law.alpha;
    gradient[1] *= law.beta;
    return value;
  };
  const std::array low{least_log, least_log}, high{most_log, most_log};
  // From chances spread evenly, from customers who mostly stay, and from customers nearly alike: alpha and beta trade
  // off along a ridge where retention hardly rises.
  return maximise_from(f, {{0.0, 0.0}, {0.0, 2.0}, {3.0, 4.0}}, low, high, watch);
}

ShiftedBetaGeometric law_at(const Maximum& maximum) { return {std::exp(maximum.at[0]), std::exp(maximum.at[1])}; }

}  // namespace clientele
