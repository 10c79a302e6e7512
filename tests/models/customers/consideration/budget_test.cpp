#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::budget_test {
namespace {

constexpr auto constant = Distribution::constant;
constexpr std::uint32_t customers = 4'000;  ///< as many as a block holds at most

struct Terms {
  double price = 0.0, instalments = 0.0, period_weeks = 0.0;
  bool within = true;
};

// A month has 13 / 3 weeks.
TEST(Budget, ComparesWhatIsDueInAMonth) {
  Stage stage("budget", {{"amount", constant(200.0)}, {"share", constant(0.5)}, {"spread", constant(0.0)}}, 2);
  stage.start();
  for (const Terms& terms : {Terms{.price = 99.0, .within = true}, Terms{.price = 101.0, .within = false},
                             Terms{.price = 2'390.0, .instalments = 24.0, .within = true},
                             Terms{.price = 2'410.0, .instalments = 24.0, .within = false},
                             Terms{.price = 22.9, .period_weeks = 1.0, .within = true},
                             Terms{.price = 23.2, .period_weeks = 1.0, .within = false},
                             Terms{.price = 1'190.0, .period_weeks = 52.0, .within = true},
                             Terms{.price = 1'210.0, .period_weeks = 52.0, .within = false}}) {
    stage.scene.offers[1].price = terms.price;
    stage.scene.offers[1].now.instalments = terms.instalments,
    stage.scene.offers[1].now.period_weeks = terms.period_weeks;
    EXPECT_EQ(stage.weigh()[0][0], terms.within ? 0.0F : out_of_reach) << terms.price;
  }
}

// Budgets are lognormal with mean 100: their share below 80 is Phi((ln .8 + s^2 / 2) / s).
TEST(Budget, IsSpreadOverCustomersWithTheMeanGiven) {
  Stage stage("budget", {{"amount", constant(100.0)}, {"spread", constant(0.6)}}, customers);
  stage.start();
  stage.scene.offers[1].price = 80.0;
  const auto added = stage.weigh().front();
  const auto out = static_cast<std::uint64_t>(std::ranges::count(added, out_of_reach));
  const double z = (std::log(0.8) + 0.18) / 0.6;
  EXPECT_GT(statistics::binomial_p_value(out, customers, 0.5 * std::erfc(-z / std::sqrt(2.0))),
            statistics::false_alarm_rate);
}

std::vector<float> barred_with(double amount) {
  Stage stage("budget", {{"amount", constant(amount)}}, customers);
  stage.start();
  stage.scene.offers[1].price = 80.0;
  return stage.weigh().front();
}

TEST(Budget, ShutsOutThePoorestFirstWhenIncomesFall) {
  const auto before = barred_with(100.0), after = barred_with(90.0);
  for (std::uint32_t i = 0; i < customers; ++i) EXPECT_LE(after[i], before[i]);
  EXPECT_GT(std::ranges::count(after, out_of_reach), std::ranges::count(before, out_of_reach) + 100);
}

// Where there is no choice to buy nothing, and no price can be met, nothing is bought all the same.
TEST(Budget, LeavesWhoCanAffordNothingWithoutAPurchase) {
  MarketSpec market = plain(2'000, {{.price = 10.0}, {.price = 20.0}});
  put(market.needs.front(), on("budget", {{"amount", constant(15.0)}, {"spread", constant(0.0)}}));
  EXPECT_EQ(live(alone(market), 1).front().front().units, (std::vector<std::int64_t>{0, 2'000, 0}));
  market.needs.front().offers[0].price = money(16.0);
  EXPECT_EQ(live(alone(market), 1).front().front().units, (std::vector<std::int64_t>{2'000, 0, 0}));
}

// Who could afford nothing in the base case has an own option to buy nothing too, so a lower price brings in most and
// not all of them. Kills a value of buying nothing that is as far out of reach as the offers.
TEST(Budget, LetsWhoCanAffordItAtLastStillBuyNothing) {
  MarketSpec base = repeat_buying(2'000, {.outside = 0.4});
  base.needs.front().occasions = on("always");
  put(base.needs.front(), on("budget", {{"amount", constant(0.5)}, {"spread", constant(0.0)}}));
  MarketSpec cheap = base;
  for (OfferSpec& offer : cheap.needs.front().offers) offer.price = money(0.4);
  const auto tick = live(beside({base, cheap}), 1).front();
  EXPECT_EQ(tick[0].units[nothing_slot], 2'000);
  EXPECT_GT(statistics::binomial_p_value(static_cast<std::uint64_t>(tick[1].units[nothing_slot]), 2'000, 0.4),
            statistics::false_alarm_rate);
}

TEST(Budget, LosesCustomersInAnIncomeShockAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{.price = 50.0}, {.price = 5.0}});
  put(base.needs.front(), on("budget", {{"amount", constant(100.0)}}));
  MarketSpec shock = base;
  put(shock.needs.front(), on("budget", {{"amount", constant(70.0)}}));
  const Claim claim{.behaviour = "budget", .base = base, .variant = shock};
  EXPECT_LT(gain_with(claim).high, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::budget_test
