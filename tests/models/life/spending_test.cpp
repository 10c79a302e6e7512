#include "models/life/spending.h"

#include <gtest/gtest.h>

#include "models/life/market.h"
#include "models/market/costs.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::spending_test {
namespace {

constexpr int ticks = 12;

/// Every lever of every brand and firm at work, and paid for.
void pay_for_all(MarketSpec& market) {
  for (NeedSpec& need : market.needs)
    for (OfferSpec& offer : need.offers) {
      offer.reach_cost = money(100.0), offer.branch_cost = money(50.0), offer.instalment_cost = 0.06;
      offer.effort = 0.2, offer.instalments = offer.period_weeks == 0.0 ? 12.0 : 0.0;
    }
  for (BrandSpec& brand : market.brands) {
    brand.advertising = 0.05, brand.advertising_cost = money(0.02);
    brand.standing = 0.6, brand.standing_cost = money(30.0);
    brand.club = 0.5, brand.club_cost = money(40.0);
    brand.gestures = 0.05, brand.gesture_cost = money(0.3);
    brand.reward = {money(1.0), 2.0}, brand.referral_reward = money(5.0);
  }
  for (FirmSpec& firm : market.firms) {
    firm.service = {.staff = 4.0, .contacts = 0.2, .manner = 0.5};
    firm.service.wage = money(800.0), firm.service.training = money(20.0), firm.service.manner_cost = money(0.4);
    firm.recovery = {0.5, 0.5, 0.5, money(6.0)};
    firm.onboarding = 0.7, firm.onboarding_cost = money(2.0);
  }
}

// Caught: a kind that is in no account, or in an account and not paid, in any market of any behaviour.
TEST(Spending, OfEveryKindIsBookedAndPaid) {
  Spending all;
  for (MarketSpec market : markets_of_everything(4'500)) {
    pay_for_all(market);
    for (NeedSpec& need : market.needs)
      for (OfferSpec& offer : need.offers) offer.reliability = 0.8;
    Team team(1);
    Market lived(alone(market), team);
    lived.burn_in();
    for (int tick = 0; tick < ticks; ++tick) {
      const Ledger before = lived.world(0).ledger;
      lived.live_tick();
      const World& world = lived.world(0);
      EXPECT_TRUE(world.ledger.balanced());
      Money employees, lenders;
      for (std::uint32_t f = 0; f < market.firms.size(); ++f) {
        const FirmAccount& firm = world.accounts.firms()[f];
        EXPECT_EQ(world.ledger.firm_cash(f) - before.firm_cash(f), firm.profit());
        employees += firm.spent[Spent::wages] + firm.spent[Spent::manner], lenders += firm.spent[Spent::credit];
        all += firm.spent;
      }
      EXPECT_EQ(world.ledger.balance(Ledger::employees) - before.balance(Ledger::employees), employees);
      EXPECT_EQ(world.ledger.balance(Ledger::lenders) - before.balance(Ledger::lenders), lenders);
    }
  }
  for (std::size_t kind = 0; kind < spent_kinds.size(); ++kind)
    EXPECT_GT(all.by[kind], Money{}) << spent_kinds[kind].name;
}

/// A firm of which nothing is bought but what is asked for here, lived for one week.
FirmAccount booked_in_a_week(const MarketSpec& market) {
  Team team(1);
  Market lived(alone(market), team);
  lived.live_tick();
  return lived.world(0).accounts.firms()[0];
}

TEST(Spending, OfWhatIsAlwaysThereGoesByTheWeek) {
  MarketSpec market = plain(200, {{.price = 2.0}});
  market.customer_weight = 50.0;
  OfferSpec& offer = market.needs[0].offers[0];
  offer.reach = 0.4, offer.reach_cost = money(1'000.0), offer.effort = 0.3, offer.branch_cost = money(1'000.0);
  BrandSpec& brand = market.brands[0];
  brand.advertising = 0.1, brand.advertising_cost = money(0.5);
  brand.standing = 0.6, brand.standing_cost = money(100.0), brand.club = 0.5, brand.club_cost = money(100.0);
  // Three places, open for 60 hours: four and a half persons.
  market.firms[0].service = {.staff = 3.0, .hours = 60.0};
  market.firms[0].service.wage = money(800.0), market.firms[0].service.training = money(10.0);
  const FirmAccount firm = booked_in_a_week(market);
  EXPECT_EQ(firm.spent[Spent::reach], money(400.0));
  EXPECT_EQ(firm.spent[Spent::branches], money(700.0));
  EXPECT_EQ(firm.spent[Spent::advertising], money(0.1 * 0.5 * 200 * 50));
  EXPECT_EQ(firm.spent[Spent::standing], money(60.0));
  EXPECT_EQ(firm.spent[Spent::clubs], money(50.0));
  EXPECT_EQ(firm.spent[Spent::wages], money(4.5 * 800.0));
  EXPECT_EQ(firm.spent[Spent::training], money(45.0));
  EXPECT_EQ(firm.revenue, money(2.0 * 200 * 50)) << "money is that of the whole market";
}

// A brand that sells in two needs advertises once.
TEST(Spending, OfABrandIsBookedOnceForAllItsNeeds) {
  MarketSpec market = plain(100, {{.price = 2.0}});
  market.brands[0].club = 1.0, market.brands[0].club_cost = money(10.0);
  market.needs.push_back(market.needs[0]);
  market.needs[1].name = "another";
  EXPECT_EQ(booked_in_a_week(market).spent[Spent::clubs], money(10.0));
}

// Half of the price is owed in the mean, for as many months as it is paid in.
TEST(Spending, OnCreditIsTheInterestOnWhatIsOwed) {
  MarketSpec market = plain(100, {{.price = 240.0}});
  OfferSpec& offer = market.needs[0].offers[0];
  offer.instalments = 24.0, offer.instalment_cost = 0.05;
  EXPECT_EQ(booked_in_a_week(market).spent[Spent::credit], money(100 * 240.0 * 0.05 * 2.0 / 2.0));
  offer.period_weeks = 4.0;
  EXPECT_EQ(booked_in_a_week(market).spent[Spent::credit], Money{}) << "each period is paid for by itself";
}

// Caught: costs that a trial with fewer customers would change.
TEST(Spending, IsThatOfTheWholeMarketHoweverFewAreSimulated) {
  MarketSpec market = plain(8'000, {{.price = 2.0}, {.price = 2.0}});
  market.firms[0].service = {.staff = 20.0};
  market.firms[0].service.wage = money(800.0);
  MarketSpec fewer = market;
  fewer.customers = 800, fewer.customer_weight = 10.0;
  const FirmAccount all = booked_in_a_week(market), some = booked_in_a_week(fewer);
  EXPECT_EQ(all.spent, some.spent);
  EXPECT_NEAR(some.revenue.units() / all.revenue.units(), 1.0, 0.1);
}

}  // namespace
}  // namespace clientele::markets::spending_test
