#include <algorithm>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::worlds_test {
namespace {

constexpr std::uint32_t customers = 5'000;
constexpr int weeks = 52;
constexpr std::size_t needs = 2;

/// The last market of everything: with learning, habit, talk and rationing.
MarketSpec base_case() { return markets_of_everything(customers).back(); }

/// Customers whose choices or states differ in the items that both worlds have.
std::size_t count_different(const Seen& a, const Seen& b, std::size_t brands) {
  if (a.customer != b.customer) return customers;
  std::vector<bool> differs(customers);
  for (std::size_t i = 0; i < a.chosen.size(); ++i)
    if (a.chosen[i] != b.chosen[i]) differs[a.customer[i]] = true;
  for (const auto& [name, items] : a.columns)
    for (std::size_t item = 0; item < std::min(items.size(), brands); ++item)
      for (std::size_t c = 0; c < customers; ++c)
        if (items[item][c] != b.columns.at(name)[item][c]) differs[c] = true;
  return static_cast<std::size_t>(std::ranges::count(differs, true));
}

/// Expects that what the second world changes touches nobody in the first need, in any of 52 ticks.
void expect_nobody_differs(const MarketSpec& changed) {
  Team team(1);
  Market market(beside({base_case(), changed}), team);
  for (int week = 0; week < weeks; ++week) {
    market.live_tick();
    ASSERT_EQ(count_different(look(market, 0, 0), look(market, 1, 0), 5), 0U) << "week " << week;
  }
}

// Where all have one occasion nobody is listed; a behaviour that holds some back in another world lists the others.
// Catches reading of the empty list.
TEST(Worlds, DecideAsAloneWhereAnotherHoldsCustomersBack) {
  MarketSpec everybody = plain(customers, {{1.0, 0.5}, {1.2, 0.6}}), some = everybody;
  put(some.needs.front(), on("latent_need", {{"latent", Distribution::constant(0.4)}}));
  const auto together = live(beside({everybody, some}), 3);
  const auto first = live(alone(everybody), 3);
  Market::Setup second = alone(everybody);
  second.worlds = beside({everybody, some}).worlds;
  second.worlds.erase(second.worlds.begin());
  const auto other = live(second, 3);
  for (std::size_t tick = 0; tick < together.size(); ++tick) {
    EXPECT_EQ(together[tick][0].chosen, first[tick][0].chosen) << tick;
    EXPECT_EQ(together[tick][1].chosen, other[tick][0].chosen) << tick;
    EXPECT_LT(together[tick][1].chosen.size(), together[tick][0].chosen.size());
  }
}

TEST(Worlds, DifferForNobodyWhenABrandIsRenamed) {
  MarketSpec renamed = base_case();
  renamed.brands[2].name = "Another name";
  renamed.needs[0].offers[2].name = "Another name";
  expect_nobody_differs(renamed);
}

TEST(Worlds, DifferForNobodyWhenAnOfferIsAddedThatNobodyConsiders) {
  MarketSpec more = base_case();
  add_offer(more, 0, {.price = 0.1, .quality = 1.0, .attributes = {1.0, 1.0, 1.0, 1.0}}).available = false;
  expect_nobody_differs(more);
}

TEST(Worlds, DifferForNobodyWhenPricesOfAnotherNeedChange) {
  MarketSpec cheaper = base_case();
  for (OfferSpec& offer : cheaper.needs[1].offers) offer.price = money(0.5);
  expect_nobody_differs(cheaper);
}

// The three tests above compare something: a change that matters does show.
TEST(Worlds, DifferWhenAnOfferIsAddedThatCanBeConsidered) {
  MarketSpec more = base_case();
  add_offer(more, 0, {.price = 0.1, .quality = 1.0, .attributes = {1.0, 1.0, 1.0, 1.0}});
  const auto tick = live(beside({base_case(), more}), 1).front();
  EXPECT_GT(count_different(tick[0], tick[needs], 5), customers / 20);
  for (std::size_t i = 0; i < tick[0].chosen.size(); ++i)
    if (tick[0].chosen[i] != tick[needs].chosen[i]) {
      // Nothing, too: the longer the range, the dearer a search (`search`).
      EXPECT_TRUE(tick[needs].chosen[i] == 6 || tick[needs].chosen[i] == nothing_slot) << tick[needs].chosen[i];
    }
}

/// Everything of one world in every tick.
std::vector<std::vector<Seen>> only_world(const std::vector<std::vector<Seen>>& lived, std::size_t world) {
  std::vector<std::vector<Seen>> only;
  for (const auto& tick : lived)
    only.emplace_back(tick.begin() + static_cast<std::ptrdiff_t>(world * needs),
                      tick.begin() + static_cast<std::ptrdiff_t>((world + 1) * needs));
  return only;
}

TEST(Worlds, AreTheSameLivedAloneOrBesideOthers) {
  MarketSpec changed = base_case();
  changed.needs[0].offers[0].price = money(0.6);
  changed.needs[1].offers[1].quality = 0.9;
  Market::Setup both = beside({base_case(), changed, base_case()});
  both.clock.burn_in = 3;
  const auto lived = live(both, 8);
  Market::Setup lonely = both;
  lonely.worlds = {both.worlds[1]};
  EXPECT_TRUE(live(lonely, 8) == only_world(lived, 1));
  EXPECT_TRUE(only_world(lived, 2) == only_world(lived, 0));
  EXPECT_FALSE(only_world(lived, 1) == only_world(lived, 0));
}

TEST(BurnIn, HandsOneStateToAllWorlds) {
  MarketSpec changed = base_case();
  changed.needs[0].offers[0].price = money(0.3);
  Market::Setup setup = beside({base_case(), changed});
  setup.clock.burn_in = 5;
  Team team(1);
  Market market(setup, team);
  const Seen before = look(market, 1, 0);
  EXPECT_EQ(market.now(), -5);
  market.burn_in();
  EXPECT_EQ(market.now(), 0);
  for (std::uint32_t need = 0; need < needs; ++need)
    EXPECT_TRUE(look(market, 0, need).columns == look(market, 1, need).columns);
  EXPECT_FALSE(look(market, 1, 0).columns == before.columns);
}

TEST(BurnIn, LeavesTheBooksAsTheyWereAtFirst) {
  Market::Setup setup = beside({base_case(), base_case()});
  setup.clock.burn_in = 3;
  Team team(1);
  Market market(setup, team);
  market.burn_in();
  for (std::size_t w = 0; w < 2; ++w)
    for (std::uint32_t firm = 0; firm < 8; ++firm) EXPECT_EQ(market.world(w).ledger.firm_cash(firm), money(100.0));
}

TEST(BurnIn, HasLuckOfItsOwn) {
  Market::Setup with = alone(base_case()), without = alone(base_case());
  with.clock.burn_in = 1;
  Team team(1);
  Market burnt(with, team), fresh(without, team);
  burnt.burn_in();
  const auto in_burn_in = burnt.choices(0, 0);
  fresh.live_tick();
  EXPECT_NE(in_burn_in, fresh.choices(0, 0));
}

}  // namespace
}  // namespace clientele::markets::worlds_test
