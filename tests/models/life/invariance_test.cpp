#include <set>

#include <gtest/gtest.h>

#include "models/behaviours.h"
#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::invariance_test {
namespace {

constexpr std::uint32_t customers = 9'000;  ///< three blocks, the last one short
constexpr int weeks = 5;

#ifdef __SANITIZE_THREAD__
/// Under which a life takes twenty times as long; it sees with three threads, one a block, what it would with others.
const std::vector<unsigned> threads_tried{3};
#else
const std::vector<unsigned> threads_tried{2, 3, 8};
#endif

/// Two worlds with all behaviours, a burn-in and a panel.
Market::Setup setup_of(const MarketSpec& market, Key key = {.seed = 1, .replicate = 0}) {
  MarketSpec other = market;
  other.needs[0].offers[1].price = money(0.7);
  other.needs[1].offers[2].stock = customers / 20;
  Market::Setup setup = beside({market, other}, key);
  setup.clock.burn_in = 2;
  setup.observing = observing({.panel = true});
  return setup;
}

TEST(MarketOfEverything, HasEveryRegisteredBehaviourInOneOfItsForms) {
  std::set<std::string> on, registered;
  for (const MarketSpec& market : markets_of_everything(100))
    for (const std::string& name : names_on(market.needs.front())) on.insert(name);
  for (const Declaration* declaration : behaviour_declarations()) registered.emplace(declaration->name);
  EXPECT_EQ(on, registered);
}

TEST(MarketOfEverything, DoesNotDependOnThreads) {
  for (const MarketSpec& market : markets_of_everything(customers)) {
    const auto expected = live(setup_of(market), weeks);
    for (const unsigned threads : threads_tried) {
      Team team(threads);
      EXPECT_TRUE(live(setup_of(market), weeks, team) == expected) << threads << " threads";
    }
  }
}

TEST(MarketOfEverything, DoesNotDependOnTheOrderOfBlocks) {
  for (const MarketSpec& market : markets_of_everything(customers)) {
    const auto expected = live(setup_of(market), weeks);
    for (const std::vector<std::size_t>& order : {std::vector<std::size_t>{2, 1, 0}, {1, 2, 0}}) {
      Team team(1);
      team.visit_in_order(order);
      EXPECT_TRUE(live(setup_of(market), weeks, team) == expected);
    }
  }
}

TEST(MarketOfEverything, DiffersWithTheSeedAndTheReplicate) {
  const MarketSpec market = markets_of_everything(customers).front();
  const auto first = live(setup_of(market, {1, 0}), 1);
  EXPECT_TRUE(live(setup_of(market, {1, 0}), 1) == first);
  for (const Key& key : {Key{2, 0}, Key{1, 1}})
    for (std::size_t need = 0; need < 2; ++need)
      EXPECT_NE(live(setup_of(market, key), 1)[0][need].chosen, first[0][need].chosen);
}

// Where nothing is drawn but the noise of choices, that alone must differ.
TEST(MarketOfEverything, DrawsTheNoiseOfChoicesBySeedAndReplicate) {
  const auto chosen = [](Key key) { return live(alone(plain(5'000, {{}, {}}), key), 1)[0][0].chosen; };
  EXPECT_NE(chosen({1, 0}), chosen({2, 0}));
  EXPECT_NE(chosen({1, 0}), chosen({1, 1}));
}

TEST(MarketOfEverything, GivesEachNeedLuckOfItsOwn) {
  MarketSpec market = plain(5'000, {{}, {}});
  market.needs.push_back(market.needs.front());
  const auto tick = live(alone(market), 1).front();
  EXPECT_NE(tick[0].chosen, tick[1].chosen);
}

struct Sums {
  std::vector<std::vector<double>> means;
  std::vector<std::vector<std::int64_t>> by_segment;
  friend bool operator==(const Sums&, const Sums&) = default;
};

/// Sums over customers after a tick, on so many threads.
Sums sums_on(unsigned threads) {
  Team team(threads);
  Market market(setup_of(markets_of_everything(customers).front()), team);
  market.burn_in();
  market.live_tick();
  Sums sums{.means = {}, .by_segment = market.units_by_segment(0, 0)};
  const auto& entries = market.plans()[0].columns().entries();
  for (std::uint32_t c = 0; c < entries.size(); ++c)
    if (entries[c].spec.measured) sums.means.push_back(market.means(0, 0, ColumnKey{c}));
  return sums;
}

TEST(MarketOfEverything, MeansAndSegmentsDoNotDependOnThreads) {
  const Sums expected = sums_on(1);
  EXPECT_FALSE(expected.means.empty());
  EXPECT_FALSE(expected.by_segment.empty());
  EXPECT_TRUE(sums_on(3) == expected);
}

TEST(MarketOfEverything, CountsUnitsBySegmentSoThatTheyAddUp) {
  Team team(1);
  Market market(setup_of(markets_of_everything(customers).back()), team);
  market.burn_in();
  market.live_tick();
  for (std::uint32_t need = 0; need < 2; ++need) {
    const auto by_segment = market.units_by_segment(1, need);
    ASSERT_EQ(by_segment.size(), 2U);
    const auto& units = market.world(1).needs[need].counts.units;
    for (std::size_t slot = 0; slot < units.size(); ++slot)
      EXPECT_EQ(by_segment[0][slot] + by_segment[1][slot], units[slot]);
    EXPECT_GT(by_segment[1][1], 0);
  }
}

}  // namespace
}  // namespace clientele::markets::invariance_test
