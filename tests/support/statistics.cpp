#include "tests/support/statistics.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace clientele::statistics {
namespace {

void require(bool holds, const char* promise) {
  if (!holds) throw std::invalid_argument(promise);
}

double standard_error(std::span<const double> sample) {
  return standard_deviation(sample) / std::sqrt(static_cast<double>(sample.size()));
}

}  // namespace

double mean(std::span<const double> sample) {
  require(!sample.empty(), "a mean needs a value");
  return std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

double standard_deviation(std::span<const double> sample) {
  require(sample.size() >= 2, "a standard deviation needs two values");
  const double centre = mean(sample);
  double squares = 0.0;
  for (const double value : sample) squares += (value - centre) * (value - centre);
  return std::sqrt(squares / static_cast<double>(sample.size() - 1));
}

Bounds t_interval(std::span<const double> sample, double error) {
  const double half_width =
      standard_error(sample) * quantile(complement(boost::math::students_t(sample.size() - 1.0), error / 2.0));
  const double centre = mean(sample);
  return {centre - half_width, centre + half_width};
}

double normal_p_value(double value, double mean, double sd) {
  require(sd > 0.0, "a standard deviation is positive");
  return 2.0 * cdf(complement(boost::math::normal(), std::abs(value - mean) / sd));
}

double t_p_value(std::span<const double> sample, double expected) {
  const double error = standard_error(sample);
  require(error > 0.0, "a t test needs values that differ");
  return 2.0 * cdf(complement(boost::math::students_t(sample.size() - 1.0), std::abs(mean(sample) - expected) / error));
}

double chi_square_p_value(std::span<const std::uint64_t> counts, std::span<const double> expected, int fitted) {
  require(counts.size() == expected.size(), "every count has an expected count");
  const double total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  const double expected_total = std::accumulate(expected.begin(), expected.end(), 0.0);
  require(std::abs(total - expected_total) <= 1e-6 * (1.0 + total), "expected counts add up to the counts");
  double distance = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    require(expected[i] > 0.0, "an expected count is positive");
    const double miss = static_cast<double>(counts[i]) - expected[i];
    distance += miss * miss / expected[i];
  }
  const double freedom = static_cast<double>(counts.size()) - 1.0 - fitted;
  require(freedom >= 1.0, "a fit needs more classes than fitted parameters and one");
  return cdf(complement(boost::math::chi_squared(freedom), distance));
}

double binomial_p_value(std::uint64_t successes, std::uint64_t trials, double probability) {
  require(successes <= trials, "there are no more successes than trials");
  const boost::math::binomial law(static_cast<double>(trials), probability);
  const double count = static_cast<double>(successes);
  const double at_most = cdf(law, count);
  const double at_least = successes == 0 ? 1.0 : cdf(complement(law, count - 1.0));
  return std::min(1.0, 2.0 * std::min(at_most, at_least));
}

double ks_p_value(std::vector<double> sample, const std::function<double(double)>& distribution) {
  require(sample.size() >= 10, "the limit law needs ten values");
  std::ranges::sort(sample);
  const double n = static_cast<double>(sample.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double at = distribution(sample[i]);
    distance = std::max({distance, at - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - at});
  }
  return kolmogorov_tail(distance * (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)));
}

double kolmogorov_tail(double x) {
  if (x <= 0.0) return 1.0;
  constexpr double pi = std::numbers::pi;
  double sum = 0.0;
  if (x < 1.0) {  // The dual series: here the other one converges slowly and cancels.
    for (int k = 1; k <= 21; k += 2) sum += std::exp(-k * k * pi * pi / (8.0 * x * x));
    return 1.0 - std::sqrt(2.0 * pi) / x * sum;
  }
  for (int k = 1; k <= 10; ++k) sum += (k % 2 == 1 ? 1.0 : -1.0) * std::exp(-2.0 * k * k * x * x);
  return 2.0 * sum;
}

}  // namespace clientele::statistics
