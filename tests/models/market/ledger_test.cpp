#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::ledger_test {
namespace {

TEST(Ledger, BalancesWhateverIsTransferred) {
  const std::vector<Money> cash{money(100.0), money(-3.5)};
  Ledger ledger(cash);
  ledger.transfer(Ledger::households, Ledger::first_firm + 1, money(0.0001));
  EXPECT_TRUE(ledger.balanced());
  EXPECT_EQ(ledger.firm_cash(0), money(100.0));
  EXPECT_EQ(ledger.firm_cash(1), money(-3.4999));
  EXPECT_EQ(ledger.balance(Ledger::owners), money(-96.5));
  EXPECT_EQ(ledger.balance(Ledger::households), money(-0.0001));
}

TEST(Ledger, SeesMoneyThatComesFromNowhere) {
  Ledger ledger({});
  EXPECT_TRUE(ledger.balanced());
  ledger.balances()[Ledger::suppliers] += Money{1};
  EXPECT_FALSE(ledger.balanced());
}

// Two firms, one of them with two brands, in two needs; prices that change and run short.
TEST(Ledger, PaysEveryUnitAtThePriceOfItsTick) {
  MarketSpec market = markets_of_everything(4'500).back();
  for (std::size_t b = 0; b < market.brands.size(); ++b) market.brands[b].firm = b % 2;
  market.firms.resize(2);
  Market::Setup setup = alone(market);
  setup.clock.burn_in = 2;
  Team team(1);
  Market lived(setup, team);
  lived.burn_in();
  std::vector<Money> cash(2, money(100.0));
  Money paid, bought_in;
  for (int tick = 0; tick < 5; ++tick) {
    lived.live_tick();
    for (std::uint32_t need = 0; need < 2; ++need) {
      const auto& units = lived.world(0).needs[need].counts.units;
      for (std::size_t slot = 1; slot < units.size(); ++slot) {
        const OfferTerms& offer = lived.terms(0).offers[need][slot - 1];
        const Money revenue = offer.price * units[slot], cost = offer.cost * units[slot];
        paid += revenue, bought_in += cost;
        cash[market.brands[market.needs[need].offers[slot - 1].brand].firm] += revenue - cost;
      }
    }
    const Ledger& ledger = lived.world(0).ledger;
    EXPECT_TRUE(ledger.balanced());
    EXPECT_EQ(ledger.firm_cash(0), cash[0]);
    EXPECT_EQ(ledger.firm_cash(1), cash[1]);
    EXPECT_EQ(ledger.balance(Ledger::households), Money{} - paid);
    EXPECT_EQ(ledger.balance(Ledger::suppliers), bought_in);
  }
  EXPECT_GT(paid, money(10'000.0));
}

}  // namespace
}  // namespace clientele::markets::ledger_test
