#include "models/observe/gain.h"

#include <numeric>

#include <gtest/gtest.h>

#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::gain_test {
namespace {

constexpr std::uint32_t customers = 4'000;
constexpr auto constant = Distribution::constant;

/// What customers gain over some ticks, and what firms take more from them.
struct Gained {
  double customers = 0.0, firms = 0.0;
  std::int64_t moved = 0;  ///< customers who ever lived otherwise
};
Gained live(const MarketSpec& base, const MarketSpec& variant, int ticks) {
  Team team(1);
  Market::Setup setup = beside({base, variant});
  setup.observing = observing({.twins = {{.world = 1, .from_tick = 0, .events = 1}}});
  Market market(setup, team);
  Gained sum;
  for (int tick = 0; tick < ticks; ++tick) {
    market.live_tick();
    const auto gains = observed(market).twins(0, 0).gains();
    sum.customers += std::accumulate(gains.begin(), gains.end(), 0.0);
    for (std::size_t firm = 0; firm < base.firms.size(); ++firm)
      sum.firms +=
          (market.world(1).accounts.firms()[firm].revenue - market.world(0).accounts.firms()[firm].revenue).units();
  }
  sum.moved = observed(market).twins(0, 0).ever();
  return sum;
}

MarketSpec with_prices(MarketSpec market, double factor, std::size_t from = 0, std::size_t to = 100) {
  auto& offers = market.needs[0].offers;
  for (std::size_t i = from; i < std::min(to, offers.size()); ++i)
    offers[i].price = money(offers[i].price.units() * factor);
  return market;
}

/// Two brands at unlike prices, whose buyers hardly ever change.
MarketSpec loyal() {
  MarketSpec market = repeat_buying(customers, {.shares = {0.5, 0.5}, .s = 0.02, .mean = 0.6});
  market.needs[0].offers[0].price = money(1.0), market.needs[0].offers[1].price = money(4.0);
  // Where hardly anybody could change, the usual elasticity would ask for customers who mind nothing but prices.
  put(market.needs[0], on("price", {{"elasticity", Distribution::constant(-0.05)}}));
  return market;
}

// Caught: money at the mean price of the market instead of the price that is paid.
TEST(Gains, AreWhatIsPaidMoreWhereNobodyMoves) {
  for (const auto& [from, to] : {std::pair(0, 1), {1, 2}, {0, 2}}) {
    const Gained found = live(loyal(), with_prices(loyal(), 1.1, from, to), 10);
    EXPECT_GT(found.firms, 100.0);
    EXPECT_NEAR(found.customers, -found.firms, 0.03 * found.firms) << from;
  }
}

/// Contracts of a year at 20 a month with two carriers.
MarketSpec carriers() {
  MarketSpec market = plain(customers, {{.price = 20.0}, {.price = 20.0}});
  for (OfferSpec& offer : market.needs[0].offers) offer.share = 0.5, offer.period_weeks = 52.0 / 12.0;
  market.needs[0].occasions = on("contract", {{"may_return", constant(0.3)}});
  put(market.needs[0], on("loyalty"));
  put(market.needs[0], on("price"));
  return market;
}

// A bill that rises while nobody decides anything. Caught: gains at decisions alone, a seventeenth of what is paid.
TEST(Gains, OfHoldersAreWhatTheyPayMoreWithoutDeciding) {
  const Gained found = live(carriers(), with_prices(carriers(), 1.1), 26);
  EXPECT_NEAR(found.firms, 0.1 * 20.0 * customers * 6.0, 0.02 * found.firms);
  EXPECT_NEAR(found.customers, -found.firms, 0.03 * found.firms);
}

// Of one carrier alone: who goes loses half of the rise, who stays all of it, and never more than that.
TEST(Gains, OfHoldersAreNotCountedAgainWhenTheyDecide) {
  const Gained found = live(carriers(), with_prices(carriers(), 1.1, 0, 1), 52);
  const double most = 0.1 * 20.0 * customers * 12.0;
  EXPECT_LT(found.customers, -0.4 * most / 2.0);
  EXPECT_GT(found.customers, -1.02 * most / 2.0);
}

TEST(Gains, OfAPriceCutAndOfWhatCostsNothingAreNoLoss) {
  MarketSpec base = repeat_buying(customers, {.shares = {0.5, 0.3, 0.2}, .mean = 0.6, .outside = 0.2});
  base.needs[0].attributes = {"taste"};
  for (OfferSpec& offer : base.needs[0].offers) offer.attributes = {0.5}, offer.price = money(2.0);
  put(base.needs[0], on("price"));
  put(base.needs[0], on("attributes"));
  MarketSpec better = base, more = base;
  better.needs[0].offers[0].attributes = {0.9};
  OfferSpec entrant = base.needs[0].offers[0];
  entrant.share.reset(), entrant.name = "Fresh";
  more.needs[0].offers.push_back(entrant);
  EXPECT_GT(live(base, with_prices(base, 0.8, 0, 1), 10).customers, 0.0);
  EXPECT_GT(live(base, better, 10).customers, 0.0);
  EXPECT_GT(live(base, more, 10).customers, 0.0);
  EXPECT_LT(live(more, base, 10).customers, 0.0) << "an offer that is taken away";
}

// Caught: an offer that is beyond a budget, taken for a loss without end.
TEST(Gains, DoNotJumpWhereAPriceGoesBeyondABudget) {
  for (const std::size_t offers : {1U, 2U}) {
    MarketSpec base = plain(customers, std::vector<Offer>(offers, {.price = 20.0}));
    put(base.needs[0], on("price"));
    put(base.needs[0], on("budget", {{"amount", constant(22.0)}, {"spread", constant(0.3)}}));
    const Gained found = live(base, with_prices(base, 1.1, 0, 1), 1);
    const double most = 2.0 * customers / static_cast<double>(offers);
    EXPECT_LT(found.customers, -0.2 * most) << offers;
    EXPECT_GT(found.customers, -1.05 * most) << offers;
  }
}

}  // namespace
}  // namespace clientele::markets::gain_test
