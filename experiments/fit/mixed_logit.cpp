#include "experiments/fit/mixed_logit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/math/exact.h"
#include "engine/random/quasi_random.h"
#include "engine/random/stream.h"
#include "experiments/fit/draws.h"

namespace clientele {
namespace {

/// Utility over the range of a number, half of what its weight may reach: tastes two deviations apart would already
/// make any choice certain. Without a bound a spread runs away where each household always buys the same.
constexpr double most_spread = 15.0;  ///< times the bound of a weight is 30 utility: nobody differs that much

using Numbers = std::vector<double>;

/// ln of one household's purchases under simulated tastes, with its slopes by weights and spreads.
///
/// P = mean over draws of the *product* of the logits of all its purchases: a household keeps its tastes, so the mean
/// is taken after the product (Revelt & Train 1998). Products over long histories underflow; logs are kept, and the
/// mean is taken relative to the likeliest draw. The slope is that of the draws, weighted by how likely each makes the
/// data.
class Household {
 public:
  Household(const Panel& panel, const ChoiceSets& sets, const MixedLogit& mixed, std::size_t household)
      : panel_(panel), sets_(sets), mixed_(mixed), first_(panel.first[household]), end_(panel.first[household + 1]) {}

  /// `draws`: [point][varying weight]. Adds to `gradient` unless it is empty.
  double add(const Numbers& utility, const Numbers& draws, std::span<double> gradient) {
    const std::size_t dimensions = mixed_.varying.size(), points = draws.size() / dimensions;
    Numbers logs(points), slopes(gradient.empty() ? 0 : points * gradient.size());
    for (std::size_t r = 0; r < points; ++r) {
      const std::span<const double> tastes(&draws[r * dimensions], dimensions);
      const auto slope =
          gradient.empty() ? std::span<double>() : std::span(slopes).subspan(r * gradient.size(), gradient.size());
      logs[r] = purchases(utility, tastes, slope);
    }
    const double highest = *std::max_element(logs.begin(), logs.end());
    double sum = 0.0;
    for (double& log : logs) sum += log = std::exp(log - highest);
    for (std::size_t r = 0; r < points; ++r)
      for (std::size_t k = 0; k < gradient.size(); ++k) gradient[k] += logs[r] / sum * slopes[r * gradient.size() + k];
    return highest + std::log(sum / static_cast<double>(points));
  }

 private:
  /// ln of the purchases given tastes.
  double purchases(const Numbers& utility, std::span<const double> tastes, std::span<double> slope) {
    const std::size_t brands = panel_.alternatives.size(), width = sets_.width();
    double log = 0.0;
    chances_.resize(brands);
    for (std::size_t t = first_; t < end_; ++t) {
      for (std::size_t j = 0; j < brands; ++j) {
        chances_[j] = utility[t * brands + j];
        for (std::size_t d = 0; d < tastes.size(); ++d)
          chances_[j] += mixed_.spread[d] * tastes[d] * sets_.row(t * brands + j)[mixed_.varying[d]];
      }
      const double highest = *std::max_element(chances_.begin(), chances_.end());
      double total = 0.0;
      for (double& u : chances_) total += u = std::exp(u - highest);
      log += std::log(chances_[panel_.chosen[t]] / total);
      // Values alone are asked for by hold-outs, and by line searches that only look.
      if (slope.empty()) continue;
      for (std::size_t j = 0; j < brands; ++j) {
        const double residual = (j == panel_.chosen[t] ? 1.0 : 0.0) - chances_[j] / total;
        const auto row = sets_.row(t * brands + j);
        for (std::size_t k = 0; k < width; ++k) slope[k] += residual * row[k];
        for (std::size_t d = 0; d < tastes.size(); ++d)
          slope[width + d] += residual * tastes[d] * row[mixed_.varying[d]];
      }
    }
    return log;
  }

  const Panel& panel_;
  const ChoiceSets& sets_;
  const MixedLogit& mixed_;
  std::size_t first_, end_;
  Numbers chances_;
};

/// Drawn once for a whole search: some hundred evaluations use them again.
std::vector<Numbers> all_draws(const TasteDraws& draws, std::size_t households, std::size_t dimensions,
                               const Watch& watch) {
  std::vector<Numbers> all;
  for (std::size_t h = 0; h < households; ++h) watch.look(), all.push_back(taste_draws(draws, h, dimensions));
  return all;
}

/// Households are independent given the parameters, so logs add up. In the order of households: the sum is the same
/// whatever the machine. Looks at every household: a value of a large panel takes seconds.
double value_of(const Panel& panel, const ChoiceSets& sets, const MixedLogit& mixed, const std::vector<Numbers>& draws,
                std::span<double> gradient, const Watch& watch) {
  const Numbers utility = utilities(sets, mixed.weights);
  double sum = 0.0;
  for (std::size_t h = 0; h < panel.households(); ++h) {
    watch.look();
    sum += Household(panel, sets, mixed, h).add(utility, draws[h], gradient);
  }
  return sum;
}

MixedLogit mixed_of(std::span<const double> at, const std::vector<std::size_t>& varying) {
  const auto weights = at.first(at.size() - varying.size()), spread = at.last(varying.size());
  return {{weights.begin(), weights.end()}, varying, {spread.begin(), spread.end()}};
}

}  // namespace

/// Sobol points that all households share, moved by a shift of the household's own that wraps round at 1. Shared
/// points alone would give every household the same errors, which then add up over the panel; moved ones are as even,
/// and errors of households cancel. Clamped, as a quantile of 0 or 1 is infinite.
std::vector<double> taste_draws(const TasteDraws& draws, std::size_t household, std::size_t dimensions) {
  const Key key{static_cast<std::uint32_t>(draws.seed), 0};
  const std::uint32_t why = purpose(Actor::customer, draws::random_taste);
  const auto points = quasi_random(key, why, draws.points, dimensions);
  Stream luck(key, {static_cast<std::uint32_t>(household), trait_tick, why, item(1)});
  Numbers shift(dimensions), found;
  for (double& s : shift) s = luck.uniform();
  for (const auto& point : points)
    for (std::size_t d = 0; d < dimensions; ++d) {
      const double moved = point[d] + shift[d];
      found.push_back(math::normal_quantile(std::clamp(moved - std::floor(moved), 1e-12, 1.0 - 1e-12)));
    }
  return found;
}

/// Spreads are kept at 0 or above: a normal taste is the same with its sign turned, and two mirrored tops would make
/// the answer a matter of luck. A spread that ends at 0 has no standard error. Starts from the plain logit, as
/// `start`.
Maximum fit_mixed(const Panel& panel, const ChoiceSets& sets, const MixedLogit& start, const TasteDraws& draws,
                  const Watch& watch) {
  const std::vector<Numbers> tastes = all_draws(draws, panel.households(), start.varying.size(), watch);
  const LogLikelihood f = [&](std::span<const double> at, std::span<double> gradient) {
    std::fill(gradient.begin(), gradient.end(), 0.0);
    return value_of(panel, sets, mixed_of(at, start.varying), tastes, gradient, watch);
  };
  WeightBounds bounds = weight_bounds(sets);
  for (const std::size_t k : start.varying) {
    bounds.low.push_back(0.0);
    bounds.high.push_back(bounds.high[k] * most_spread / 30.0);
  }
  Numbers from = start.weights;
  from.insert(from.end(), start.spread.begin(), start.spread.end());
  return maximise(f, std::move(from), bounds.low, bounds.high, watch);
}

MixedLogit mixed_at(const Maximum& maximum, const std::vector<std::size_t>& varying) {
  return mixed_of(maximum.at, varying);
}

/// Draws anew, by household number: of a part of the panel households have other numbers and so other points than in
/// the whole, which is luck of simulation only.
double log_likelihood(const Panel& panel, const ChoiceSets& sets, const MixedLogit& mixed, const TasteDraws& draws,
                      const Watch& watch) {
  return value_of(panel, sets, mixed, all_draws(draws, panel.households(), mixed.varying.size(), watch), {}, watch);
}

}  // namespace clientele
