#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::attributes_test {
namespace {

constexpr std::uint32_t customers = 30'000;

/// Two offers that differ, and in a twin world a third that is like the first.
MarketSpec market_of(bool with_a_double, const Distribution& weight) {
  MarketSpec market = plain(customers, {{.attributes = {1.0, 0.0}}, {.attributes = {0.0, 1.0}}});
  if (with_a_double) add_offer(market, 0, {.attributes = {1.0, 0.0}});
  put(market.needs.front(), on("attributes", {{"weight", weight}}));
  return market;
}

struct Losses {
  std::uint64_t alike = 0, other = 0;
};

/// From whom the newcomer takes its customers.
Losses losses_to_a_double(const Distribution& weight) {
  const auto tick = live(beside({market_of(false, weight), market_of(true, weight)}), 1).front();
  Losses losses;
  for (std::size_t i = 0; i < customers; ++i) {
    if (tick[1].chosen[i] != 3) {
      EXPECT_EQ(tick[1].chosen[i], tick[0].chosen[i]);
    }
    if (tick[1].chosen[i] == 3) ++(tick[0].chosen[i] == 1 ? losses.alike : losses.other);
  }
  return losses;
}

TEST(Attributes, MakeANewcomerTakeFromItsAlike) {
  const Losses losses = losses_to_a_double({Distribution::Family::normal, 0.0, 3.0});
  EXPECT_GT(losses.alike, 3 * losses.other);
}

// The ablation: where nobody cares, a newcomer takes from both alike. False alarms 1e-6.
TEST(Attributes, LeaveIrrelevantAlternativesIndependentWithoutWeights) {
  const Losses losses = losses_to_a_double(Distribution::constant(0.0));
  EXPECT_GT(statistics::binomial_p_value(losses.alike, losses.alike + losses.other, 0.5), statistics::false_alarm_rate);
  EXPECT_GT(losses.alike + losses.other, customers / 4);
}

// A weight common to all moves only shares: still nothing takes more from its alike than by its share.
TEST(Attributes, NeedTastesThatDifferToBreakIndependence) {
  const Losses losses = losses_to_a_double(Distribution::constant(2.0));
  EXPECT_GT(statistics::binomial_p_value(losses.alike, losses.alike + losses.other, 0.5), statistics::false_alarm_rate);
}

// Centring moves every offer alike: it decides how they stand against buying nothing, not among themselves.
TEST(Attributes, CountAgainstTheMeanOfTheMarketWhenCentred) {
  MarketSpec market = plain(20'000, {{.attributes = {2.0}}, {.attributes = {2.0}}});
  market.needs.front().nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = 0.0};
  const auto nothing = [&](double centring) {
    put(market.needs.front(), on("attributes", {{"centring", Distribution::constant(centring)}}));
    return static_cast<std::uint64_t>(live(alone(market), 1).front().front().units[nothing_slot]);
  };
  EXPECT_GT(statistics::binomial_p_value(nothing(1.0), 20'000, 1.0 / 3.0), statistics::false_alarm_rate);
  const double share = 1.0 / (1.0 + 2.0 * std::exp(2.0));
  EXPECT_GT(statistics::binomial_p_value(nothing(0.0), 20'000, share), statistics::false_alarm_rate);
}

TEST(Attributes, AreWeighedEachByItsOwnDraw) {
  const auto weight = Distribution{Distribution::Family::normal, 0.0, 50.0};
  const auto first = live(alone(market_of(false, weight)), 1).front().front();
  // With one draw for both attributes the offers would be worth the same to everybody, and luck would choose anew.
  const auto second = live(alone(market_of(false, weight)), 2).back().front();
  int moved = 0;
  for (std::size_t i = 0; i < customers; ++i) moved += first.chosen[i] != second.chosen[i] ? 1 : 0;
  EXPECT_LT(moved, customers / 20);
}

}  // namespace
}  // namespace clientele::markets::attributes_test
