#include "models/life/booking.h"

#include <gtest/gtest.h>

#include "models/life/market.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::booking_test {
namespace {

constexpr int ticks = 12;

/// Two firms, two needs, a stock that runs short, and programmes that cost something.
MarketSpec with_programmes() {
  MarketSpec market = markets_of_everything(4'500).back();
  for (std::size_t b = 0; b < market.brands.size(); ++b) {
    market.brands[b].firm = b % 2;
    market.brands[b].gestures = 0.05, market.brands[b].gesture_cost = money(0.3);
  }
  market.firms.resize(2);
  // So little that second choices cannot be had either: somebody is refused.
  for (OfferSpec& offer : market.needs.back().offers) offer.stock = 20;
  return market;
}

// Caught: an account that is filled and not paid, or paid and not filled.
TEST(Accounts, SayOfEveryFirmWhatMovedItsCash) {
  Market::Setup setup = alone(with_programmes());
  Team team(1);
  Market lived(setup, team);
  lived.burn_in();
  Money programmes;
  for (int tick = 0; tick < ticks; ++tick) {
    const Money before[] = {lived.world(0).ledger.firm_cash(0), lived.world(0).ledger.firm_cash(1)};
    lived.live_tick();
    const World& world = lived.world(0);
    for (std::uint32_t firm = 0; firm < 2; ++firm) {
      EXPECT_EQ(world.accounts.firms()[firm].profit(), world.ledger.firm_cash(firm) - before[firm]) << tick;
      programmes += world.accounts.firms()[firm].spent.sum();
    }
  }
  EXPECT_GT(programmes, Money{}) << "nothing of programmes is tried";
}

// Caught: a sum that goes to another brand or firm, or stays from the tick before.
TEST(Accounts, AddUpFromOffersToBrandsToFirms) {
  const MarketSpec market = with_programmes();
  Team team(1);
  Market lived(alone(market), team);
  lived.burn_in();
  std::int64_t refused = 0;
  for (int tick = 0; tick < ticks; ++tick) {
    lived.live_tick();
    const World& world = lived.world(0);
    std::vector<FirmAccount> firms(2);
    for (const NeedPlan& plan : lived.plans()) {
      std::vector<BrandAccount> brands(plan.market_brands().size());
      const TickCounts& counts = world.needs[plan.need()].counts;
      for (std::size_t slot = 1; slot <= market.needs[plan.need()].offers.size(); ++slot) {
        const OfferAccount& offer = world.accounts.offers(plan.need())[slot];
        EXPECT_EQ(offer.units, counts.units[slot]);
        EXPECT_EQ(offer.demand, counts.demand[slot]);
        EXPECT_EQ(offer.refused, counts.refused[slot]);
        BrandAccount& brand = brands[plan.brand(market.needs[plan.need()].offers[slot - 1].brand)];
        brand.units += offer.units, brand.revenue += offer.revenue, brand.cost += offer.cost;
        refused += offer.refused;
      }
      for (std::size_t b = 0; b < brands.size(); ++b) {
        const BrandAccount& booked = world.accounts.brands(plan.need())[b];
        EXPECT_EQ(booked.units, brands[b].units);
        EXPECT_EQ(booked.revenue, brands[b].revenue);
        EXPECT_EQ(booked.cost, brands[b].cost);
        FirmAccount& firm = firms[market.brands[plan.market_brands()[b]].firm];
        firm.revenue += booked.revenue, firm.cost += booked.cost;
        firm.spent += booked.spent;
      }
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
      EXPECT_EQ(world.accounts.firms()[f].revenue, firms[f].revenue);
      EXPECT_EQ(world.accounts.firms()[f].cost, firms[f].cost);
      EXPECT_EQ(world.accounts.firms()[f].spent, firms[f].spent);
    }
  }
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace clientele::markets::booking_test
