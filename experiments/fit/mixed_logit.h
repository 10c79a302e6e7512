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

/// Logit with normal tastes that a household keeps: weights are means, some with a standard deviation.
struct MixedLogit {
  std::vector<double> weights;
  std::vector<std::size_t> varying;  ///< positions of the weights that differ between households
  std::vector<double> spread;        ///< their standard deviations
};

/// How the integral over tastes is simulated: Sobol points, moved for each household by luck of its own.
/// The same points for every value of the parameters: the simulated likelihood is then smooth, and differences between
/// two fits are not luck. Points by households; more of them cost time in proportion.
struct TasteDraws {
  std::size_t points = 256;
  std::uint64_t seed = 1;
};

/// Standard normals of one household, by point and varying weight. The same for the same seed and number of the
/// household, however many households there are.
std::vector<double> taste_draws(const TasteDraws& draws, std::size_t household, std::size_t dimensions);

/// Maximum simulated likelihood from `start`: weights, then spreads. Neglects correlations of tastes. Source: Train
/// (2009), Discrete Choice Methods with Simulation, chapters 6 and 10; Revelt & Train (1998).
Maximum fit_mixed(const Panel& panel, const ChoiceSets& sets, const MixedLogit& start, const TasteDraws& draws,
                  const Watch& watch = {});
MixedLogit mixed_at(const Maximum& maximum, const std::vector<std::size_t>& varying);

/// ln of the probability of each household's purchases, summed.
double log_likelihood(const Panel& panel, const ChoiceSets& sets, const MixedLogit& mixed, const TasteDraws& draws,
                      const Watch& watch = {});

}  // namespace clientele
