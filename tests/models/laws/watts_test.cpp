#include "models/laws/watts.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::watts_test {
namespace {

// Watts (2002): a threshold of .18 cascades on Poisson networks of mean degree 1.02 to 5.76.
TEST(Cascades, HappenInThePublishedWindow) {
  const auto window = cascade_window(0.18);
  ASSERT_TRUE(window);
  EXPECT_NEAR(window->low, 1.02, 0.005);
  EXPECT_NEAR(window->high, 5.76, 0.005);
  EXPECT_NEAR(convinced_onward(window->high, 0.18), 1.0, 1e-9);
  EXPECT_GT(convinced_onward(3.0, 0.18), 1.0);
}

TEST(Cascades, NeedThresholdsThatOneFriendInAFewMeets) {
  EXPECT_FALSE(cascade_window(0.5));
  EXPECT_FALSE(cascade_window(1.0));
  EXPECT_FALSE(cascade_window(0.3));  // K = 3: z (1 + z) e^-z stays below 1
  EXPECT_TRUE(cascade_window(0.25));
}

TEST(Cascades, HaveWiderWindowsAtLowerThresholds) {
  EXPECT_LT(cascade_window(0.25)->high, cascade_window(0.2)->high);
  EXPECT_LT(cascade_window(0.2)->high, cascade_window(0.1)->high);
  EXPECT_EQ(cascade_window(0.18)->high, cascade_window(0.2)->high);  // both are met by one friend in five
}

TEST(Cascades, OnAPoissonNetworkAgreeWithItsDegrees) {
  std::vector<double> degrees{std::exp(-4.0)};
  for (int k = 1; k < 80; ++k) degrees.push_back(degrees.back() * 4.0 / k);
  EXPECT_NEAR(convinced_onward(degrees, 0.18), convinced_onward(4.0, 0.18), 1e-12);
}

// Where all have three friends and are easily convinced, each convinces the two others of a friend.
TEST(Cascades, GoOnToAllOtherFriendsOfTheEasilyConvinced) {
  EXPECT_NEAR(convinced_onward(std::vector{0.0, 0.0, 0.0, 1.0}, 0.3), 2.0, 1e-15);
  EXPECT_EQ(convinced_onward(std::vector{0.0, 0.0, 0.0, 1.0}, 0.34), 0.0);
}

}  // namespace
}  // namespace clientele::watts_test
