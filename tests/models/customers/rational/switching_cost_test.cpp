#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::switching_cost_test {
namespace {

constexpr auto constant = Distribution::constant;

TEST(SwitchingCost, ChargesSettingUpForBrandsOtherThanTheLast) {
  Stage stage("switching_cost", {{"set_up", constant(0.7)}}, 2);
  stage.start();
  for (const auto& of_offer : stage.weigh()) EXPECT_EQ(of_offer[0], 0.0F);
  stage.live({.brand = 1});
  EXPECT_EQ(stage.weigh()[0][0], -0.7F);
  EXPECT_EQ(stage.weigh()[1][0], 0.0F);
  stage.start();
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
}

// The first customer holds the second offer, the second customer nothing.
TEST(SwitchingCost, ChargesLeavingWhatIsHeld) {
  Stage stage("switching_cost", {{"leaving", constant(1.5)}}, 2);
  stage.start();
  stage.set("held", 0, 0, 2.0F);
  const auto added = stage.weigh();
  EXPECT_EQ(added[0][0], -1.5F);
  EXPECT_EQ(added[1][0], 0.0F);
  EXPECT_EQ(added[0][1], 0.0F);
  EXPECT_EQ(added[1][1], 0.0F);
}

/// Customers who buy in the last week what they bought the week before.
int repeaters(double set_up) {
  MarketSpec market = plain(2'000, {{}, {}});
  put(market.needs.front(), on("switching_cost", {{"set_up", constant(set_up)}}));
  const auto lived = live(alone(market), 3);
  int count = 0;
  for (std::size_t i = 0; i < 2'000; ++i) count += lived[2].front().chosen[i] == lived[1].front().chosen[i] ? 1 : 0;
  return count;
}

// Logit with a cost of 2 for the other brand: repeats with probability 1 / (1 + exp(-2)) = .8808.
TEST(SwitchingCost, MakesCustomersStay) {
  EXPECT_GT(statistics::binomial_p_value(static_cast<std::uint64_t>(repeaters(2.0)), 2'000, 0.8808),
            statistics::false_alarm_rate);
  EXPECT_GT(statistics::binomial_p_value(static_cast<std::uint64_t>(repeaters(0.0)), 2'000, 0.5),
            statistics::false_alarm_rate);
}

// A brand that was in front keeps more of its customers when it falls behind.
TEST(SwitchingCost, KeepsCustomersOfWhoWasBetterAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{}, {}});
  put(base.needs.front(), on("switching_cost", {{"set_up", constant(0.0)}}));
  MarketSpec sticky = base;
  put(sticky.needs.front(), on("switching_cost", {{"set_up", constant(2.0)}}));
  // Both worlds have an offer for one tick only in which all choose the first; then it is equal to the other.
  for (MarketSpec* market : {&base, &sticky}) {
    put(market->needs.front(), on("linear_price", {{"sensitivity", constant(10.0)}}));
    market->needs.front().offers[1].price = money(3.0);
  }
  const Claim claim{.behaviour = "switching_cost",
                    .base = base,
                    .variant = sticky,
                    .slot = 1,
                    .ticks = 2,
                    .later = {new_price(1, money(1.0), 1)}};
  EXPECT_GT(gain_with(claim).low, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::switching_cost_test
