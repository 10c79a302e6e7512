#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::checkpoint_test {
namespace {

using Saved = std::map<std::string, std::vector<std::byte>>;

constexpr std::uint32_t customers = 4'500;

/// Two worlds with all behaviours, a panel, events before the stop and one after it.
Market::Setup setup_of(const MarketSpec& market) {
  MarketSpec other = market;
  other.needs[0].offers[1].price = money(0.7);
  Market::Setup setup = beside({market, other});
  MarketSpec feeling = other;
  feeling.feeling.load_effect = 2.0;
  setup.worlds[1].epochs = {new_rules(1, feeling)};
  setup.worlds[1].term_changes = {new_price(1, market.needs[0].offers[1].price, 1), new_price(2, money(0.6), 1),
                                  new_term(5, "quality", 0.1, 2)};
  setup.clock.burn_in = 2;
  setup.observing = observing({.panel = true, .followed = {.customers = 500, .journeys = 100}});
  return setup;
}

Saved save(Market& market) {
  Saved saved;
  market.save([&](const std::string& name, std::span<const std::byte> bytes) {
    EXPECT_TRUE(saved.emplace(name, std::vector<std::byte>(bytes.begin(), bytes.end())).second) << name << " twice";
  });
  return saved;
}

void load(Market& market, const Saved& saved) {
  market.load([&](const std::string& name, std::span<std::byte> bytes) {
    const auto& from = saved.at(name);
    ASSERT_EQ(from.size(), bytes.size());
    std::ranges::copy(from, bytes.begin());
  });
}

struct Lived {
  Saved half_way, end;
  std::vector<std::vector<Seen>> second_half;
};

/// Eight ticks on one thread, saved after four of them.
Lived live_whole(const Market::Setup& setup) {
  Team team(1);
  Market market(setup, team);
  market.burn_in();
  Lived lived;
  for (int tick = 0; tick < 8; ++tick) {
    if (tick == 4) lived.half_way = save(market);
    market.live_tick();
    if (tick >= 4) lived.second_half.push_back(look_everywhere(market));
  }
  lived.end = save(market);
  return lived;
}

TEST(Checkpoint, ContinuesWithTheSameBitsOnAnotherNumberOfThreads) {
  for (const MarketSpec& market : markets_of_everything(customers)) {
    const Lived whole = live_whole(setup_of(market));
    Team team(2);
    Market resumed(setup_of(market), team);
    load(resumed, whole.half_way);
    EXPECT_EQ(resumed.now(), 4);
    for (const auto& expected : whole.second_half) {
      resumed.live_tick();
      EXPECT_TRUE(look_everywhere(resumed) == expected) << "before tick " << resumed.now();
    }
    EXPECT_TRUE(save(resumed) == whole.end);
  }
}

TEST(Checkpoint, HoldsEveryEvolvingColumnAndTheBooks) {
  Team team(1);
  Market market(setup_of(markets_of_everything(customers).back()), team);
  const Saved saved = save(market);
  const Seen seen = look(market);
  EXPECT_TRUE(saved.contains("tick"));
  for (const char* world : {"world 0", "world 1"}) {
    EXPECT_TRUE(saved.contains(std::string(world) + "/ledger"));
    for (const char* need : {"/need 0/", "/need 1/"})
      for (const auto& [name, items] : seen.columns)
        EXPECT_EQ(saved.contains(world + std::string(need) + name), !items.empty()) << name;
  }
}

// What somebody decided while the market was lived stands in no scenario.
TEST(Checkpoint, HoldsTheTermsInForce) {
  const MarketSpec spec = reference(1'000);
  Team team(1);
  Market market(alone(spec), team), resumed(alone(spec), team);
  market.burn_in();
  market.live_tick();
  market.assign(0, new_price(0, money(0.45), 1));
  market.assign(0, new_term(0, "stock", std::optional<double>(70), 2));
  const Saved saved = save(market);
  load(resumed, saved);
  EXPECT_EQ(resumed.terms(0), market.terms(0));
  EXPECT_TRUE(save(resumed) == saved) << "stopped again before the first tick";
  for (int tick = 0; tick < 3; ++tick) {
    market.live_tick(), resumed.live_tick();
    EXPECT_TRUE(look(resumed) == look(market)) << tick;
    EXPECT_LE(look(market).units[3], 70);
  }
}

// Whoever reads a file asks for all places first and fills them afterwards, and may be stopped before the next tick.
TEST(Checkpoint, MayBeFilledAfterAllPlacesAreKnown) {
  const MarketSpec spec = reference(500);
  Team team(1);
  Market market(alone(spec), team), resumed(alone(spec), team);
  market.burn_in();
  market.live_tick();
  market.assign(0, new_price(0, money(0.45), 1));
  const Saved saved = save(market);
  std::map<std::string, std::span<std::byte>> places;
  resumed.load([&](const std::string& name, std::span<std::byte> bytes) { places[name] = bytes; });
  for (const auto& [name, bytes] : saved) std::copy(bytes.begin(), bytes.end(), places.at(name).begin());
  EXPECT_TRUE(save(resumed) == saved);
  market.live_tick(), resumed.live_tick();
  EXPECT_TRUE(look(resumed) == look(market));
  EXPECT_EQ(resumed.terms(0), market.terms(0));
}

}  // namespace
}  // namespace clientele::markets::checkpoint_test
