#include "experiments/fit/choice_sets.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace clientele {
namespace {

/// exp(-30) is 1e-13: an alternative that far behind is not chosen once in any file that can be read (1 GB at most).
constexpr double most_utility = 30.0;

/// A weight counts a choice so many times, as frequency weights do: standard errors get smaller with their sum.
double weight_of(const ChoiceSets& sets, std::size_t choice) { return sets.weight.empty() ? 1.0 : sets.weight[choice]; }

/// Products of the numbers' deviations from their means within choices; the lower half of [number][number]. Within,
/// since a logit sees differences between the alternatives of one choice only: what is the same for all of them
/// cancels.
std::vector<double> products(const ChoiceSets& sets) {
  const std::size_t n = sets.width();
  std::vector<double> sums(n * n), mean(n), off(n);
  for (std::size_t c = 0; c < sets.choices(); ++c) {
    const std::size_t begin = sets.first[c], end = sets.first[c + 1];
    std::fill(mean.begin(), mean.end(), 0.0);
    for (std::size_t a = begin; a < end; ++a)
      for (std::size_t k = 0; k < n; ++k) mean[k] += sets.row(a)[k] / static_cast<double>(end - begin);
    for (std::size_t a = begin; a < end; ++a) {
      for (std::size_t k = 0; k < n; ++k) off[k] = sets.row(a)[k] - mean[k];
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t l = 0; l <= k; ++l) sums[k * n + l] += off[k] * off[l];
    }
  }
  return sums;
}

/// By number: whether it is no combination of those before, by Cholesky steps; sums that are nought but for rounding
/// count as nought. 1e-9 of a number's own square is what may be left after the others are taken out; 1e-14 is for
/// numbers that hardly vary within choices at all, beside the square of the number itself (1e-7 of its size).
std::vector<bool> independent(const ChoiceSets& sets) {
  const std::size_t n = sets.width();
  std::vector<double> lower = products(sets), squares(n);
  for (std::size_t a = 0; a < sets.alternatives(); ++a)
    for (std::size_t k = 0; k < n; ++k) squares[k] += sets.row(a)[k] * sets.row(a)[k];
  std::vector<bool> own(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double whole = lower[i * n + i];
    for (std::size_t j = 0; j <= i; ++j) {
      if (j < i && !own[j]) continue;
      double sum = lower[i * n + j];
      for (std::size_t k = 0; k < j; ++k)
        if (own[k]) sum -= lower[i * n + k] * lower[j * n + k];
      if (i == j) {
        own[i] = sum > 1e-9 * whole && whole > 1e-14 * squares[i];
        lower[i * n + i] = own[i] ? std::sqrt(sum) : 0.0;
      } else {
        lower[i * n + j] = sum / lower[j * n + j];
      }
    }
  }
  return own;
}

}  // namespace

/// Copies: a hold-out is fitted once, and views would bind it to the life of the whole.
ChoiceSets only(const ChoiceSets& sets, const std::vector<bool>& taken) {
  ChoiceSets part{.names = sets.names, .x = {}, .first = {0}, .chosen = {}, .weight = {}};
  for (std::size_t c = 0; c < sets.choices(); ++c) {
    if (!taken[c]) continue;
    const std::size_t begin = sets.first[c], end = sets.first[c + 1];
    part.chosen.push_back(part.first.back() + sets.chosen[c] - begin);
    part.first.push_back(part.first.back() + end - begin);
    const auto from = sets.x.begin();
    const auto width = static_cast<std::ptrdiff_t>(sets.width());
    part.x.insert(part.x.end(), from + static_cast<std::ptrdiff_t>(begin) * width,
                  from + static_cast<std::ptrdiff_t>(end) * width);
    if (!sets.weight.empty()) part.weight.push_back(sets.weight[c]);
  }
  return part;
}

/// The array is then passed to `log_likelihood`, which leaves probabilities in it.
std::vector<double> utilities(const ChoiceSets& sets, std::span<const double> weights) {
  std::vector<double> utility(sets.alternatives());
  for (std::size_t a = 0; a < utility.size(); ++a)
    utility[a] = std::inner_product(weights.begin(), weights.end(), sets.row(a).begin(), 0.0);
  return utility;
}

/// Value and probabilities at once: the gradient is made of the probabilities, and each costs the same exponentials.
double log_likelihood(const ChoiceSets& sets, std::span<double> utility) {
  double sum = 0.0;
  for (std::size_t c = 0; c < sets.choices(); ++c) {
    const auto choice = utility.subspan(sets.first[c], sets.first[c + 1] - sets.first[c]);
    // Less the highest, so that exp neither overflows nor makes every alternative 0; shares do not depend on it.
    const double highest = *std::max_element(choice.begin(), choice.end());
    const double own = utility[sets.chosen[c]] - highest;
    double total = 0.0;
    for (double& u : choice) total += u = std::exp(u - highest);
    for (double& u : choice) u /= total;
    sum += weight_of(sets, c) * (own - std::log(total));
  }
  return sum;
}

/// The score of the logit: residuals times numbers. At the maximum predicted sums equal those of the choices made,
/// which is why constants give every alternative its share in the data.
void add_slope(const ChoiceSets& sets, std::span<const double> probability, std::span<double> gradient) {
  for (std::size_t c = 0; c < sets.choices(); ++c)
    for (std::size_t a = sets.first[c]; a < sets.first[c + 1]; ++a) {
      const double residual = weight_of(sets, c) * ((a == sets.chosen[c] ? 1.0 : 0.0) - probability[a]);
      for (std::size_t k = 0; k < sets.width(); ++k) gradient[k] += residual * sets.row(a)[k];
    }
}

/// The range is that over all choices, not within one: neglects that a number may vary far more between choices than
/// within them, as prices over decades do, which makes the bound tighter than 30. Without any range a weight is held
/// at 0.
WeightBounds weight_bounds(const ChoiceSets& sets) {
  WeightBounds bounds;
  for (std::size_t k = 0; k < sets.width(); ++k) {
    double low = 0.0, high = 0.0;
    for (std::size_t a = 0; a < sets.alternatives(); ++a) {
      const double x = sets.row(a)[k];
      low = a == 0 ? x : std::min(low, x);
      high = a == 0 ? x : std::max(high, x);
    }
    const double most = high > low ? most_utility / (high - low) : 0.0;
    bounds.low.push_back(-most);
    bounds.high.push_back(most);
  }
  return bounds;
}

/// From 0, equal chances: the likelihood is concave in the weights, so one start finds the only top (McFadden 1974).
Maximum fit_logit(const ChoiceSets& sets, const Watch& watch) {
  const WeightBounds bounds = weight_bounds(sets);
  const LogLikelihood f = [&](std::span<const double> at, std::span<double> gradient) {
    std::vector<double> utility = utilities(sets, at);
    const double value = log_likelihood(sets, utility);
    std::fill(gradient.begin(), gradient.end(), 0.0);
    if (!gradient.empty()) add_slope(sets, utility, gradient);
    return value;
  };
  return maximise(f, std::vector<double>(sets.width()), bounds.low, bounds.high, watch);
}

/// The same combination in every choice is asked for, over the whole file. A part of the file that is fitted alone,
/// such as the training of a hold-out, may still depend; its weights then have no standard errors.
std::vector<std::string> drop_dependent(ChoiceSets& sets) {
  const std::vector<bool> own = independent(sets);
  std::vector<std::string> dropped, names;
  std::vector<double> x;
  for (std::size_t k = 0; k < sets.width(); ++k) (own[k] ? names : dropped).push_back(sets.names[k]);
  if (dropped.empty()) return dropped;
  for (std::size_t a = 0; a < sets.alternatives(); ++a)
    for (std::size_t k = 0; k < sets.width(); ++k)
      if (own[k]) x.push_back(sets.row(a)[k]);
  sets.names = std::move(names);
  sets.x = std::move(x);
  return dropped;
}

}  // namespace clientele
