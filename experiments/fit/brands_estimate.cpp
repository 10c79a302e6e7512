#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "engine/measures/unknown.h"
#include "experiments/fit/brands.h"
#include "experiments/fit/maximise.h"

namespace clientele {
namespace {

constexpr double least = 0.001, most = 30.0;  ///< of K and S, as in the R package NBDdirichlet

/// Where a rising function reaches `wanted`, by halving on the logarithm; an end of the range if it does not. Sixty
/// halvings leave 1e-17 of a range of 10: all digits of a double. No search by slopes, as there are none to be had and
/// the range is bounded anyway.
template <class Function>
double reached(Function rising, double wanted) {
  double low = std::log(least), high = std::log(most);
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = 0.5 * (low + high);
    (rising(std::exp(middle)) < wanted ? low : high) = middle;
  }
  return std::exp(high);
}

/// Within a hundredth: a value there is where the search was stopped, not what the data say.
bool at_end(double value) { return value < 1.01 * least || value > 0.99 * most; }

struct Box {
  double low = 0.0, high = 0.0;  ///< what lies outside is left out
};
/// Tukey's hinges: medians of the halves, the middle value in both. The notch is 1.58 hinge spreads over root n, as
/// R's `boxplot.stats` has it. Above, the lower of fence and notch counts: own S ends at 0 below and nowhere above, so
/// that its outliers are large.
Box box_of(std::vector<double> values) {
  std::ranges::sort(values);
  const auto median = [&](std::size_t from, std::size_t until) {
    return 0.5 * (values[(from + until - 1) / 2] + values[(from + until) / 2]);
  };
  const std::size_t n = values.size(), half = (n + 1) / 2;
  const double lower = median(0, half), upper = median(n - half, n), spread = upper - lower;
  const double notch = median(0, n) + 1.58 * spread / std::sqrt(static_cast<double>(n));
  return {lower - 1.5 * spread, std::min(upper + 1.5 * spread, notch)};
}

/// From the spread between brands, weighted by share; `effective` is Kish's number of brands, which few large ones
/// make small. NaN where one brand has all the weight. Says how far brands agree on one S, not how large the panel is.
double standard_error_s(const BrandTable& table, const DirichletFit& fit) {
  double weight = 0.0, squares = 0.0, spread = 0.0;
  for (std::size_t j = 0; j < table.share.size(); ++j) {
    if (fit.left_out[j]) continue;
    weight += table.share[j];
    squares += table.share[j] * table.share[j];
    spread += table.share[j] * (fit.own_s[j] - fit.law.s) * (fit.own_s[j] - fit.law.s);
  }
  const double effective = weight * weight / squares;
  return effective > 1.0 ? std::sqrt(spread / weight / (effective - 1.0)) : unknown;
}

/// Penetration rises with S at a given share: the less loyal customers are, the more of them buy a brand at all.
void add_own_s(const BrandTable& table, DirichletFit& fit) {
  for (std::size_t j = 0; j < table.share.size(); ++j)
    fit.own_s.push_back(reached(
        [&](double s) {
          return penetration({fit.law.category, s, {}}, table.share[j], 1.0);
        },
        table.penetration[j]));
}

/// Zeros and ones: K from those who do not buy the category, S from those who do not buy each brand (Goodhardt,
/// Ehrenberg & Chatfield 1984). K has no standard error: it would depend on the size of the panel, not on how brands
/// differ.
DirichletFit from_category(const BrandTable& table) {
  DirichletFit fit;
  fit.error_k = unknown;
  const double k = reached(
      [&](double shape) {
        return 1.0 - zero_class({table.mean, shape});
      },
      *table.category_penetration);
  fit.law = {{table.mean, k}, 1.0, table.share};
  add_own_s(table, fit);
  const Box box = box_of(fit.own_s);
  for (const double s : fit.own_s) fit.left_out.push_back(s < box.low || s > box.high);
  fit.law.s = mean_s(table, fit);
  fit.error_s = standard_error_s(table, fit);
  fit.bound = at_end(k) || at_end(fit.law.s);
  return fit;
}

/// ln L of normal errors whose variance is replaced by its own estimate, SS/n: -n/2 ln(SS/n). It has its top where
/// least squares have their bottom, and curvature there that gives standard errors. Those divide by n; `lost` allows
/// for the two degrees of freedom that K and S take. All brands count alike and none is left out: with both parameters
/// free an outlier cannot be told. The trifle in `squares` keeps a table that follows the law exactly from ln 0.
DirichletFit by_least_squares(const BrandTable& table, const Watch& watch) {
  const double n = static_cast<double>(table.share.size());
  const LogLikelihoodValue f = [&](std::span<const double> at) {
    const Nbd category{table.mean, std::exp(at[0])};
    double squares = 1e-18;
    for (std::size_t j = 0; j < table.share.size(); ++j) {
      const double miss = penetration({category, std::exp(at[1]), {}}, table.share[j], 1.0) - table.penetration[j];
      squares += miss * miss;
    }
    return -0.5 * n * std::log(squares / n);
  };
  const std::array low{std::log(0.01), std::log(0.01)}, high{std::log(most), std::log(most)};
  // K and S can stand in for each other along a ridge: three starts on it.
  const Maximum best = maximise_from(f, {{-0.5, 0.0}, {1.0, 0.0}, {0.0, 1.5}}, low, high, watch);
  DirichletFit fit;
  fit.law = {{table.mean, std::exp(best.at[0])}, std::exp(best.at[1]), table.share};
  const double lost = std::sqrt(n / (n - 2.0));  // two parameters
  fit.error_k = fit.law.category.shape * best.standard_errors[0] * lost;
  fit.error_s = fit.law.s * best.standard_errors[1] * lost;
  // This search ends at .01, the other at .001: both ends count.
  fit.bound =
      at_end(fit.law.category.shape) || at_end(fit.law.s) || fit.law.category.shape < 0.0101 || fit.law.s < 0.0101;
  add_own_s(table, fit);
  fit.left_out.assign(table.share.size(), false);
  return fit;
}

}  // namespace

/// By share, as large brands' penetrations are known better; also called with a brand left out, for the hold-out.
double mean_s(const BrandTable& table, const DirichletFit& fit, std::optional<std::size_t> except) {
  double sum = 0.0, weight = 0.0;
  for (std::size_t j = 0; j < table.share.size(); ++j) {
    if (fit.left_out[j] || j == except) continue;
    sum += table.share[j] * fit.own_s[j];
    weight += table.share[j];
  }
  return weight > 0.0 ? sum / weight : unknown;
}

DirichletFit fit_brands(const BrandTable& table, const Watch& watch) {
  return table.category_penetration ? from_category(table) : by_least_squares(table, watch);
}

}  // namespace clientele
