#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::satisfaction_test {
namespace {

constexpr int weeks = 12;

/// Two brands, the second much better; customers learn by what they live.
MarketSpec market_of(double gain, double reference = 0.5) {
  MarketSpec market = plain(10'000, {{.quality = 0.3}, {.quality = 0.8}});
  NeedSpec& need = market.needs.front();
  market.feeling.weight = {Distribution::constant(1.0)};
  need.nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = 0.0};
  need.behaviours = {
      on("cumulative_satisfaction"),
      on("satisfaction", {{"gain", Distribution::constant(gain)}, {"reference", Distribution::constant(reference)}})};
  return market;
}

TEST(Satisfaction, DrawsCustomersToWhatPleasedThem) {
  const auto lived = live(alone(market_of(3.0)), weeks);
  const auto& first = lived.front().front().units;
  const auto& last = lived.back().front().units;
  EXPECT_NEAR(static_cast<double>(first[1]), static_cast<double>(first[2]), 400.0);  // 5 sd of a difference of shares
  EXPECT_GT(last[2], 2 * last[1]);
  EXPECT_GT(last[2], first[2] + 1'000);
  EXPECT_LT(last[1], first[1] - 500);
}

TEST(Satisfaction, PullsNobodyBeforeAnythingWasLived) {
  const auto lived = live(beside({market_of(0.0), market_of(3.0)}), 2);
  EXPECT_EQ(lived[0][0].chosen, lived[0][1].chosen);
  EXPECT_NE(lived[1][0].chosen, lived[1][1].chosen);
}

TEST(Satisfaction, ChangesNobodyWithoutGainOrWhenOff) {
  MarketSpec off = market_of(3.0);
  remove(off.needs.front(), "satisfaction");
  for (const auto& tick : live(beside({market_of(0.0), off}), weeks)) EXPECT_EQ(tick[0], tick[1]);
}

TEST(Satisfaction, RepelsBelowItsReference) {
  const auto tick = live(beside({market_of(3.0, 0.5), market_of(3.0, 0.9)}), 1).front();
  EXPECT_GT(tick[1].units[nothing_slot], tick[0].units[nothing_slot] + 1'000);
}

TEST(Satisfaction, CountsByTheWeightOfFeeling) {
  MarketSpec cold = market_of(3.0), off = market_of(0.0);
  cold.feeling.weight = {Distribution::constant(0.0)};
  for (const auto& tick : live(beside({cold, off}), weeks)) EXPECT_EQ(tick[0].chosen, tick[1].chosen);
}

}  // namespace
}  // namespace clientele::markets::satisfaction_test
