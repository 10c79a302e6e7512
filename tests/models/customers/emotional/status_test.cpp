#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::status_test {
namespace {

const auto constant = Distribution::constant;

/// What a brand of such standing adds for each of many customers.
std::vector<double> pulls(double weight, double spread, double standing) {
  constexpr std::uint32_t customers = 4'000;
  Stage stage("status", {{"weight", constant(weight)}, {"spread", constant(spread)}}, customers);
  stage.scene.brand[1].now.standing = standing;
  stage.start();
  const auto added = stage.weigh();
  for (const float x : added[0]) EXPECT_EQ(x, 0.0F);
  return {added[1].begin(), added[1].end()};
}

TEST(Status, IsLognormalOverCustomersWithTheMeanGiven) {
  std::vector<double> logs = pulls(2.0, 0.8, 0.5);
  for (double& x : logs) x = std::log(x);
  // ln(weight standing) less half a variance: the mean of the pull itself is 2 x .5.
  EXPECT_GT(statistics::t_p_value(logs, std::log(1.0) - 0.5 * 0.8 * 0.8), statistics::false_alarm_rate);
  EXPECT_NEAR(statistics::standard_deviation(logs), 0.8, 5 * 0.8 / std::sqrt(2.0 * 4'000));
}

TEST(Status, GrowsWithTheStandingOfTheBrandAndIsTheSameForAllWithoutSpread) {
  const auto low = pulls(1.0, 0.8, 0.2), high = pulls(1.0, 0.8, 0.6), alike = pulls(1.0, 0.0, 0.6);
  for (std::size_t c = 0; c < low.size(); ++c) {
    EXPECT_NEAR(high[c] / low[c], 3.0, 1e-5);
    EXPECT_NEAR(alike[c], 0.6, 1e-6);
  }
}

MarketSpec market_of(double weight, double standing) {
  MarketSpec market = plain(3'000, {{}, {}});
  market.feeling.weight = {constant(1.0)};
  market.brands[0].standing = standing;
  market.needs.front().behaviours = {on("status", {{"weight", constant(weight)}})};
  return market;
}

// The ablation.
TEST(Status, WinsCustomersForABrandOfStandingAndNoneWithoutWeight) {
  std::vector<double> won;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    const auto lived = live(beside({market_of(1.0, 0.0), market_of(1.0, 0.5), market_of(0.0, 0.5)}, {1, replicate}), 4);
    won.push_back(static_cast<double>(units_over(lived, 1)[1] - units_over(lived, 0)[1]));
    for (const auto& tick : lived) EXPECT_EQ(tick[2].chosen, tick[0].chosen);
  }
  EXPECT_GT(statistics::t_interval(won, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::status_test
