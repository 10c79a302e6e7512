#include <array>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::cumulative_satisfaction_test {
namespace {

constexpr double quality[] = {0.3, 0.8};
constexpr double code = 3.0 / 65535.0;  ///< the grain in which satisfaction is kept

MarketSpec market_of(double rate) {
  MarketSpec market = plain(3'000, {{.quality = quality[0]}, {.quality = quality[1]}});
  put(market.needs.front(),
      on("cumulative_satisfaction", {{"start", Distribution::constant(0.4)}, {"rate", Distribution::constant(rate)}}));
  return market;
}

TEST(CumulativeSatisfaction, IsARunningMeanOfWhatWasLived) {
  std::vector<std::array<double, 2>> expected(3'000, {0.4, 0.4});
  for (const auto& tick : live(alone(market_of(0.3)), 8)) {
    const Seen& seen = tick.front();
    for (std::size_t i = 0; i < seen.chosen.size(); ++i) {
      const std::size_t brand = seen.chosen[i] - 1U;
      expected[i][brand] += 0.3 * (quality[brand] - expected[i][brand]);
      for (std::size_t b = 0; b < 2; ++b)
        EXPECT_NEAR(seen.columns.at("satisfaction")[b][i], expected[i][b], 2.0 * code);
    }
  }
}

TEST(CumulativeSatisfaction, LearnsNothingAtRateZero) {
  const Seen seen = live(alone(market_of(0.0)), 5).back().front();
  for (const auto& satisfaction : seen.columns.at("satisfaction"))
    for (const float value : satisfaction) EXPECT_NEAR(value, 0.4, code);
}

TEST(CumulativeSatisfaction, StartsAtTheLevelOfTheSegment) {
  MarketSpec market = market_of(0.0);
  market.segments = {{.name = "many", .share = 0.75}, {.name = "few", .share = 0.25}};
  market.needs.front().behaviours.front().values[0] = {Distribution::constant(0.25), Distribution::constant(0.75)};
  Team team(1);
  Market lived(alone(market), team);
  const auto satisfaction = look(lived).columns.at("satisfaction");
  const auto segment_of = lived.people().segment_of();
  for (std::size_t i = 0; i < 3'000; ++i)
    for (const auto& of_brand : satisfaction) EXPECT_NEAR(of_brand[i], segment_of[i] == 0 ? 0.25 : 0.75, code);
}

}  // namespace
}  // namespace clientele::markets::cumulative_satisfaction_test
