#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::reach_test {
namespace {

constexpr std::uint32_t customers = 20'000;

/// Whom an offer of this reach is kept from, by offer and customer.
std::vector<std::vector<bool>> barred(Stage& stage, double reach) {
  for (std::size_t slot = 1; slot < stage.scene.offers.size(); ++slot) stage.scene.offers[slot].now.reach = reach;
  std::vector<std::vector<bool>> all;
  for (const auto& of_offer : stage.weigh()) {
    all.emplace_back();
    for (const float u : of_offer) {
      EXPECT_TRUE(u == 0.0F || u == out_of_reach);
      all.back().push_back(u != 0.0F);
    }
  }
  return all;
}

// Kills a threshold that is the wrong way round, and one that all offers share.
TEST(Reach, KeepsOffersFromTheRestEachFromItsOwn) {
  Stage stage("reach", {}, customers);
  stage.start();
  const auto out = barred(stage, 0.3);
  std::uint64_t first = 0, both = 0;
  for (std::uint32_t i = 0; i < customers; ++i) first += out[0][i], both += out[0][i] && out[1][i];
  EXPECT_GT(statistics::binomial_p_value(first, customers, 0.7), statistics::false_alarm_rate);
  EXPECT_GT(statistics::binomial_p_value(both, customers, 0.49), statistics::false_alarm_rate);
}

TEST(Reach, AddsCustomersAndTakesNobodyAway) {
  Stage stage("reach", {}, customers);
  stage.start();
  const auto few = barred(stage, 0.3), more = barred(stage, 0.5), all = barred(stage, 1.0);
  for (std::uint32_t i = 0; i < customers; ++i) {
    EXPECT_LE(more[0][i], few[0][i]);
    EXPECT_FALSE(all[0][i]);
  }
  EXPECT_NE(more, few);
  const auto none = barred(stage, 0.0);
  EXPECT_EQ(std::ranges::count(none[0], true), customers);
}

TEST(Reach, StaysWithTheSameCustomers) {
  MarketSpec market = plain(2'000, {{}, {}});
  market.needs.front().offers[0].reach = 0.5;
  put(market.needs.front(), on("reach"));
  std::vector<int> chose(2'000);
  for (const auto& tick : live(alone(market), 20))
    for (std::size_t i = 0; i < 2'000; ++i) chose[i] += tick.front().chosen[i] == 1 ? 1 : 0;
  // Who is reached chooses it half the time: never in 20 ticks has a chance of one in a million.
  const auto never = static_cast<std::uint64_t>(std::ranges::count(chose, 0));
  EXPECT_GT(statistics::binomial_p_value(never, 2'000, 0.5), statistics::false_alarm_rate);
}

TEST(Reach, LosesCustomersWithItsOutletsAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{}, {}});
  put(base.needs.front(), on("reach"));
  MarketSpec narrow = base;
  narrow.needs.front().offers[0].reach = 0.6;
  const Claim claim{.behaviour = "reach", .base = base, .variant = narrow};
  EXPECT_LT(gain_with(claim).high, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

// A brand that few can get at has the share that the scenario gives it all the same: constants are found for it.
TEST(Reach, LeavesBaseSharesAndVolumeAsGiven) {
  MarketSpec market = repeat_buying(customers, {.shares = {0.5, 0.3, 0.2}, .mean = 0.5, .outside = 0.3});
  market.needs.front().offers[1].reach = 0.6;
  MarketSpec free = market;
  put(market.needs.front(), on("reach"));
  Team team(1);
  const auto with = units_over(live(with_base_case(alone(market), {.ticks = 26}, team), 26)),
             without = units_over(live(alone(free), 26));
  const auto sum = static_cast<double>(std::accumulate(without.begin() + 1, without.end(), std::int64_t{0}));
  for (std::size_t slot = 0; slot < with.size(); ++slot)
    EXPECT_NEAR(static_cast<double>(with[slot]), static_cast<double>(without[slot]), 0.01 * sum) << slot;
}

}  // namespace
}  // namespace clientele::markets::reach_test
