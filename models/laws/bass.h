#pragma once

#include <vector>

#include "engine/math/exact.h"

namespace clientele {

/// Bass (1969): who has not adopted does so at the rate p + q F, F being the share of the market that has. p is
/// innovation, q imitation, m everybody who ever adopts. Neglects prices, marketing, repeat purchases and who knows
/// whom. Source: Bass (1969), Management Science 15(5), 215.
struct Bass {
  double p = 0.0, q = 0.0;  ///< per period
  double m = 1.0;
};

/// F after `time` periods in continuous time, where a share `first` had adopted at time 0.
inline double adopted_share(const Bass& law, double time, double first = 0.0) {
  const double odds = (1.0 - first) / (law.p + law.q * first);  // finite at p = 0 once somebody has adopted
  const double fading = math::exp(-(law.p + law.q) * time);
  return (1.0 - law.p * odds * fading) / (1.0 + law.q * odds * fading);
}

/// Units adopted between two times.
inline double adoptions(const Bass& law, double from, double until) {
  return law.m * (adopted_share(law, until) - adopted_share(law, from));
}

/// When most adopt; below 0 where sales fall from the start, as q < p.
inline double peak_time(const Bass& law) { return math::log(law.q / law.p) / (law.p + law.q); }
/// Units per period at that time.
inline double peak_rate(const Bass& law) { return law.m * (law.p + law.q) * (law.p + law.q) / (4.0 * law.q); }
/// How long before a share `first` was reached the launch must have been. Infinite for p = 0.
inline double time_to_reach(const Bass& law, double first) {
  return math::log((law.p + law.q * first) / (law.p * (1.0 - first))) / (law.p + law.q);
}

/// Bass's own equation in steps of a whole period: (p + q N / m) (m - N) units where N had adopted before the step. Its
/// parameters are others than those of continuous time: yearly steps need those estimated for yearly steps.
inline double adoptions_in_step(const Bass& law, double before) {
  return (law.p + law.q * before / law.m) * (law.m - before);
}
inline std::vector<double> adoptions_in_steps(const Bass& law, int steps) {
  std::vector<double> units;
  double before = 0.0;
  for (int step = 0; step < steps; ++step) before += units.emplace_back(adoptions_in_step(law, before));
  return units;
}

}  // namespace clientele
