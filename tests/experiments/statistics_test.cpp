#include "experiments/statistics.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace clientele {
namespace {

// Student's 97.5 % point with 4 degrees of freedom is 2.776445; mean 3, variance 2.5.
TEST(MeanInterval, AgreesWithTheTableOfStudentsLaw) {
  const std::vector<double> replicates{5, 1, 4, 2, 3};
  const Interval found = mean_interval(replicates);
  EXPECT_NEAR(found.mean, 3.0, 1e-15);
  EXPECT_NEAR(found.low, 3.0 - 2.776445 * std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(found.high, 3.0 + 2.776445 * std::sqrt(0.5), 1e-6);
}

// 99.5 % point with 4 degrees of freedom: 4.604095.
TEST(MeanInterval, IsWiderAtAHigherLevel) {
  EXPECT_NEAR(mean_interval(std::vector<double>{1, 2, 3, 4, 5}, 0.99).high, 3.0 + 4.604095 * std::sqrt(0.5), 1e-6);
}

TEST(MeanInterval, KnowsNothingFromOneReplicate) {
  const Interval found = mean_interval(std::vector<double>{7.0});
  EXPECT_EQ(found.mean, 7.0);
  EXPECT_TRUE(std::isinf(found.low) && found.low < 0.0);
  EXPECT_TRUE(std::isinf(found.high) && found.high > 0.0);
  EXPECT_FALSE(found.excludes(1e300));
}

TEST(PairedDifference, IsVariantMinusBaseAndForgetsWhatPairsShare) {
  const std::vector<double> base{100.0, 900.0, 500.0}, variant{103.0, 902.0, 504.0};
  const Interval found = paired_difference(base, variant);
  EXPECT_NEAR(found.mean, 3.0, 1e-12);
  EXPECT_NEAR(found.high, 3.0 + 4.302653 / std::sqrt(3.0), 1e-6);  // 97.5 % point, 2 degrees of freedom; sd 1
  EXPECT_TRUE(found.excludes(0.0));
  EXPECT_TRUE(found.excludes(6.0));
  EXPECT_FALSE(found.excludes(3.5));
}

// The interval from n values reaches t(n - 1) sd / sqrt(n): with sd 1 and a width of .5 the first n that suffices is
// 18 (t = 2.110, .4973), as 17 gives .5142.
TEST(ReplicatesNeeded, AreTheFewestThatReachTheWidth) {
  const double step = std::sqrt(2.0) / 2.0;  // two values with standard deviation 1
  EXPECT_EQ(replicates_needed(std::vector<double>{3.0 - step, 3.0 + step}, 0.5), 18.0);
  EXPECT_EQ(replicates_needed(std::vector<double>{3.0, 3.0}, 0.5), 2.0);
}

}  // namespace
}  // namespace clientele
