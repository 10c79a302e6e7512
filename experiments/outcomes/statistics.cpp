#include "experiments/outcomes/statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>

#include "engine/core/check.h"
#include "engine/measures/unknown.h"

namespace clientele {
namespace {

using Student =
    boost::math::students_t_distribution<double,
                                         boost::math::policies::policy<boost::math::policies::promote_double<false>>>;

// Long double would make results depend on the machine: Boost is told to stay with double.
constexpr double infinite = std::numeric_limits<double>::infinity();

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// With divisor n - 1.
double covariance_of(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a), mean_b = mean_of(b);
  double products = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) products += (a[i] - mean_a) * (b[i] - mean_b);
  return products / static_cast<double>(a.size() - 1);
}

double variance_of(std::span<const double> values) { return covariance_of(values, values); }

/// How many standard errors reach to either end of the interval. The last point is kept: tables ask for the same one
/// a hundred thousand times, and finding it takes longer than all else in a row.
double reach(double freedom, double level) {
  thread_local double last_freedom = 0.0, last_level = 0.0, last_reach = 0.0;
  if (freedom != last_freedom || level != last_level) {
    last_reach = quantile(complement(Student(freedom), (1.0 - level) / 2.0));
    last_freedom = freedom, last_level = level;
  }
  return last_reach;
}

// In pairs, as worlds share their luck.
std::vector<double> minus(std::span<const double> variant, std::span<const double> base) {
  check(base.size() == variant.size(), "pairs have two sides");
  std::vector<double> differences(base.size());
  std::transform(variant.begin(), variant.end(), base.begin(), differences.begin(), std::minus<>());
  return differences;
}

}  // namespace

// Without error there is nothing to multiply, and Student's law has no say.
double Estimate::half_width(double level) const {
  check(level > 0.0 && level < 1.0, "a level of confidence lies between 0 and 1");
  if (!(freedom >= 1.0) || std::isnan(error)) return infinite;
  return error > 0.0 ? reach(freedom, level) * error : 0.0;
}

Interval Estimate::interval(double level) const {
  const double half = half_width(level);
  return {mean, mean - half, mean + half};
}

// A flat prior, so that Student's law about the mean is what to believe.
double Estimate::probability_above_zero() const {
  if (!(freedom >= 1.0) || std::isnan(error) || std::isnan(mean)) return unknown;
  if (error > 0.0) return cdf(Student(freedom), mean / error);
  return mean == 0.0 ? 0.5 : (mean > 0.0 ? 1.0 : 0.0);
}

double Estimate::p_value() const {
  const double above = probability_above_zero();
  return std::isnan(above) ? 1.0 : 2.0 * std::min(above, 1.0 - above);
}

// n - 1 degrees of freedom; one value has a mean and no error.
Estimate estimate_mean(std::span<const double> replicates) {
  check(!replicates.empty(), "a mean needs a value");
  const double mean = mean_of(replicates), count = static_cast<double>(replicates.size());
  if (replicates.size() < 2) return {mean, unknown, 0.0};
  return {mean, std::sqrt(variance_of(replicates) / count), count - 1.0};
}

Interval mean_interval(std::span<const double> replicates, double level) {
  return estimate_mean(replicates).interval(level);
}

Interval paired_difference(std::span<const double> base, std::span<const double> variant, double level) {
  return mean_interval(minus(variant, base), level);
}

// The ratio r is possible where the mean of numerator - r * denominator is not told from 0: a quadratic in r, whose
// roots are the ends if the denominator is told from 0.
Interval ratio_interval(std::span<const double> numerator, std::span<const double> denominator, double level) {
  check(numerator.size() == denominator.size() && !numerator.empty(), "a ratio needs pairs");
  const double above = mean_of(numerator), below = mean_of(denominator), ratio = above / below;
  if (numerator.size() < 2 || !std::isfinite(ratio)) return {std::isfinite(ratio) ? ratio : unknown, unknown, unknown};
  const double count = static_cast<double>(numerator.size()), width = reach(count - 1.0, level);
  const double scale = width * width / count;
  const double a = below * below - scale * variance_of(denominator);
  const double b = above * below - scale * covariance_of(numerator, denominator);
  const double c = above * above - scale * variance_of(numerator);
  if (!(a > 0.0)) return {ratio, unknown, unknown};
  const double root = std::sqrt(std::max(0.0, b * b - a * c));
  return {ratio, (b - root) / a, (b + root) / a};
}

double replicates_needed(std::span<const double> replicates, double half_width, double level) {
  check(replicates.size() >= 2, "a plan needs two replicates");
  return replicates_needed(variance_of(replicates), half_width, level);
}

/// By trial: the factor of Student's law depends on the count that is sought.
double replicates_needed(double variance, double half_width, double level) {
  check(half_width > 0.0 && variance >= 0.0, "a plan needs a width and a spread");
  const auto enough = [&](double count) {
    return reach(count - 1.0, level) * std::sqrt(variance / count) <= half_width;
  };
  // Doubling, then halving: the interval narrows with every replicate, so the answer lies between.
  double low = 1.0, high = 2.0;  // `low` is too few, `high` becomes enough
  while (!enough(high)) {
    if (high >= countless_replicates) return countless_replicates;
    low = high, high = std::min(2.0 * high, countless_replicates);
  }
  while (high - low > 1.0) {
    const double middle = std::floor((low + high) / 2.0);
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

double variance_ratio(std::span<const double> base, std::span<const double> variant) {
  check(base.size() >= 2, "a variance needs two values");
  const double apart = variance_of(base) + variance_of(variant), paired = variance_of(minus(variant, base));
  return paired > 0.0 ? apart / paired : infinite;
}

std::vector<bool> holm(std::span<const double> p_values, double error) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  // From the smallest p-value on, each against what is left of the error; the first that stands lets all others stand.
  std::vector<bool> falls(p_values.size(), false);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (p_values[order[i]] > error / static_cast<double>(order.size() - i)) break;
    falls[order[i]] = true;
  }
  return falls;
}

}  // namespace clientele
