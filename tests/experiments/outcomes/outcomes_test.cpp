#include "experiments/outcomes/outcomes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <tuple>

#include <gtest/gtest.h>

#include "experiments/record/tables.h"
#include "tests/experiments/support/things.h"

namespace clientele::outcomes_test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Brands A and B of one firm and C of another, one need, 10 weeks; `variant` is the market of the one variant.
struct Fixture {
  Scenario scenario;
  std::vector<Frame> frames = run_tables("GBP");

  Fixture() {
    scenario.currency = "GBP";
    scenario.clock = {.weeks_per_tick = 1.0, .ticks = 10, .burn_in = 0};
    scenario.observe = {.every = 4, .panel_ticks = 5};
    scenario.base = {std::make_shared<MarketSpec>(market()), {}, {}};
    vary(market());
  }

  static MarketSpec market() {
    MarketSpec market;
    market.firms = {firm_called("Big"), firm_called("Small")};
    market.brands = {brand_called("A", 0), brand_called("B", 0), brand_called("C", 1)};
    market.needs.resize(1);
    market.needs[0].name = "soap";
    for (std::uint32_t b = 0; b < 3; ++b) {
      market.needs[0].offers.emplace_back();
      market.needs[0].offers[b].name = market.brands[b].name;
      market.needs[0].offers[b].brand = b;
    }
    return market;
  }

  void vary(MarketSpec market) {
    scenario.variants = {{.name = "other", .question = "", .timeline = {std::make_shared<MarketSpec>(market), {}, {}}}};
  }

  Frame& table(std::string_view name) {
    return *std::find_if(frames.begin(), frames.end(), [&](const Frame& frame) { return frame.name() == name; });
  }

  /// A cell as the world's own run would write it.
  void say(Frame& frame, std::string_view column, const std::string& world, const std::string& name) const {
    frame.get<std::string>(column).push_back(
        thing_called(world == "other" ? scenario.variants.front().timeline : scenario.base, column, name));
  }

  template <class T>
  static void put(Frame& frame, std::string_view column, T value) {
    frame.get<T>(column).push_back(std::move(value));
  }

  Frame& row(std::string_view name, const std::string& world, std::int64_t replicate) {
    Frame& frame = table(name);
    put(frame, "world", world), put(frame, "replicate", replicate);
    return frame;
  }

  struct Sold {
    std::string world;
    std::int64_t replicate, tick;
    std::string brand;
    std::int64_t units;
  };
  /// At a price of 0.20 and a cost of 0.05.
  void sell(const Sold& sold) {
    Frame& offers = row("offers", sold.world, sold.replicate);
    put(offers, "tick", sold.tick), say(offers, "need", sold.world, "soap");
    say(offers, "brand", sold.world, sold.brand), say(offers, "offer", sold.world, sold.brand);
    put(offers, "price", std::int64_t{2000}), put(offers, "demand", sold.units), put(offers, "units", sold.units);
    put(offers, "refused", std::int64_t{0});
    put(offers, "revenue", 2000 * sold.units), put(offers, "cost", 500 * sold.units);
  }

  void hold_cash(const std::string& world, std::int64_t tick, std::int64_t profit, std::int64_t cash) {
    Frame& firms = row("firms", world, 0);
    put(firms, "tick", tick), say(firms, "firm", world, "Big");
    put(firms, "revenue", profit), put(firms, "cost", std::int64_t{0}), put(firms, "profit", profit);
    put(firms, "cash", cash);
  }

  Outcomes read() const { return read_outcomes(scenario, frames); }
};

/// The values of an outcome, [world][replicate]; nothing if there is none.
using Values = std::pmr::vector<double>;

Values values(const Outcomes& outcomes, std::string_view table, std::string_view measure, std::string_view brand,
              int time = whole_run) {
  for (const Outcome& outcome : outcomes.rows) {
    const OutcomeKey& key = outcome.key;
    const bool same = key.table == table && key.measure == measure && key.time == time && key.segment.empty();
    if (same && key.brand == brand) return outcome.values;
  }
  return {};
}

const Outcome* find(const Outcomes& outcomes, std::string_view table, std::string_view measure, int time = whole_run) {
  for (const Outcome& outcome : outcomes.rows)
    if (outcome.key.table == table && outcome.key.measure == measure && outcome.key.time == time) return &outcome;
  return nullptr;
}

/// A table that nobody knows yet, with a measure of each kind, at ticks 3, 7 and 9.
Frame later_table() {
  Frame frame("queues", "A table of a later version.");
  frame.add<std::string>("world", "", "") = {"base", "base", "base", "other", "other", "other"};
  frame.add<std::int64_t>("replicate", "1", "", Fold::key) = {0, 0, 0, 0, 0, 0};
  frame.add<std::int64_t>("tick", "ticks", "", Fold::key) = {3, 7, 9, 3, 7, 9};
  frame.add<std::string>("need", "", "") = std::vector<std::string>(6, "soap");
  frame.add<std::string>("counter", "", "") = std::vector<std::string>(6, "left");
  frame.add<std::int64_t>("floor", "1", "", Fold::key) = CellsOf<std::int64_t>(6, 2);
  frame.add<std::int64_t>("waiting", "customers", "") = {1, 2, 3, 4, 5, 6};
  frame.add<double>("minutes", "minutes", "") = {1.0, nan, 4.0, 2.0, 3.0, 7.0};
  frame.add<double>("open", "1", "", Fold::last) = {9.0, 8.0, 7.0, 6.0, 5.0, nan};
  return frame;
}

TEST(Outcomes, ReadTablesAndMeasuresThatNobodyHasHeardOf) {
  Fixture fixture;
  fixture.frames.push_back(later_table());
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(outcomes.worlds, (std::vector<std::string>{"base", "other"}));
  ASSERT_NE(find(outcomes, "queues", "waiting", 7), nullptr);
  const Outcome& outcome = *find(outcomes, "queues", "waiting", 7);
  EXPECT_EQ(outcome.values, (Values{2.0, 5.0}));
  EXPECT_EQ(outcome.key.unit, "customers");
  EXPECT_EQ(outcome.key.need, "soap");
  EXPECT_EQ(outcome.key.other, "counter left, floor 2");
}

TEST(Outcomes, FoldTheWholeRunAsTheColumnsSay) {
  Fixture fixture;
  fixture.frames.push_back(later_table());
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(find(outcomes, "queues", "waiting")->values, (Values{6.0, 15.0}));
  EXPECT_EQ(find(outcomes, "queues", "minutes")->values, (Values{2.5, 4.0}));  // unknown ones left out
  EXPECT_EQ(find(outcomes, "queues", "open")->values, (Values{7.0, 5.0}));
}

// Rows every 4 ticks of a run of 10: the last covers 2 weeks.
TEST(Outcomes, KnowHowLongTheyCover) {
  Fixture fixture;
  fixture.frames.push_back(later_table());
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(find(outcomes, "queues", "waiting", 3)->key.weeks, 4.0);
  EXPECT_EQ(find(outcomes, "queues", "waiting", 9)->key.weeks, 2.0);
  EXPECT_EQ(find(outcomes, "queues", "waiting")->key.weeks, 10.0);
}

TEST(Outcomes, HaveMoneyInCurrencyUnits) {
  Fixture fixture;
  fixture.hold_cash("base", 3, 20'000, 50'000), fixture.hold_cash("base", 7, 30'000, 80'000);
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(find(outcomes, "firms", "profit")->values, Values{5.0});
  EXPECT_EQ(find(outcomes, "firms", "profit")->key.unit, "GBP");
  EXPECT_EQ(find(outcomes, "firms", "cash")->values, Values{8.0});
}

// Shares of 1/2 in a small tick and 1/4 in a large one: 60 of 220, not 3/8.
TEST(Outcomes, HaveSharesOfTheWholeRunFromItsSums) {
  Fixture fixture;
  for (const auto& [tick, a, c] : {std::tuple{3, 10, 10}, {7, 50, 150}})
    fixture.sell({"base", 0, tick, "A", a}), fixture.sell({"base", 0, tick, "C", c});
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(values(outcomes, "market", "share", "A", 3), Values{0.5});
  EXPECT_EQ(values(outcomes, "market", "share", "A", 7), Values{0.25});
  EXPECT_EQ(values(outcomes, "market", "share", "A"), Values{60.0 / 220.0});
  EXPECT_EQ(values(outcomes, "market", "units", ""), Values{220.0});
  EXPECT_NEAR(values(outcomes, "market", "profit", "A")[0], 9.0, 1e-12);
  EXPECT_NEAR(values(outcomes, "market", "price_paid", "A")[0], 0.2, 1e-15);
}

TEST(Outcomes, AddUpBrandsOfOneFirmAndNoOthers) {
  Fixture fixture;
  for (const auto& [brand, units] : {std::pair{"A", 20}, {"B", 30}, {"C", 50}})
    fixture.sell({"base", 0, 3, brand, units});
  std::vector<std::string> firms;
  Values share;
  for (const Outcome& outcome : fixture.read().rows) {
    if (outcome.key.table != "market" || outcome.key.firm.empty() || outcome.key.time != whole_run) continue;
    firms.push_back(outcome.key.firm);
    if (outcome.key.measure == "share") share = outcome.values;
  }
  EXPECT_EQ(share, Values{0.5});
  EXPECT_EQ(firms, std::vector<std::string>(5, "Big"));  // units, share, revenue, profit, price paid
}

TEST(Outcomes, HaveSharesWithinSegments) {
  Fixture fixture;
  for (const auto& [segment, brand, units] : {std::tuple{"young", "A", 30}, {"young", "C", 10}, {"old", "A", 5}}) {
    Frame& table = fixture.row("segments", "base", 0);
    Fixture::put(table, "tick", std::int64_t{9}), Fixture::put<std::string>(table, "segment", segment);
    Fixture::put<std::string>(table, "need", "soap"), Fixture::put<std::string>(table, "brand", brand);
    Fixture::put(table, "units", std::int64_t{units});
  }
  Values shares;
  for (const Outcome& outcome : fixture.read().rows)
    if (outcome.key.table == "market" && outcome.key.measure == "share" && outcome.key.time == whole_run)
      shares.push_back(outcome.values[0]);
  EXPECT_EQ(shares, (Values{0.75, 0.25, 1.0}));
}

// A and B swap their names in the variant: position 0 is A to the reader, whatever the variant calls it.
TEST(Outcomes, MatchRenamedBrandsByPosition) {
  Fixture fixture;
  MarketSpec renamed = Fixture::market();
  std::swap(renamed.brands[0].name, renamed.brands[1].name);
  std::swap(renamed.needs[0].offers[0].name, renamed.needs[0].offers[1].name);
  fixture.vary(renamed);
  fixture.sell({"base", 0, 3, "A", 20}), fixture.sell({"base", 0, 3, "B", 30});
  fixture.sell({"other", 0, 3, "B", 20}), fixture.sell({"other", 0, 3, "A", 30});
  const Outcomes outcomes = fixture.read();
  for (const char* table : {"market", "offers"}) {
    EXPECT_EQ(values(outcomes, table, "units", "A"), (Values{20.0, 20.0})) << table;
    EXPECT_EQ(values(outcomes, table, "units", "B"), (Values{30.0, 30.0})) << table;
  }
}

TEST(Outcomes, KeepANewBrandApartFromOneThatGaveItItsName) {
  Fixture fixture;
  MarketSpec renamed = Fixture::market();
  renamed.brands[0].name = renamed.needs[0].offers[0].name = "Alpha";
  renamed.brands.push_back(brand_called("A", 1));
  renamed.needs[0].offers.push_back(renamed.needs[0].offers[0]);
  renamed.needs[0].offers.back().name = "A", renamed.needs[0].offers.back().brand = 3;
  fixture.vary(renamed);
  fixture.sell({"base", 0, 3, "A", 20});
  fixture.sell({"other", 0, 3, "Alpha", 15}), fixture.sell({"other", 0, 3, "A", 7});
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(values(outcomes, "market", "units", "A"), (Values{20.0, 15.0}));
  EXPECT_EQ(values(outcomes, "market", "units", "A (new)"), (Values{0.0, 7.0}));
}

// Two brands called Twin, of two firms: what they sell must not run together.
TEST(Outcomes, TellBrandsApartThatAreCalledAlike) {
  Fixture fixture;
  MarketSpec alike = Fixture::market();
  alike.brands[0].name = alike.brands[2].name = "Twin";
  fixture.scenario.base = {std::make_shared<MarketSpec>(alike), {}, {}};
  const auto sell = [&](const std::string& world, std::size_t brand, std::int64_t units) {
    fixture.sell({world, 0, 3, "soap", units});
    Frame& offers = fixture.table("offers");
    const std::size_t row = offers.rows() - 1;
    offers.get<std::string>("brand").set(row, "Twin", Thing::of_brand(brand).key());
    offers.get<std::string>("offer").set(row, "", Thing::within(Thing::Kind::offer, 0, brand).key());
  };
  sell("base", 0, 20), sell("base", 2, 60), sell("other", 0, 30), sell("other", 2, 70);
  std::vector<Values> units;
  for (const Outcome& outcome : fixture.read().rows)
    if (outcome.key.table == "market" && outcome.key.measure == "units" && outcome.key.brand == "Twin" &&
        outcome.key.time == whole_run)
      units.push_back(outcome.values);
  EXPECT_EQ(units, (std::vector<Values>{{20.0, 30.0}, {60.0, 70.0}}));
}

TEST(Outcomes, CountZeroForWhatAWorldLacksAndKnowNothingOfItsLevels) {
  Fixture fixture;
  fixture.sell({"base", 0, 3, "A", 20});
  fixture.sell({"other", 0, 3, "A", 15}), fixture.sell({"other", 0, 3, "Fresh", 5});
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(values(outcomes, "offers", "units", "Fresh"), (Values{0.0, 5.0}));
  EXPECT_EQ(values(outcomes, "market", "share", "Fresh"), (Values{0.0, 0.25}));
  const Values price = values(outcomes, "offers", "price", "Fresh");
  EXPECT_TRUE(std::isnan(price[0]));
  EXPECT_EQ(price[1], 0.2);
}

TEST(Outcomes, TakeACountOfMinusOneForUnknown) {
  Fixture fixture;
  Frame& table = fixture.row("categories", "base", 0);
  Fixture::put(table, "period", std::int64_t{0}), Fixture::put(table, "weeks", 5.0);
  Fixture::put<std::string>(table, "need", "soap"), Fixture::put(table, "customers", std::int64_t{100});
  Fixture::put(table, "buyers", std::int64_t{-1}), Fixture::put(table, "purchases", std::int64_t{40});
  Fixture::put(table, "penetration", nan), Fixture::put(table, "purchases_per_buyer", nan);
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(find(outcomes, "categories", "buyers"), nullptr);
  EXPECT_EQ(find(outcomes, "categories", "purchases", 0)->key.weeks, 5.0);
}

TEST(Outcomes, LeaveOutWhatIsNothingInEveryWorldAndReplicate) {
  Fixture fixture;
  for (const std::int64_t replicate : {0, 1}) fixture.sell({"base", replicate, 3, "A", 20});
  fixture.sell({"base", 0, 3, "B", 0}), fixture.sell({"base", 1, 3, "B", 1});
  fixture.sell({"base", 0, 3, "C", 0}), fixture.sell({"base", 1, 3, "C", 0});
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(values(outcomes, "offers", "units", "B"), (Values{0.0, 1.0}));
  EXPECT_TRUE(values(outcomes, "offers", "units", "C").empty());
  EXPECT_TRUE(values(outcomes, "offers", "refused", "A").empty());
}

// A table of a comparison has no base case in it; worlds that only help to explain are none of the scenario's.
TEST(Outcomes, LeaveOutTablesOfAComparisonAndWorldsOfNoVariant) {
  Fixture fixture;
  fixture.sell({"base", 0, 3, "A", 20}), fixture.sell({"without habit", 0, 3, "A", 15});
  Frame flows("flows", "");
  flows.add<std::string>("world", "", "") = {"other"};
  flows.add<std::int64_t>("replicate", "1", "", Fold::key) = {0};
  flows.add<std::int64_t>("purchases", "units", "") = {3};
  fixture.frames.push_back(flows);
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(outcomes.worlds, std::vector<std::string>{"base"});
  EXPECT_EQ(values(outcomes, "offers", "units", "A"), Values{20.0});
  EXPECT_EQ(find(outcomes, "flows", "purchases"), nullptr);
}

TEST(Outcomes, KeepReplicatesAndWorldsInOrder) {
  Fixture fixture;
  for (const std::int64_t replicate : {2, 0, 1})
    for (const char* world : {"other", "base"})
      fixture.sell({world, replicate, 3, "A", 10 * (replicate + 1) + (world[0] == 'o' ? 1 : 0)});
  const Outcomes outcomes = fixture.read();
  EXPECT_EQ(outcomes.replicates, 3u);
  EXPECT_EQ(values(outcomes, "offers", "units", "A"), (Values{10.0, 20.0, 30.0, 11.0, 21.0, 31.0}));
}

}  // namespace
}  // namespace clientele::outcomes_test
