#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::linear_price_test {
namespace {

MarketSpec logit_market(double sensitivity) {
  MarketSpec market = plain(100'000, {{.price = 0.5}, {.price = 1.0}, {.price = 1.7}, {.price = 2.5}});
  market.needs.front().nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = -1.2};
  put(market.needs.front(), on("linear_price", {{"sensitivity", Distribution::constant(sensitivity)}}));
  return market;
}

/// P value of the units of a tick against the logit of the given utilities, nothing first.
double p_value_of_logit(const std::vector<std::int64_t>& units, std::vector<double> utilities) {
  double sum = 0.0;
  for (double& u : utilities) sum += u = std::exp(u);
  for (double& u : utilities) u *= 100'000 / sum;
  return statistics::chi_square_p_value(std::vector<std::uint64_t>(units.begin(), units.end()), utilities);
}

// False alarms 1e-6. Catches noise that is not Gumbel, an offer that takes another's noise, a price of the wrong sign.
TEST(LinearPrice, GivesExactLogitShares) {
  for (const auto& tick : live(alone(logit_market(0.9)), 3))
    EXPECT_GT(p_value_of_logit(tick.front().units, {-1.2, -0.45, -0.9, -1.53, -2.25}), statistics::false_alarm_rate);
}

TEST(LinearPrice, IsNotTakenForAnotherSensitivityByThisTest) {
  const auto tick = live(alone(logit_market(0.9)), 1).front();
  EXPECT_LT(p_value_of_logit(tick.front().units, {-1.2, -0.475, -0.95, -1.615, -2.375}), statistics::false_alarm_rate);
}

TEST(LinearPrice, LeavesEqualOffersWhenSensitivityIsZero) {
  const auto tick = live(alone(logit_market(0.0)), 1).front();
  EXPECT_GT(p_value_of_logit(tick.front().units, {-1.2, 0.0, 0.0, 0.0, 0.0}), statistics::false_alarm_rate);
}

TEST(LinearPrice, MakesNobodySwitchToADearerOffer) {
  const MarketSpec base = logit_market(0.9);
  MarketSpec dearer = base;
  dearer.needs.front().offers[1].price = money(1.1);
  const auto tick = live(beside({base, dearer}), 1).front();
  int switched = 0;
  for (std::size_t i = 0; i < tick[0].chosen.size(); ++i) {
    if (tick[0].chosen[i] == tick[1].chosen[i]) continue;
    EXPECT_EQ(tick[0].chosen[i], 2);
    ++switched;
  }
  EXPECT_GT(switched, 500);
}

}  // namespace
}  // namespace clientele::markets::linear_price_test
