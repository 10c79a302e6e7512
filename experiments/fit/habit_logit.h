#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/schedule/watch.h"
#include "experiments/fit/choice_sets.h"
#include "experiments/fit/maximise.h"
#include "experiments/fit/panel_data.h"

namespace clientele {

/// Logit with habit: u_j = weights . x_j + strength (L_j - start_j), L' = memory L + (1 - memory) [bought] for each
/// purchase, as the behaviour `habit` has it. Neglects that households differ in tastes: what they like all along
/// counts as habit. Source: Guadagni & Little (1983), Marketing Science 2, 203.
struct HabitLogit {
  std::vector<double> weights;
  double strength = 0.0, memory = 0.0;
  std::vector<double> start;  ///< L of everybody before the first purchase, by alternative
};

/// Bounds of the behaviour `habit`.
inline constexpr double most_strength = 10.0, most_memory = 0.999;

/// Maximum likelihood of the weights, then strength and memory. `sets` are the purchases of `panel`, choice by choice
/// in its order; `start` is L of everybody before the first purchase and stays as it is. Strength is never below 0:
/// variety seeking, which would need that, ends at 0 without a standard error.
Maximum fit_habit(const Panel& panel, const ChoiceSets& sets, const std::vector<double>& start,
                  const Watch& watch = {});
HabitLogit habit_at(const Maximum& maximum, const std::vector<double>& start);

/// Utilities of all alternatives given what the household has bought before.
/// The habit of a purchase follows from the *recorded* purchases before it, also for households that were not fitted:
/// one-step-ahead forecasts. What customers do who remember their own choices is `replay`'s.
std::vector<double> utilities(const Panel& panel, const ChoiceSets& sets, const HabitLogit& habit);
double log_likelihood(const Panel& panel, const ChoiceSets& sets, const HabitLogit& habit);

}  // namespace clientele
