#include "engine/math/real.h"

#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace clientele::math::real_test {
namespace {

/// Distance of `value` from `truth` in units of the last place of a float at `truth`.
double ulps(float value, long double truth) {
  const float near = std::fabs(static_cast<float>(truth));
  const double unit = std::nextafterf(near, std::numeric_limits<float>::infinity()) - near;
  return static_cast<double>(std::fabs(value - truth)) / unit;
}

// Kills: a wrong digit in any coefficient, a wrong split of ln2, rounding towards zero instead of to nearest.
TEST(FloatExp, IsWithinOneUnitOfTheLastPlace) {
  double worst = 0.0;
  for (int i = 0; i <= 100'000; ++i) {
    const float x = -87.0f + 175.0f * (static_cast<float>(i) * 1e-5f);
    worst = std::max(worst, ulps(exp(x), std::exp(static_cast<long double>(x))));
  }
  for (int i = -20'000; i <= 20'000; ++i) {
    const float x = static_cast<float>(i) * 5e-5f;
    worst = std::max(worst, ulps(exp(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(FloatExp, StaysPositiveAndFiniteBeyondItsRange) {
  const float infinity = std::numeric_limits<float>::infinity();
  for (const float x : {-87.5f, -1000.0f, -infinity}) EXPECT_EQ(exp(x), exp(-87.0f));
  for (const float x : {88.5f, 1000.0f, infinity}) EXPECT_EQ(exp(x), exp(88.0f));
  EXPECT_GE(exp(-infinity), std::numeric_limits<float>::min());
  EXPECT_LT(exp(infinity), infinity);
  EXPECT_EQ(exp(0.0f), 1.0f);
}

// Cancellation would show between 1/2 and 1, where ln is near 0.
TEST(FloatLog, IsWithinTwoUnitsOfTheLastPlace) {
  for (const int exponent : {-126, -33, -2, -1, 0, 1, 30, 127}) {
    double worst = 0.0;
    for (std::uint32_t mantissa = 1; mantissa < (1u << 23); mantissa += 97) {
      const float x = std::ldexp(1.0f + std::ldexp(static_cast<float>(mantissa), -23), exponent);
      worst = std::max(worst, ulps(log(x), std::log(static_cast<long double>(x))));
    }
    EXPECT_LT(worst, 2.0) << "exponent " << exponent;
  }
  EXPECT_EQ(log(1.0f), 0.0f);
}

TEST(Split, GivesTheNumberBack) {
  for (const float x : {1.0f, 0.70710677f, 0.70710678f, 0.7072f, 1.41421f, 1.4143f, 3e-10f, 1e30f}) {
    const Binary parts = split(x);
    EXPECT_EQ(std::ldexp(1.0f + parts.rest, static_cast<int>(parts.exponent)), x);
    EXPECT_TRUE(parts.rest > -0.2929f && parts.rest < 0.4143f) << x;
  }
}

TEST(Polynomial, HasTheConstantFirst) {
  static_assert(polynomial(2.0f, 3.0f) == 3.0f);
  static_assert(polynomial(2.0f, 3.0f, 5.0f, 7.0f) == 3.0f + 10.0f + 28.0f);
}

}  // namespace
}  // namespace clientele::math::real_test
