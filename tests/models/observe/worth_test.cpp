#include <cmath>

#include <gtest/gtest.h>

#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::worth_test {
namespace {

constexpr std::uint32_t customers = 4'000;
constexpr int weeks = 12;
constexpr double price = 2.0;

/// Everybody minds prices alike, and may go without.
MarketSpec buying(double outside, double dispersion = 1.3) {
  MarketSpec market =
      repeat_buying(customers, {.shares = {0.4, 0.3, 0.2, 0.1}, .s = dispersion, .mean = 0.6, .outside = outside});
  for (OfferSpec& offer : market.needs.front().offers) offer.price = money(price);
  put(market.needs.front(), on("price", {{"spread", Distribution::constant(0.0)}}));
  return market;
}

struct Told {
  std::vector<Worth::Received> received;
  std::vector<double> premiums;
  double mean_value() const {
    return Money{received.front().value}.units() / static_cast<double>(received.front().decisions);
  }
};

/// What followed customers tell of a market whose first world is its base case.
Told live_worth(const std::vector<MarketSpec>& worlds, unsigned threads = 1) {
  Team team(threads);
  Market::Setup setup = beside(worlds);
  setup = with_base_case(std::move(setup), setup.clock, team);
  setup.observing = observing({.followed = {.customers = customers}});
  Market market(setup, team);
  market.burn_in();
  for (int week = 0; week < weeks; ++week) market.live_tick();
  Worth& worth = observed(market).followed(worlds.size() - 1, 0).worth();
  return {worth.take_received(), worth.take_premiums()};
}

TEST(Worth, ReceivedIsNothingWhereNothingHappens) {
  const Told told = live_worth({buying(0.3)});
  EXPECT_GT(told.received.front().decisions, 1000);
  EXPECT_EQ(told.received.front().value, 0);
}

// Everything 1 % cheaper: V rises by ln((1 - q) exp(beta 0.01) + q), of which a purchase pays 1 % of its price.
TEST(Worth, ReceivedFromAPriceCutIsWhatBuyersSave) {
  constexpr double outside = 0.3, cut = 0.01;
  MarketSpec cheaper = buying(outside);
  for (OfferSpec& offer : cheaper.needs.front().offers) offer.price = money(offer.price.units() * (1.0 - cut));
  const Told told = live_worth({buying(outside), cheaper});
  EXPECT_NEAR(told.mean_value(), cut * price * (1.0 - outside), 0.03 * cut * price);
}

TEST(Worth, ReceivedIsLessWhereABrandIsTakenAway) {
  MarketSpec fewer = buying(0.3);
  fewer.needs.front().offers[0].available = false;
  EXPECT_LT(live_worth({buying(0.3), fewer}).mean_value(), -0.01);
}

TEST(Worth, IsUnknownWhereNobodyMindsPrices) {
  MarketSpec market = buying(0.3);
  remove(market.needs.front(), "price");
  const Told told = live_worth({market});
  EXPECT_TRUE(told.received.empty());
  EXPECT_TRUE(told.premiums.empty());
}

TEST(PricePremium, IsHigherOfAStrongerBrand) {
  const Told told = live_worth({buying(0.0)});
  for (std::size_t brand = 0; brand + 1 < told.premiums.size(); ++brand)
    EXPECT_GT(told.premiums[brand], told.premiums[brand + 1] + 0.05) << brand;
  EXPECT_GT(told.premiums.front(), 0.02) << "above the mean brand";
  EXPECT_LT(told.premiums.back(), -0.02) << "below the mean brand";
}

// A brand that is new to the market is an unknown brand in its own place; that of the base case is no better.
TEST(PricePremium, OfABrandWithoutHistoryIsNothing) {
  MarketSpec entered = buying(0.0);
  OfferSpec entrant = entered.needs.front().offers.front();
  entered.brands.push_back(brand_called("Fresh", 0));
  entrant.name = "Fresh", entrant.brand = static_cast<std::uint32_t>(entered.brands.size() - 1), entrant.share.reset();
  entered.needs.front().offers.push_back(entrant);
  EXPECT_NEAR(live_worth({buying(0.0), entered}).premiums.back(), 0.0, 1e-4);
}

// Caught: a cut that makes its brand look 6 points dearer to customers.
TEST(PricePremium, IsAtBasePricesWhateverIsAskedToday) {
  for (const double factor : {0.95, 1.1}) {
    MarketSpec cut = buying(0.0);
    cut.needs.front().offers[1].price = money(factor * price);
    const Told base = live_worth({buying(0.0)}), told = live_worth({buying(0.0), cut});
    for (std::size_t brand = 0; brand < told.premiums.size(); ++brand)
      EXPECT_NEAR(told.premiums[brand], base.premiums[brand], 2e-3) << brand << " at " << factor;
  }
}

// Tastes of all but the same strength: ln (s / s_neutral) / beta, with the unknown brand in the place of the brand.
TEST(PricePremium, IsTheRiseThatTheLogitAsksFor) {
  const Told told = live_worth({buying(0.0, 1000.0)});
  constexpr double neutral = 0.4 * 0.4 + 0.3 * 0.3 + 0.2 * 0.2 + 0.1 * 0.1, mean_response = 0.7;
  // Nearly fixed tastes: own elasticity of a logit is beta (1 - s), weighted by share.
  const double beta = 2.62 / mean_response;
  EXPECT_NEAR(std::log1p(told.premiums[0]), std::log(0.4 / neutral) / beta, 0.01);
  EXPECT_NEAR(std::log1p(told.premiums[3]), std::log(0.1 / neutral) / beta, 0.02);
}

TEST(Worth, IsTheSameOnAnyNumberOfThreads) {
  MarketSpec cheaper = buying(0.3);
  cheaper.needs.front().offers[0].price = money(0.8 * price);
  const Told one = live_worth({buying(0.3), cheaper}, 1), three = live_worth({buying(0.3), cheaper}, 3);
  EXPECT_EQ(one.received.front().value, three.received.front().value);
  EXPECT_EQ(one.premiums, three.premiums);
}

}  // namespace
}  // namespace clientele::markets::worth_test
