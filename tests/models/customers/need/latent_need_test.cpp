#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::latent_need_test {
namespace {

using statistics::false_alarm_rate;

constexpr std::uint32_t customers = 10'000;
constexpr double reach = 0.1;
constexpr auto constant = Distribution::constant;

/// Everybody's need is latent; one brand may advertise, and one offer may fit.
MarketSpec latent(bool marketing, bool innovation) {
  MarketSpec market = plain(customers, {{1.0, 0.5}, {1.0, 0.5}});
  NeedSpec& need = market.needs.front();
  put(need, on("latent_need", {{"latent", constant(1.0)}, {"standard", constant(0.7)}}));
  market.brands[0].advertising = marketing ? reach : 0.0;
  need.offers[1].quality = innovation ? 0.8 : 0.5;
  return market;
}

std::vector<std::size_t> occasions(const MarketSpec& market, int ticks) {
  std::vector<std::size_t> counts;
  for (const auto& tick : live(alone(market), ticks)) counts.push_back(tick.front().chosen.size());
  return counts;
}

// Ablation both ways: neither is enough alone.
TEST(LatentNeed, BecomesActualByMarketingAndInnovationTogetherOnly) {
  for (const bool marketing : {false, true})
    for (const bool innovation : {false, true}) {
      const auto counts = occasions(latent(marketing, innovation), 6);
      if (marketing && innovation)
        EXPECT_GT(counts.back(), customers / 3);
      else
        EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::size_t{0}), 0U) << marketing << innovation;
    }
}

TEST(LatentNeed, IsArousedInEachWeekByTheShareThatMarketingReaches) {
  const auto counts = occasions(latent(true, true), 5);
  for (std::size_t week = 0; week < counts.size(); ++week)
    EXPECT_GT(statistics::binomial_p_value(counts[week], customers, 1.0 - std::pow(1.0 - reach, week + 1.0)),
              false_alarm_rate);
}

TEST(LatentNeed, RemembersMarketingUntilAnOfferFits) {
  Market::Setup setup = alone(latent(true, false));
  setup.worlds.front() = becoming(latent(true, false), 4, latent(false, true));
  const auto lived = live(setup, 6);
  EXPECT_EQ(lived[3].front().chosen.size(), 0U);
  EXPECT_GT(statistics::binomial_p_value(lived[4].front().chosen.size(), customers, 1.0 - std::pow(1.0 - reach, 4.0)),
            false_alarm_rate);
  EXPECT_EQ(lived[5].front().chosen.size(), lived[4].front().chosen.size());
}

// Who sells nothing of the kind yet may advertise something else.
TEST(LatentNeed, IsNotArousedByABrandOfWhichNothingIsOnSale) {
  MarketSpec withdrawn = latent(true, true), back = withdrawn;
  withdrawn.needs.front().offers[0].available = false;
  Market::Setup setup = alone(withdrawn);
  setup.worlds.front() = becoming(withdrawn, 4, back);
  const auto lived = live(setup, 6);
  for (int week = 0; week < 4; ++week) EXPECT_EQ(lived[week].front().chosen.size(), 0U);
  EXPECT_GT(statistics::binomial_p_value(lived[4].front().chosen.size(), customers, reach), false_alarm_rate);
}

TEST(LatentNeed, FitsByItsDistanceFromTheIdeal) {
  MarketSpec market = plain(100, {{1.0, 0.5, {0.2, 0.5}}});
  NeedSpec& need = market.needs.front();
  market.brands[0].advertising = 1.0;
  need.ideal = {0.5, 0.9};
  for (const double tolerance : {0.49, 0.51}) {
    put(need, on("latent_need", {{"latent", constant(1.0)}, {"tolerance", constant(tolerance)}}));
    EXPECT_EQ(occasions(market, 1).front(), tolerance > 0.5 ? 100U : 0U);
  }
}

TEST(LatentNeed, RecursAfterItHasBeenFulfilled) {
  MarketSpec market = plain(50, {{}});
  put(market.needs.front(), on("latent_need", {{"recurrence", constant(3.0)}}));
  EXPECT_EQ(occasions(market, 7), (std::vector<std::size_t>{50, 0, 0, 50, 0, 0, 50}));
}

TEST(LatentNeed, ChangesNothingAtItsPresets) {
  MarketSpec market = plain(50, {{}});
  put(market.needs.front(), on("latent_need"));
  EXPECT_EQ(occasions(market, 3), (std::vector<std::size_t>{50, 50, 50}));
}

}  // namespace
}  // namespace clientele::markets::latent_need_test
