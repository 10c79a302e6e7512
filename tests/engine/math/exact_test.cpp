#include "engine/math/exact.h"

#include <random>

#include <gtest/gtest.h>

namespace clientele::math::exact_test {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

void expect_relative(double value, long double truth, double tolerance, double x) {
  EXPECT_LE(std::fabs(value - truth), tolerance * std::fabs(truth)) << "at " << x;
}

// Against the C library's long double, which is right to 11 bits more than a double has.
TEST(ExactFunctions, AreRightToTheLastPlace) {
  std::mt19937_64 rng(1);
  for (int i = 0; i < 20'000; ++i) {
    const double u = (static_cast<double>(rng() >> 11) + 0.5) * 0x1p-53, x = 40.0 * (u - 0.5);
    expect_relative(exp(x), std::exp((long double)x), epsilon, x);
    expect_relative(expm1(x), std::expm1((long double)x), epsilon, x);
    expect_relative(log(u), std::log((long double)u), epsilon, u);
    expect_relative(log1p(-u), std::log1p(-(long double)u), epsilon, u);
    expect_relative(pow(u, x), std::pow((long double)u, (long double)x), epsilon, x);
    expect_relative(tan(x), std::tan((long double)x), epsilon, x);
  }
  expect_relative(log1p(-1e-12), std::log1p(-1e-12L), epsilon, 1e-12);
  expect_relative(expm1(1e-12), std::expm1(1e-12L), epsilon, 1e-12);
}

TEST(ExactFunctions, KnowTheEnds) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(exp(0.0), 1.0);
  EXPECT_EQ(exp(-infinity), 0.0);
  EXPECT_EQ(exp(1000.0), infinity);
  EXPECT_EQ(log(1.0), 0.0);
  EXPECT_EQ(log(0.0), -infinity);
  EXPECT_EQ(pow(0.0, 2.0), 0.0);
  EXPECT_EQ(sqrt(2.25), 1.5);
  EXPECT_EQ(floor(-1.5), -2.0);
  EXPECT_EQ(ceil(-1.5), -1.0);
  EXPECT_EQ(abs(-1.5), 1.5);
}

TEST(LogGamma, IsRightFromTinyToLarge) {
  for (const double x : {1e-10, 1e-3, 0.1, 0.5, 0.9, 1.1, 1.5, 1.9, 2.1, 3.5, 10.0, 123.25, 1e4, 1e8})
    expect_relative(lgamma(x), std::lgamma((long double)x), 1e-13, x);
  EXPECT_NEAR(lgamma(1.0), 0.0, 1e-15);
  EXPECT_NEAR(lgamma(2.0), 0.0, 1e-15);
  EXPECT_NEAR(lgamma(5.0), 3.1780538303479458, 1e-14);  // ln 24
}

TEST(NormalCdf, KeepsItsLowerTail) {
  for (double x = -30.0; x < 8.0; x += 0.37) {
    const long double truth = 0.5L * std::erfc(-(long double)x * 0.707106781186547524400844362104849039L);
    expect_relative(normal_cdf(x), truth, 4.0 * epsilon * std::max(1.0, x * x), x);
  }
}

// Kills: a wrong digit of a coefficient, a swapped region, a lost sign. An error d of the quantile shows as a relative
// error of about |x| d in the lower tail.
TEST(NormalQuantile, InvertsTheNormalCdfInEveryRegion) {
  for (const double p : {1e-300, 1e-100, 1e-20, 1e-12, 1e-11, 1e-6, 1e-3, 0.02, 0.07, 0.08, 0.2, 0.4, 0.499, 0.5, 0.6})
    expect_relative(normal_cdf(normal_quantile(p)), p, 3e-16 * (4.0 - 2.0 * std::log(p)), p);
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
  for (const double p : {0.03125, 0.0625, 0.125, 0.25}) EXPECT_EQ(normal_quantile(1.0 - p), -normal_quantile(p));
  EXPECT_EQ(normal_quantile(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(normal_quantile(1.0), std::numeric_limits<double>::infinity());
}

// With a silent way back to double, Boost's `using std::exp; exp(x)` could reach the C library. Without it every call
// that compiles is ours.
TEST(Exact, NeverTurnsIntoADoubleByItself) {
  static_assert(!std::is_convertible_v<Exact, double> && !std::is_convertible_v<Exact, float>);
  static_assert(std::is_constructible_v<double, Exact> && std::is_convertible_v<int, Exact>);
  static_assert(std::numeric_limits<Exact>::is_specialized && std::numeric_limits<Exact>::digits == 53);
  using std::exp, std::log, std::pow, std::tan;
  EXPECT_EQ(double(exp(Exact(1.7))), clientele::math::exp(1.7));
  EXPECT_EQ(double(log(Exact(1.7))), clientele::math::log(1.7));
  EXPECT_EQ(double(pow(Exact(1.7), Exact(0.3))), clientele::math::pow(1.7, 0.3));
  EXPECT_EQ(double(tan(Exact(1.7))), clientele::math::tan(1.7));
}

TEST(Exact, CountsLikeADouble) {
  Exact x = 3;
  x += 2.5;
  x -= 0.5;
  x *= 4;
  x /= 2u;
  EXPECT_EQ(double(x), 10.0);
  EXPECT_EQ(double(-x + 1 - 2 * x / 4), -14.0);
  EXPECT_TRUE(x > 9.5 && x < 11 && x == 10 && x != 11 && x <= 10 && x >= 10);
  EXPECT_EQ(double(sqrt(Exact(9.0)) + floor(Exact(1.5)) + abs(Exact(-2.0)) + ceil(Exact(0.5))), 7.0);
  EXPECT_EQ(double(expm1(Exact(0.0)) + log1p(Exact(0.0))), 0.0);
}

}  // namespace
}  // namespace clientele::math::exact_test
