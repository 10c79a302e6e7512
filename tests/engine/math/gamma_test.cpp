#include "engine/math/gamma.h"

#include <cmath>

#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

namespace clientele::math::gamma_test {
namespace {

// Against Boost's own incomplete gamma functions, by P and by Q: each is looked at where it is small. Catches a wrong
// side of the middle, a lost ln(shape), cancellation in the tails.
TEST(GammaOdds, AgreeWithTheGammaDistribution) {
  for (const double shape : {1e-4, 0.026, 0.3, 1.0, 1.5, 20.0, 1000.0})
    for (const double share : {1e-12, 1e-6, 0.01, 0.3, 0.5, 0.8, 0.99}) {
      const double low = boost::math::gamma_p_inv(shape, share), high = boost::math::gamma_q_inv(shape, share);
      const double odds = std::log(share) - std::log1p(-share);
      if (low > 1e-300) {
        EXPECT_NEAR(gamma_odds(shape, std::log(low)).log_odds, odds, 1e-10) << shape << ' ' << share;
      }
      if (high < 1e-300) continue;
      EXPECT_NEAR(gamma_odds(shape, std::log(high)).log_odds, -odds, 1e-10) << shape << ' ' << share;
      EXPECT_NEAR(gamma_odds(shape, std::log(high)).log_above, std::log(share), 1e-10) << shape << ' ' << share;
    }
}

// Newton's method goes by it: a slope without its sign or factor would still find roots, slowly.
TEST(GammaOdds, KnowHowSteeplyTheyRise) {
  constexpr double step = 1e-5;
  for (const double shape : {0.026, 1.0, 20.0})
    for (const double x : {-3.0, 0.0, 1.0, 3.0}) {
      const double rise = gamma_odds(shape, x + step).log_odds - gamma_odds(shape, x - step).log_odds;
      EXPECT_NEAR(gamma_odds(shape, x).slope, rise / (2.0 * step), 1e-6 * (1.0 + rise / step)) << shape << ' ' << x;
    }
}

}  // namespace
}  // namespace clientele::math::gamma_test
