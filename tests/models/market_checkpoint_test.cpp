#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets {
namespace {

using Saved = std::map<std::string, std::vector<std::byte>>;

constexpr std::uint32_t customers = 4'500;

/// Two worlds with all behaviours, a panel, two events before the stop and one after it.
Market::Setup setup_of(const MarketSpec& market) {
  MarketSpec other = market;
  other.needs[0].offers[1].price = money(0.7);
  Market::Setup setup = beside({market, other});
  MarketSpec later = other;
  later.needs[0].offers[2].quality = 0.1;
  setup.worlds[1].push_back({.from_tick = 1, .market = std::make_shared<const MarketSpec>(market)});
  setup.worlds[1].push_back({.from_tick = 2, .market = std::make_shared<const MarketSpec>(other)});
  setup.worlds[1].push_back({.from_tick = 5, .market = std::make_shared<const MarketSpec>(later)});
  setup.clock.burn_in = 2;
  setup.panel = true;
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

TEST(Checkpoint, ContinuesWithTheSameBits) {
  for (const MarketSpec& market : markets_of_everything(customers)) {
    const Market::Setup setup = setup_of(market);
    Team one(1), two(2);
    Market whole(setup, one), resumed(setup, two);
    whole.burn_in();
    for (int tick = 0; tick < 4; ++tick) whole.live_tick();
    load(resumed, save(whole));
    EXPECT_EQ(resumed.now(), 4);
    for (int tick = 4; tick < 8; ++tick) {
      whole.live_tick();
      resumed.live_tick();
      EXPECT_TRUE(look_everywhere(resumed) == look_everywhere(whole)) << "tick " << tick;
    }
    EXPECT_TRUE(save(resumed) == save(whole));
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

}  // namespace
}  // namespace clientele::markets
