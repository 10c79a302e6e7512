#include "tests/support/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::statistics::statistics_test {
namespace {

/// Uniform numbers in (0, 1) from a generator whose words the C++ standard fixes.
std::vector<double> uniforms(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 words(seed);
  std::vector<double> result(count);
  for (double& value : result) value = (static_cast<double>(words() >> 11) + 0.5) * 0x1p-53;
  return result;
}

double identity(double x) { return x; }

// Textbook: scipy.stats.t.ppf(.975, 4) = 2.776445; mean 3, sd sqrt(2.5).
TEST(TInterval, AgreesWithTheTableOfStudentsLaw) {
  const std::vector<double> sample{1, 2, 3, 4, 5};
  const Bounds bounds = t_interval(sample, 0.05);
  EXPECT_NEAR(bounds.high, 3.0 + 2.776445 * std::sqrt(2.5 / 5.0), 1e-6);
  EXPECT_NEAR(bounds.low, 3.0 - 2.776445 * std::sqrt(2.5 / 5.0), 1e-6);
  EXPECT_TRUE(bounds.contains(3.0));
  EXPECT_FALSE(bounds.contains(1.0));
  EXPECT_FALSE(bounds.contains(5.0));
}

TEST(TTest, HasPEqualToTheErrorAtBothEndsOfTheInterval) {
  const std::vector<double> sample{2.5, 0.5, 1.0, 4.0, 3.0, 2.0};
  const Bounds bounds = t_interval(sample, 0.01);
  EXPECT_NEAR(t_p_value(sample, bounds.low), 0.01, 1e-9);
  EXPECT_NEAR(t_p_value(sample, bounds.high), 0.01, 1e-9);
}

TEST(NormalTest, CountsBothTails) {
  EXPECT_NEAR(normal_p_value(1.0 + 1.959964 * 2.0, 1.0, 2.0), 0.05, 1e-6);
  EXPECT_NEAR(normal_p_value(1.0 - 1.959964 * 2.0, 1.0, 2.0), 0.05, 1e-6);
}

// Upper 5 % point of chi-square with 3 degrees of freedom: 7.814728; with 2: 5.991465.
TEST(ChiSquare, CostsADegreeOfFreedomForTheTotalAndForEachFittedParameter) {
  const std::array<std::uint64_t, 4> counts{130, 70, 110, 90};
  const std::array<double, 4> expected{100, 100, 100, 100};  // distance 9 + 9 + 1 + 1 = 20
  EXPECT_NEAR(chi_square_p_value(counts, expected), 1.6974e-4, 1e-7);
  EXPECT_NEAR(chi_square_p_value(counts, expected, 1), 4.5400e-5, 1e-8);
}

TEST(ChiSquare, RefusesExpectationsOfAnotherTotal) {
  const std::array<std::uint64_t, 2> counts{10, 10};
  const std::array<double, 2> expected{10, 11};
  EXPECT_THROW(chi_square_p_value(counts, expected), std::invalid_argument);
}

// 10 fair coins: P(at most 1) = 11/1024, P(at least 9) the same.
TEST(Binomial, DoublesTheSmallerExactTailOnEitherSide) {
  EXPECT_NEAR(binomial_p_value(1, 10, 0.5), 22.0 / 1024.0, 1e-12);
  EXPECT_NEAR(binomial_p_value(9, 10, 0.5), 22.0 / 1024.0, 1e-12);
  EXPECT_EQ(binomial_p_value(5, 10, 0.5), 1.0);
  EXPECT_NEAR(binomial_p_value(0, 10, 0.5), 2.0 / 1024.0, 1e-12);
  EXPECT_NEAR(binomial_p_value(10, 10, 0.5), 2.0 / 1024.0, 1e-12);
}

// Smirnov's table: P(K > 1.3581) = .05, P(K > 1.9495) = .001, P(K > .8276) = .5.
TEST(KolmogorovTail, AgreesWithTheTable) {
  EXPECT_NEAR(kolmogorov_tail(0.8276), 0.5, 1e-4);
  EXPECT_NEAR(kolmogorov_tail(1.3581), 0.05, 1e-5);
  EXPECT_NEAR(kolmogorov_tail(1.9495), 0.001, 1e-6);
  EXPECT_NEAR(kolmogorov_tail(0.2), 1.0, 1e-12);
}

TEST(KolmogorovTail, JoinsItsTwoSeries) {
  EXPECT_NEAR(kolmogorov_tail(std::nextafter(1.0, 0.0)), kolmogorov_tail(1.0), 1e-14);
}

TEST(KolmogorovSmirnov, MeasuresTheGapOnBothSidesOfAStep) {
  std::vector<double> low(100), high(100);
  for (std::size_t i = 0; i < 100; ++i) {
    low[i] = (static_cast<double>(i) + 0.5) / 100.0 * 0.8;         // crowded to the left: gap .2 above
    high[i] = 0.2 + (static_cast<double>(i) + 0.5) / 100.0 * 0.8;  // crowded to the right: gap .2 below
  }
  const double expected = kolmogorov_tail((0.2 + 0.004) * (10.0 + 0.12 + 0.011));
  EXPECT_NEAR(ks_p_value(low, identity), expected, 1e-6);
  EXPECT_NEAR(ks_p_value(high, identity), expected, 1e-6);
}

// The share of p values at or below q must be q. Checked at the lower and the upper end, so a p value that is
// one-sided where it should be two-sided, or of the wrong scale, fails. False-alarm rate 4 x 1e-6.
void expect_uniform_p_values(const std::vector<double>& p_values) {
  for (const double q : {0.05, 0.95}) {
    const auto below = std::ranges::count_if(p_values, [q](double p) { return p <= q; });
    EXPECT_GT(binomial_p_value(static_cast<std::uint64_t>(below), p_values.size(), q), false_alarm_rate) << q;
  }
}

TEST(KolmogorovSmirnov, AlarmsAtItsRate) {
  std::vector<double> p_values;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) p_values.push_back(ks_p_value(uniforms(200, seed), identity));
  expect_uniform_p_values(p_values);
}

TEST(ChiSquare, AlarmsAtItsRate) {
  std::vector<double> p_values;
  const std::vector<double> expected(20, 100.0);
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    std::array<std::uint64_t, 20> counts{};
    for (const double value : uniforms(2000, seed)) ++counts[static_cast<std::size_t>(value * 20.0)];
    p_values.push_back(chi_square_p_value(counts, expected));
  }
  expect_uniform_p_values(p_values);
}

TEST(KolmogorovSmirnov, FindsASmallShift) {
  std::vector<double> shifted = uniforms(20000, 1);
  for (double& value : shifted) value = 0.97 * value + 0.03;
  EXPECT_LT(ks_p_value(shifted, identity), false_alarm_rate);
}

TEST(Samples, OfTheWrongSizeAreRefused) {
  const std::vector<double> none, one{1.0}, alike{1.0, 1.0};
  EXPECT_THROW(mean(none), std::invalid_argument);
  EXPECT_THROW(standard_deviation(one), std::invalid_argument);
  EXPECT_THROW(t_p_value(alike, 1.0), std::invalid_argument);
  EXPECT_THROW(ks_p_value(one, identity), std::invalid_argument);
}

}  // namespace
}  // namespace clientele::statistics::statistics_test
