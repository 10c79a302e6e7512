#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::twins_test {
namespace {

constexpr std::uint32_t customers = 5'000;
constexpr auto constant = Distribution::constant;

/// What the twins of one need did over some ticks.
struct Told {
  std::vector<std::string> mechanism;
  std::size_t slots = 0;
  std::vector<std::int64_t> parts, flows;
  std::vector<std::int64_t> whole_demand, whole_units;  ///< decisions, variant minus base case, by slot
  std::int64_t ever = 0, differing = 0;
  std::vector<TwinEnds> ends;
  std::vector<TwinEvent> events;

  std::int64_t part(const std::string& name, std::size_t slot) const {
    const auto at = static_cast<std::size_t>(std::ranges::find(mechanism, name) - mechanism.begin());
    EXPECT_LT(at, mechanism.size()) << name;
    return parts[at * slots + slot];
  }
  std::int64_t flow(std::size_t from, std::size_t to) const { return flows[from * (slots + 1) + to]; }
};

void add_to(std::vector<std::int64_t>& sum, const std::vector<std::int64_t>& more, std::int64_t sign) {
  sum.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) sum[i] += sign * more[i];
}

Told tell(const Market& market, std::uint32_t need) {
  const TwinBook& book = observed(market).twins(0, need);
  Told told;
  for (std::size_t m = 0; m < book.mechanisms().size(); ++m) told.mechanism.push_back(book.mechanisms().name(m));
  told.slots = market.plans()[need].extents().of(Per::offer) + std::size_t{1};
  return told;
}

/// Decisions of a tick by slot, shortages included.
std::vector<std::int64_t> decided(const NeedState& state) {
  std::vector<std::int64_t> by_slot(state.counts.units.size());
  for (const BlockOccasions& block : state.blocks)
    for (const OfferSlot slot : block.chosen) ++by_slot[slot];
  return by_slot;
}

void follow_tick(const Market& market, std::uint32_t need, Told& told) {
  const TwinBook& book = observed(market).twins(0, need);
  add_to(told.parts, book.counts().parts, 1);
  add_to(told.flows, book.counts().flows, 1);
  told.differing += book.counts().differing;
  for (const std::size_t w : {0U, 1U}) {
    add_to(told.whole_demand, market.world(w).needs[need].counts.demand, w == 0 ? -1 : 1);
    add_to(told.whole_units, decided(market.world(w).needs[need]), w == 0 ? -1 : 1);
  }
}

Told finish(Market& market, std::uint32_t need, Told told) {
  const TwinBook& book = observed(market).twins(0, need);
  told.ever = book.ever(), told.ends = book.ends(), told.events = book.events();
  return told;
}

Market::Setup twins_of(const MarketSpec& base, const MarketSpec& variant, int from_tick = 0,
                       std::size_t events = customers) {
  Market::Setup setup = beside({base, variant});
  if (from_tick > 0) setup.worlds[1] = becoming(base, from_tick, variant);
  setup.observing = observing({.twins = {{.world = 1, .from_tick = from_tick, .events = events}}});
  return setup;
}

Told live_twins(const Market::Setup& setup, int ticks, Team& team, std::uint32_t need = 0) {
  Market market(setup, team);
  market.burn_in();
  Told told = tell(market, need);
  for (int tick = 0; tick < ticks; ++tick) market.live_tick(), follow_tick(market, need, told);
  return finish(market, need, std::move(told));
}

Told live_twins(const Market::Setup& setup, int ticks, std::uint32_t need = 0) {
  Team team(1);
  return live_twins(setup, ticks, team, need);
}

MarketSpec with_price(MarketSpec market, double price) {
  market.needs[0].offers[0].price = money(price);
  return market;
}

MarketSpec buying_by_price() {
  MarketSpec market = repeat_buying(customers, {.mean = 0.5, .outside = 0.2});
  put(market.needs[0], on("price"));
  return market;
}

/// Expects that one mechanism explains all of the effect, and no other any of it.
void expect_alone(const Told& told, const std::string& mechanism) {
  EXPECT_GT(told.ever, 0);
  for (std::size_t slot = 0; slot < told.slots; ++slot) {
    EXPECT_EQ(told.part(mechanism, slot), told.whole_demand[slot]) << slot;
    for (const std::string& other : told.mechanism)
      if (other != mechanism) {
        EXPECT_EQ(told.part(other, slot), 0) << other;
      }
  }
  for (const TwinEnds& end : told.ends)
    if (end.reason != same_choice) {
      EXPECT_EQ(told.mechanism[end.reason], mechanism);
    }
}

TEST(Why, IsThePriceAloneWhenNothingElseMoves) {
  const MarketSpec base = buying_by_price();
  const Told told = live_twins(twins_of(base, with_price(base, 0.9)), 20);
  expect_alone(told, "price");
  EXPECT_GT(told.whole_demand[1], 50);
}

TEST(Why, IsTheOptionToBuyNothing) {
  MarketSpec base = buying_by_price();
  base.needs[0].nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = -2.0};
  MarketSpec variant = base;
  variant.needs[0].nothing.utility = -1.5;
  const Told told = live_twins(twins_of(base, variant), 20);
  expect_alone(told, "nothing");
  EXPECT_GT(told.whole_demand[0], 50);
}

TEST(Why, IsTheRangeWhenAnOfferIsWithdrawnOrAdded) {
  const MarketSpec base = buying_by_price();
  MarketSpec less = base, more = base;
  less.needs[0].offers[1].available = false;
  add_offer(more, 0, {});
  const Told withdrawn = live_twins(twins_of(base, less), 20), added = live_twins(twins_of(base, more), 20);
  expect_alone(withdrawn, "range");
  EXPECT_LT(withdrawn.whole_demand[2], -100);
  expect_alone(added, "range");
  EXPECT_GT(added.whole_demand[6], 100);
}

// Customers with an occasion in one world only have no twin's decision: they come from, or go to, no occasion.
TEST(Why, IsTheNumberOfOccasions) {
  const MarketSpec base = buying_by_price();
  MarketSpec variant = base;
  variant.needs[0].occasions = on("repeat", {{"mean", constant(0.6)}, {"shape", constant(0.7788)}});
  for (const bool more : {true, false}) {
    const Told told = live_twins(more ? twins_of(base, variant) : twins_of(variant, base), 20);
    expect_alone(told, "occasions");
    std::int64_t from_none = 0, to_none = 0;
    for (std::size_t slot = 0; slot < told.slots; ++slot)
      from_none += told.flow(told.slots, slot), to_none += told.flow(slot, told.slots);
    EXPECT_EQ(more ? to_none : from_none, 0);
    EXPECT_GT(more ? from_none : to_none, 1000);
  }
}

// A shortage moves customers after they have decided.
TEST(Why, IsTheStockWhereDecisionsAreTheSame) {
  const MarketSpec base = buying_by_price();
  MarketSpec variant = base;
  variant.needs[0].offers[0].stock = customers / 20;
  const Told told = live_twins(twins_of(base, variant), 20);
  EXPECT_TRUE(std::ranges::all_of(told.parts, [](std::int64_t part) { return part == 0; }));
  EXPECT_LT(told.whole_units[1], -1000);
  EXPECT_GT(told.ever, 0);
  for (const TwinEnds& end : told.ends)
    if (end.reason != same_choice) {
      EXPECT_EQ(told.mechanism[end.reason], "stock");
    }
}

// Who signed a contract because of the price uses it until it ends: units are moved long after the decision.
TEST(Why, IsWhatPartedTwinsWhereTheyHoldContracts) {
  MarketSpec base = buying_by_price();
  base.needs[0].occasions = on("contract", {{"renewal", constant(4.0)}, {"churn_period", constant(4.0)}});
  for (OfferSpec& offer : base.needs[0].offers) offer.period_weeks = 4.0;
  Team team(1);
  Market market(twins_of(base, with_price(base, 1.3)), team);
  market.burn_in();
  Told told = tell(market, 0);
  std::vector<std::int64_t> units;
  for (int tick = 0; tick < 20; ++tick) {
    market.live_tick(), follow_tick(market, 0, told);
    for (const std::size_t w : {0U, 1U}) add_to(units, market.world(w).needs[0].counts.units, w == 0 ? -1 : 1);
  }
  std::int64_t by_price = 0, by_others = 0;
  for (std::size_t slot = 0; slot < told.slots; ++slot) {
    std::int64_t sum = 0;
    for (std::size_t m = 0; m < told.mechanism.size(); ++m) {
      const std::int64_t part = told.parts[m * told.slots + slot];
      sum += part;
      if (slot == 1) (told.mechanism[m] == "price" ? by_price : by_others) += part;
      EXPECT_TRUE(told.mechanism[m] != "running" || part == 0);
    }
    EXPECT_EQ(sum, units[slot]) << slot;
  }
  EXPECT_LT(by_price, -1000);
  EXPECT_LT(std::abs(by_others), std::abs(by_price) / 10);
}

MarketSpec habitual() {
  MarketSpec market = buying_by_price();
  put(market.needs[0], on("habit"));
  return market;
}

// Kills a frozen choice that keeps the variant's habit, and one that takes the base case's price.
TEST(Why, SplitsAPriceCutIntoPriceAndTheHabitThatItMade) {
  const MarketSpec base = habitual();
  const Told told = live_twins(twins_of(base, with_price(base, 0.85)), 104);
  const auto whole = static_cast<double>(told.whole_demand[1]);
  const auto price = static_cast<double>(told.part("price", 1)), habit = static_cast<double>(told.part("habit", 1));
  EXPECT_GT(price, 0.6 * whole);
  EXPECT_GT(habit, 0.02 * whole);
  EXPECT_LT(habit, price);
  EXPECT_NEAR(price + habit, whole, 0.15 * whole);
}

// The ablation: without the mechanism no part of the effect is its.
TEST(Why, LeavesOutWhatIsOff) {
  MarketSpec base = habitual();
  remove(base.needs[0], "habit");
  const Told told = live_twins(twins_of(base, with_price(base, 0.85)), 30);
  EXPECT_EQ(std::ranges::count(told.mechanism, "habit"), 0);
  expect_alone(told, "price");
}

TEST(Why, FindsFeelingAndFriendsWhereServiceIsBetter) {
  MarketSpec base = reference(customers), better = base;
  better.needs[0].offers[0].quality = 0.95;
  const Told told = live_twins(twins_of(base, better), 26);
  EXPECT_GT(told.part("satisfaction", 1), 0);
  EXPECT_GT(told.part("friends", 1), 0);
  EXPECT_EQ(told.part("linear_price", 1), 0);
  EXPECT_EQ(told.part("attributes", 1), 0);
}

/// Gains of the whole market over some ticks.
double gains_over(const Market::Setup& setup, int ticks, std::int64_t* occasions = nullptr) {
  Team team(1);
  Market market(setup, team);
  double sum = 0.0;
  for (int tick = 0; tick < ticks; ++tick) {
    market.live_tick();
    for (const double gain : observed(market).twins(0, 0).gains()) sum += gain;
    for (const std::int64_t count : observed(market).twins(0, 0).counts().occasions)
      if (occasions != nullptr) *occasions += count;
  }
  return sum;
}

// With one offer and no way round it, a customer gains what it no longer pays.
TEST(Gains, AreThePriceCutWhereEverybodyBuysAnyway) {
  MarketSpec base = plain(customers, {{.price = 1.0}});
  put(base.needs[0], on("linear_price", {{"sensitivity", {Distribution::Family::lognormal, 0.0, 0.4}}}));
  std::int64_t occasions = 0;
  EXPECT_NEAR(gains_over(twins_of(base, with_price(base, 0.8)), 3, &occasions), 0.2 * 3 * customers, 0.1);
  EXPECT_EQ(occasions, 3 * customers);
  EXPECT_NEAR(gains_over(twins_of(with_price(base, 0.8), base), 3), -0.2 * 3 * customers, 0.1);
}

// A tenth off, for every unit bought, whatever the price coefficient.
TEST(Gains, AreMoneyWhereTheLogarithmOfPricesIsMinded) {
  MarketSpec base = plain(customers, {{.price = 1.0}});
  put(base.needs[0], on("price"));
  EXPECT_NEAR(gains_over(twins_of(base, with_price(base, 0.9)), 2) / (2.0 * customers), 0.1, 1e-4);
}

TEST(Gains, AreWeighedWithReasonWhereFeelingIsMixedIn) {
  MarketSpec base = plain(customers, {{.price = 1.0}});
  base.feeling = {.form = FeelingSpec::Form::mixed, .weight = {Distribution::constant(0.4)}};
  put(base.needs[0], on("linear_price"));
  EXPECT_NEAR(gains_over(twins_of(base, with_price(base, 0.8)), 2) / (2.0 * customers), 0.2, 1e-4);
}

TEST(Gains, AreUnknownWhereNobodySaysWhatMoneyIsWorth) {
  const MarketSpec base = repeat_buying(customers, {});
  MarketSpec variant = base;
  variant.needs[0].offers[0].available = false;
  Team team(1);
  Market market(twins_of(base, variant), team);
  market.live_tick();
  EXPECT_TRUE(observed(market).twins(0, 0).gains().empty());
}

TEST(Twins, FlowsLeadFromTheBaseCaseToTheVariant) {
  for (const MarketSpec& base : markets_of_everything(customers)) {
    const Market::Setup setup = twins_of(base, with_price(base, 0.7));
    for (const std::uint32_t need : {0U, 1U}) {
      const Told told = live_twins(setup, 8, need);
      for (std::size_t slot = 0; slot < told.slots; ++slot) {
        std::int64_t net = 0;
        for (std::size_t other = 0; other <= told.slots; ++other)
          net += told.flow(other, slot) - told.flow(slot, other);
        EXPECT_EQ(net, told.whole_units[slot]) << slot;
      }
    }
  }
}

TEST(Twins, EndsCountEveryCustomerOnce) {
  const MarketSpec base = habitual();
  const Told told = live_twins(twins_of(base, with_price(base, 0.85)), 30);
  std::int64_t all = 0, differed = 0, moved = 0;
  for (const TwinEnds& end : told.ends) {
    all += end.customers;
    differed += end.reason != same_choice ? end.customers : 0;
    moved += end.base != end.variant ? end.customers : 0;
    EXPECT_TRUE(end.base == end.variant || end.reason != same_choice);
  }
  EXPECT_EQ(all, customers);
  EXPECT_EQ(differed, told.ever);
  EXPECT_GT(moved, 0);
  EXPECT_LT(moved, differed);
}

// Whoever bought before the change came from there, also when that was in the burn-in.
TEST(Twins, ComeFromWhatTheyBoughtBeforeTheChange) {
  const MarketSpec base = buying_by_price();
  Market::Setup setup = twins_of(base, with_price(base, 0.5), 10);
  setup.clock.burn_in = 26;
  Team team(1);
  Market market(setup, team);
  market.burn_in();
  std::vector<std::uint16_t> last(customers);
  std::vector<OfferSlot> before;
  Told told = tell(market, 0);
  for (int tick = 0; tick < 20; ++tick) {
    market.live_tick(), follow_tick(market, 0, told);
    if (tick == 9) {
      EXPECT_EQ(told.differing, 0);
    }
    const Seen seen = look(market);
    for (std::size_t i = 0; i < seen.chosen.size() && tick < 10; ++i)
      if (seen.chosen[i] != nothing_slot) last[seen.customer[i]] = seen.chosen[i];
  }
  EXPECT_GT(told.differing, 0);
  std::size_t from_burn_in = 0;
  for (std::uint32_t c = 0; c < customers; ++c) {
    const std::uint16_t origin = observed(market).twins(0, 0).end_of(c).origin;
    if (last[c] != 0) {
      EXPECT_EQ(origin, last[c]);
    }
    from_burn_in += last[c] == 0 && origin != 0 ? 1 : 0;
  }
  EXPECT_GT(from_burn_in, 100U);
}

TEST(Twins, EventsAreTheDecisionsThatDiffer) {
  const MarketSpec base = habitual();
  Market::Setup setup = twins_of(base, with_price(base, 0.85));
  const Told told = live_twins(setup, 12);
  EXPECT_EQ(static_cast<std::int64_t>(told.events.size()),
            std::accumulate(told.flows.begin(), told.flows.end(), std::int64_t{0}));
  for (const TwinEvent& event : told.events) EXPECT_NE(event.base, event.variant);
  setup = twins_of(base, with_price(base, 0.85), 0, 50);
  const Told sampled = live_twins(setup, 12);
  EXPECT_LT(sampled.events.size(), told.events.size() / 20);
  EXPECT_EQ(sampled.flows, told.flows);
}

bool same(const Told& a, const Told& b) {
  const auto ends = [](const Told& told) {
    std::vector<std::int64_t> all;
    for (const TwinEnds& e : told.ends)
      for (const std::int64_t x : {std::int64_t{e.origin}, std::int64_t{e.base}, std::int64_t{e.variant},
                                   std::int64_t{e.reason}, std::int64_t{e.segment}, e.customers})
        all.push_back(x);
    for (const TwinEvent& e : told.events)
      for (const std::int64_t x : {std::int64_t{e.customer}, std::int64_t{e.tick}, std::int64_t{e.reason}})
        all.push_back(x);
    return all;
  };
  return a.parts == b.parts && a.flows == b.flows && a.ever == b.ever && ends(a) == ends(b);
}

TEST(Twins, AreTheSameForAnyThreadsAndOrder) {
  const std::uint32_t more = 3 * block_size + 100;
  const MarketSpec base = markets_of_everything(more).back();
  MarketSpec variant = base;
  variant.needs[1].offers[0].stock = more / 100;
  const Market::Setup setup = twins_of(base, variant);
  Team one(1);
  const Told told = live_twins(setup, 6, one, 1);
  EXPECT_GT(told.ever, 0);
  for (const unsigned threads : {2U, 3U, 8U}) {
    Team team(threads);
    team.visit_in_order({3, 1, 0, 2});
    EXPECT_TRUE(same(told, live_twins(setup, 6, team, 1))) << threads;
  }
}

// Comparing costs time, not bits.
TEST(Twins, LeaveTheirWorldsAsTheyAre) {
  for (const MarketSpec& base : markets_of_everything(customers)) {
    if (base.needs[1].occasions.of->name != "repeat") continue;
    MarketSpec variant = with_price(base, 0.7);
    variant.needs[1].occasions = on("repeat", {{"mean", constant(1.1)}});
    Market::Setup setup = twins_of(base, variant);
    const auto watched = live(setup, 5);
    setup.observing = {};
    EXPECT_TRUE(watched == live(setup, 5));
    setup.worlds = {setup.worlds[1]};
    const auto alone = live(setup, 5);
    for (std::size_t tick = 0; tick < alone.size(); ++tick)
      EXPECT_TRUE(std::equal(alone[tick].begin(), alone[tick].end(), watched[tick].begin() + 2)) << tick;
  }
}

TEST(Twins, DoNotDifferWhereNobodyIsTouched) {
  const MarketSpec base = markets_of_everything(customers).back();
  MarketSpec renamed = base, more = base, other = base;
  renamed.brands[0].name = "Another name", renamed.needs[0].offers[0].name = "Another name";
  add_offer(more, 0, {.price = 0.1}).available = false;
  for (OfferSpec& offer : other.needs[1].offers) offer.price = money(0.5);
  for (const MarketSpec& variant : {renamed, more, other}) {
    const Told told = live_twins(twins_of(base, variant), 26);
    EXPECT_EQ(told.ever, 0);
    EXPECT_TRUE(std::ranges::all_of(told.parts, [](std::int64_t part) { return part == 0; }));
    for (const TwinEnds& end : told.ends) EXPECT_EQ(end.reason, same_choice);
  }
}

// Same luck, offer by offer: who changes its mind does so to or from the brand that changed. Without habit that is
// exact; habit carries a change on, a little.
TEST(Twins, SeldomSwitchBetweenUntouchedBrands) {
  for (const bool habit : {false, true}) {
    const MarketSpec base = habit ? habitual() : buying_by_price();
    const Told told = live_twins(twins_of(base, with_price(base, 0.95)), 52);
    std::int64_t all = 0, elsewhere = 0;
    for (std::size_t from = 0; from < told.slots; ++from)
      for (std::size_t to = 0; to < told.slots; ++to) {
        all += told.flow(from, to);
        elsewhere += from != 1 && to != 1 ? told.flow(from, to) : 0;
      }
    EXPECT_GT(all, 300);
    EXPECT_LE(elsewhere * 10, habit ? all : 0);
  }
}

TEST(Twins, TakeLessThanTwiceTheMemoryOfOneWorld) {
  for (const MarketSpec& base : {reference(100'000), buying_by_price(), markets_of_everything(100'000).back()}) {
    Team team(1);
    Market::Setup one = alone(base), two = beside({base, with_price(base, 0.9)});
    one.observing = observing({.panel = true});
    two.observing = observing({.panel = true, .twins = {{.events = customers}}});
    Market single(one, team), pair(two, team);
    single.live_tick(), pair.live_tick();
    EXPECT_LT(pair.bytes(), 2 * single.bytes());
  }
}

TEST(Twins, GoOnFromACheckpoint) {
  const MarketSpec base = markets_of_everything(customers).back();
  const Market::Setup setup = twins_of(base, with_price(base, 0.7));
  Team team(1);
  const Told whole = live_twins(setup, 8, team);
  Market first(setup, team), second(setup, team);
  Told told = tell(first, 0);
  for (int tick = 0; tick < 4; ++tick) first.live_tick(), follow_tick(first, 0, told);
  std::map<std::string, std::vector<std::byte>> saved;
  first.save([&](const std::string& name, std::span<const std::byte> bytes) {
    saved[name].assign(bytes.begin(), bytes.end());
  });
  second.load(
      [&](const std::string& name, std::span<std::byte> bytes) { std::ranges::copy(saved.at(name), bytes.begin()); });
  for (int tick = 4; tick < 8; ++tick) second.live_tick(), follow_tick(second, 0, told);
  Told resumed = finish(second, 0, told);
  resumed.events = whole.events;  // kept for stories alone
  EXPECT_TRUE(whole.parts == resumed.parts);
  EXPECT_TRUE(whole.flows == resumed.flows);
  EXPECT_EQ(whole.ever, resumed.ever);
  EXPECT_TRUE(same(whole, resumed));
}

}  // namespace
}  // namespace clientele::markets::twins_test
