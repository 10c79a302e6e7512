#include "experiments/fit/habit_logit.h"

#include <algorithm>
#include <limits>

namespace clientele {
namespace {

/// L - start of every alternative at every purchase, and its slope by memory; both [purchase][alternative]. Less the
/// start, so that strength does not shift the constants: at the start, habit is nought for every alternative.
struct Habits {
  std::vector<double> level, slope;
};

/// One pass in the order of time. The slope obeys the derivative of the recursion, dL'/dm = L + m dL/dm - [bought],
/// and has to be moved on before L itself. The start is given, not estimated: it does not depend on memory.
Habits habits(const Panel& panel, const std::vector<double>& start, double memory) {
  const std::size_t brands = panel.alternatives.size();
  Habits found{std::vector<double>(panel.purchases() * brands), std::vector<double>(panel.purchases() * brands)};
  std::vector<double> level(brands), slope(brands);
  for (std::size_t h = 0; h < panel.households(); ++h) {
    level = start;
    std::fill(slope.begin(), slope.end(), 0.0);
    for (std::size_t t = panel.first[h]; t < panel.first[h + 1]; ++t)
      for (std::size_t j = 0; j < brands; ++j) {
        found.level[t * brands + j] = level[j] - start[j];
        found.slope[t * brands + j] = slope[j];
        const double bought = j == panel.chosen[t] ? 1.0 : 0.0;
        slope[j] = level[j] + memory * slope[j] - bought;
        level[j] = memory * level[j] + (1.0 - memory) * bought;
      }
  }
  return found;
}

/// The one place where habit enters utility, so that fit, forecast and elasticities mean the same by it.
void add_habit(std::span<double> utility, const Habits& habit, double strength) {
  for (std::size_t a = 0; a < utility.size(); ++a) utility[a] += strength * habit.level[a];
}

}  // namespace

std::vector<double> utilities(const Panel& panel, const ChoiceSets& sets, const HabitLogit& habit) {
  std::vector<double> utility = utilities(sets, habit.weights);
  add_habit(utility, habits(panel, habit.start, habit.memory), habit.strength);
  return utility;
}

double log_likelihood(const Panel& panel, const ChoiceSets& sets, const HabitLogit& habit) {
  std::vector<double> utility = utilities(panel, sets, habit);
  return log_likelihood(sets, utility);
}

/// Given memory, the utility is linear and the likelihood concave; memory alone makes it neither, since L depends on
/// it by its powers. Bounds are those of the behaviour, so that whatever is found can be lived.
Maximum fit_habit(const Panel& panel, const ChoiceSets& sets, const std::vector<double>& start, const Watch& watch) {
  const std::size_t n = sets.width(), brands = panel.alternatives.size();
  const LogLikelihood f = [&](std::span<const double> at, std::span<double> gradient) {
    const Habits habit = habits(panel, start, at[n + 1]);
    std::vector<double> utility = utilities(sets, at.first(n));
    add_habit(utility, habit, at[n]);
    const double value = log_likelihood(sets, utility);
    if (gradient.empty()) return value;
    std::fill(gradient.begin(), gradient.end(), 0.0);
    add_slope(sets, utility, gradient.first(n));
    for (std::size_t a = 0; a < utility.size(); ++a) {
      const double residual = (panel.chosen[a / brands] == a % brands ? 1.0 : 0.0) - utility[a];
      gradient[n] += residual * habit.level[a];
      // The chain rule: memory acts through L, which the utility holds times strength.
      gradient[n + 1] += residual * at[n] * habit.slope[a];
    }
    return value;
  };
  WeightBounds bounds = weight_bounds(sets);
  bounds.low.insert(bounds.low.end(), {0.0, 0.0});
  bounds.high.insert(bounds.high.end(), {most_strength, most_memory});
  // Two memories to start from: habit of a few purchases and lasting taste may each be a top of its own. Both begin
  // with some strength, as at strength 0 the likelihood knows no slope by memory.
  std::vector<std::vector<double>> starts;
  for (const double memory : {0.4, 0.8}) {
    starts.emplace_back(n + 2);
    starts.back()[n] = 2.0;
    starts.back()[n + 1] = memory;
  }
  return maximise_from(f, starts, bounds.low, bounds.high, watch);
}

/// The order in which `fit_habit` lays parameters out: weights, strength, memory.
HabitLogit habit_at(const Maximum& maximum, const std::vector<double>& start) {
  const std::size_t n = maximum.at.size() - 2;
  return {{maximum.at.begin(), maximum.at.begin() + static_cast<std::ptrdiff_t>(n)},
          maximum.at[n],
          maximum.at[n + 1],
          start};
}

}  // namespace clientele
