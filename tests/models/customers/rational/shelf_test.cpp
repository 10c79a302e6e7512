#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/models/support/records.h"
#include "tests/support/statistics.h"

namespace clientele::markets::shelf_test {
namespace {

constexpr std::uint32_t customers = 40'000;

/// One household: the first offer is a unit better at its first purchase, the second at its second.
MarketSpec market_of(double weight) {
  MarketSpec market = plain(customers, {{.attributes = {0.0}}, {.attributes = {0.0}}});
  market.needs.front().occasions = on("diary");
  market.needs.front().diary = record({{{{1.0F}, {0.0F}}, {{0.0F}, {1.0F}}}});
  put(market.needs.front(), on("shelf", {{"weight", Distribution::constant(weight)}}));
  return market;
}

double logit(double difference) { return 1.0 / (1.0 + std::exp(-difference)); }

double p_value(std::int64_t units, double share) {
  return statistics::binomial_p_value(static_cast<std::uint64_t>(units), customers, share);
}

TEST(Shelf, IsMetOccasionByOccasion) {
  const auto lived = live(alone(market_of(0.8)), 2);
  EXPECT_GT(p_value(lived[0].front().units[1], logit(0.8)), statistics::false_alarm_rate);
  EXPECT_GT(p_value(lived[1].front().units[1], logit(-0.8)), statistics::false_alarm_rate);
}

// The ablation: off, as at weight 0, offers are alike. The first mutation it kills is a rule that ignores its weight.
TEST(Shelf, HasNoSayWithoutWeightOrWhenOff) {
  MarketSpec off = market_of(0.8);
  remove(off.needs.front(), "shelf");
  for (const MarketSpec& market : {market_of(0.0), off})
    EXPECT_GT(p_value(live(alone(market), 1).front().front().units[1], 0.5), statistics::false_alarm_rate);
  EXPECT_LT(p_value(live(alone(market_of(0.8)), 1).front().front().units[1], 0.5), statistics::false_alarm_rate);
}

TEST(Shelf, WeighsEachAttributeByItsOwnWeight) {
  MarketSpec market = plain(customers, {{.attributes = {0.0, 0.0}}, {.attributes = {0.0, 0.0}}});
  market.needs.front().occasions = on("diary");
  market.needs.front().diary = record({{{{2.0F, 1.0F}, {1.0F, 3.0F}}}});
  Setting shelf = on("shelf");
  shelf.set(0, 0, Distribution::constant(-0.9));
  shelf.set(0, 1, Distribution::constant(0.2));
  put(market.needs.front(), shelf);
  EXPECT_GT(p_value(live(alone(market), 1).front().front().units[1], logit(-0.9 * 1.0 + 0.2 * -2.0)),
            statistics::false_alarm_rate);
}

TEST(Shelf, MeetsCustomersOfANewcomerWithTheMeanOfTheRecord) {
  MarketSpec entrant = market_of(2.0);
  add_offer(entrant, 0, {.attributes = {9.0}});
  const auto units = live(beside({market_of(2.0), entrant}), 1).front()[1].units;
  const double all = std::exp(2.0) + std::exp(0.0) + std::exp(1.0);
  EXPECT_GT(p_value(units[3], std::exp(1.0) / all), statistics::false_alarm_rate);
  EXPECT_GT(p_value(units[1], std::exp(2.0) / all), statistics::false_alarm_rate);
}

TEST(Shelf, CountsWhatAVariantChangesOnTopOfTheRecord) {
  MarketSpec variant = market_of(0.8);
  variant.needs.front().offers[0].attributes = {-0.5};
  const auto lived = live(beside({market_of(0.8), variant}), 1).front();
  EXPECT_GT(p_value(lived[1].units[1], logit(0.8 * 0.5)), statistics::false_alarm_rate);
}

// Centring moves every offer alike: it decides how they stand against buying nothing.
TEST(Shelf, CountsAgainstTheMeanOfTheRecordWhenCentred) {
  MarketSpec market = market_of(1.0);
  market.needs.front().diary = record({{{{2.0F}, {2.0F}}}});
  market.needs.front().nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = 0.0};
  const auto nothing = [&](double centring) {
    put(market.needs.front(),
        on("shelf", {{"weight", Distribution::constant(1.0)}, {"centring", Distribution::constant(centring)}}));
    return live(alone(market), 1).front().front().units[nothing_slot];
  };
  EXPECT_GT(p_value(nothing(1.0), 1.0 / 3.0), statistics::false_alarm_rate);
  EXPECT_GT(p_value(nothing(0.0), 1.0 / (1.0 + 2.0 * std::exp(2.0))), statistics::false_alarm_rate);
}

// The constants are found over the whole record, not over a year of it: here the second offer is favoured later on.
TEST(Shelf, LeavesTheSharesOfTheRecordToConstants) {
  constexpr std::size_t purchases = 104;
  MarketSpec market = market_of(2.0);
  market.customers = 4'000;
  std::vector<Met> household(purchases, Met{{1.0F}, {0.0F}});
  for (std::size_t k = purchases / 2; k < purchases; ++k) household[k] = {{0.0F}, {0.3F}};
  market.needs.front().diary = record({household});
  market.needs.front().offers[0].share = 0.3, market.needs.front().offers[1].share = 0.7;
  Team team(1);
  const auto units = units_over(live(with_base_case(alone(market), {}, team), purchases, team));
  const double found = static_cast<double>(units[1]) / static_cast<double>(purchases * market.customers);
  EXPECT_NEAR(found, 0.3, 0.006);  // nine standard deviations
}

}  // namespace
}  // namespace clientele::markets::shelf_test
