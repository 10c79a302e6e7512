#include "experiments/statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

#include "engine/core/check.h"

namespace clientele {
namespace {

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// With divisor n - 1.
double variance_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(values.size() - 1);
}

/// How many standard errors reach to either end of the interval from `count` values.
double reach(double count, double level) {
  return quantile(complement(boost::math::students_t(count - 1.0), (1.0 - level) / 2.0));
}

}  // namespace

Interval mean_interval(std::span<const double> replicates, double level) {
  check(!replicates.empty() && level > 0.0 && level < 1.0, "an interval needs a value and a level in (0, 1)");
  const double mean = mean_of(replicates), count = static_cast<double>(replicates.size());
  constexpr double unknown = std::numeric_limits<double>::infinity();
  const double half = count < 2.0 ? unknown : reach(count, level) * std::sqrt(variance_of(replicates) / count);
  return {mean, mean - half, mean + half};
}

Interval paired_difference(std::span<const double> base, std::span<const double> variant, double level) {
  check(base.size() == variant.size(), "pairs have two sides");
  std::vector<double> differences(base.size());
  std::transform(variant.begin(), variant.end(), base.begin(), differences.begin(), std::minus<>());
  return mean_interval(differences, level);
}

double replicates_needed(std::span<const double> replicates, double half_width, double level) {
  check(replicates.size() >= 2 && half_width > 0.0, "a plan needs two replicates and a width");
  const double variance = variance_of(replicates);
  double count = 2.0;
  while (reach(count, level) * std::sqrt(variance / count) > half_width) count = std::ceil(count * 1.05);
  return count;
}

}  // namespace clientele
