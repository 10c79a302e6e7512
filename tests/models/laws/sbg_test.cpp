#include "models/laws/sbg.h"

#include <cmath>

#include <gtest/gtest.h>

namespace clientele::sbg_test {
namespace {

// Fader & Hardie (2007), parameters to four places and the survival, in percent, that they publish.
TEST(ShiftedBetaGeometric, GivesThePublishedSurvival) {
  constexpr ShiftedBetaGeometric high_end{0.6681, 3.8061}, regular{0.7041, 1.1820};
  EXPECT_NEAR(100 * survival(high_end, 1), 85.07, 0.01);
  EXPECT_NEAR(100 * survival(high_end, 7), 48.89, 0.01);
  EXPECT_NEAR(100 * survival(high_end, 12), 37.80, 0.01);
  EXPECT_NEAR(100 * survival(regular, 1), 62.67, 0.01);
  EXPECT_NEAR(100 * survival(regular, 12), 17.00, 0.01);
  EXPECT_EQ(survival(regular, 0), 1.0);
}

TEST(ShiftedBetaGeometric, RetentionRisesWithTenureAndIsTheRatioOfSurvivals) {
  constexpr ShiftedBetaGeometric law{0.7041, 1.1820};
  for (int period = 1; period < 12; ++period) {
    EXPECT_LT(retention(law, period), retention(law, period + 1));
    EXPECT_NEAR(retention(law, period), survival(law, period) / survival(law, period - 1), 1e-15);
  }
}

// When all customers are alike the sum is geometric: r (1 + r / (1 + d) + ...) = r (1 + d) / (1 + d - r).
TEST(ShiftedBetaGeometric, IsAGeometricSeriesWhenCustomersAreAlike) {
  constexpr ShiftedBetaGeometric alike{2e9, 8e9};
  EXPECT_NEAR(discounted_renewals(alike, 0, 0.1), 0.8 * 1.1 / 0.3, 1e-8);
  EXPECT_NEAR(discounted_renewals(alike, 5, 0.1), 0.8 * 1.1 / 0.3, 1e-8);
}

// S(t) falls as t^-alpha: (beta + n) / (alpha - 1) renewals to come without a discount.
TEST(ShiftedBetaGeometric, ASmallDiscountComesToTheUndiscountedSum) {
  constexpr ShiftedBetaGeometric law{4.0, 2.0};
  EXPECT_NEAR(discounted_renewals(law, 0, 1e-4), 2.0 / 3.0, 1e-3);
  EXPECT_NEAR(discounted_renewals(law, 3, 1e-4), 5.0 / 3.0, 1e-3);
  EXPECT_LT(discounted_renewals(law, 3, 1e-4), 5.0 / 3.0);
}

}  // namespace
}  // namespace clientele::sbg_test
