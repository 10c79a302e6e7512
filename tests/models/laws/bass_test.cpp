#include "models/laws/bass.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace clientele::bass_test {
namespace {

/// US room air conditioners, thousands, from 1949: Srinivasan & Mason (1986) by non-linear least squares, and Bass's
/// own equation by ordinary least squares.
constexpr Bass continuous{0.00944, 0.37476, 18712.7464}, yearly{0.01699, 0.40495, 17091.25259};

TEST(Bass, GivesThePublishedFitOfAirConditioners) {
  EXPECT_NEAR(adoptions(continuous, 0, 1), 212.98, 0.1);
  EXPECT_NEAR(adoptions(continuous, 9, 10), 1836.58, 0.1);
  EXPECT_NEAR(adoptions(continuous, 12, 13), 1365.23, 0.3);
  EXPECT_NEAR(peak_time(continuous), 9.58, 0.005);
}

TEST(Bass, TakesThePublishedYearlySteps) {
  const std::vector<double> units = adoptions_in_steps(yearly, 13);
  EXPECT_NEAR(units[0], 290.42, 0.1);
  EXPECT_NEAR(units[9], 1851.85, 0.1);
  EXPECT_NEAR(units[12], 1034.22, 0.5);
}

// The share's change over a short time is (p + q F) (1 - F).
TEST(Bass, SharesFollowTheirEquationFromWhereverTheyStart) {
  constexpr double step = 1e-4;
  for (const double first : {0.0, 0.07, 0.6})
    for (const double time : {0.5, 6.0, 20.0}) {
      const double share = adopted_share(continuous, time, first);
      const double change =
          (adopted_share(continuous, time + step, first) - adopted_share(continuous, time - step, first)) / (2 * step);
      EXPECT_NEAR(change, (continuous.p + continuous.q * share) * (1 - share), 1e-8);
    }
  EXPECT_NEAR(adopted_share(continuous, 0.0, 0.07), 0.07, 1e-15);
  EXPECT_NEAR(adopted_share({0.0, 0.4, 1.0}, 0.0, 0.07), 0.07, 1e-15);
}

TEST(Bass, StartingLaterIsGoingOn) {
  const double reached = adopted_share(continuous, 5.0);
  EXPECT_NEAR(adopted_share(continuous, 3.0, reached), adopted_share(continuous, 8.0), 1e-14);
  EXPECT_NEAR(time_to_reach(continuous, reached), 5.0, 1e-12);
}

TEST(Bass, SellsMostAtItsPeak) {
  const double peak = peak_time(continuous);
  const double at_peak = adoptions(continuous, peak - 5e-4, peak + 5e-4) / 1e-3;
  EXPECT_NEAR(at_peak, peak_rate(continuous), 1e-3);
  EXPECT_LT(adoptions(continuous, peak - 1.0, peak), peak_rate(continuous));
  EXPECT_LT(adoptions(continuous, peak, peak + 1.0), peak_rate(continuous));
  EXPECT_LT(peak_time({0.3, 0.1, 1.0}), 0.0);
}

TEST(Bass, ReachesTheWholeMarket) {
  EXPECT_NEAR(adopted_share(continuous, 200.0), 1.0, 1e-12);
  const std::vector<double> units = adoptions_in_steps(yearly, 200);
  EXPECT_NEAR(std::accumulate(units.begin(), units.end(), 0.0), yearly.m, 1e-6);
}

}  // namespace
}  // namespace clientele::bass_test
