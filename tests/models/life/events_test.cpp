#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::events_test {
namespace {

constexpr std::uint32_t customers = 5'000;
constexpr int weeks = 7;

MarketSpec base_case() {
  MarketSpec market = reference(customers);
  put(market.needs.front(), on("price"));
  return market;
}

MarketSpec with_price(double price) {
  MarketSpec market = base_case();
  market.needs.front().offers[1].price = money(price);
  return market;
}

Epoch from(int tick, const MarketSpec& market) { return {tick, std::make_shared<const MarketSpec>(market)}; }

/// The base case beside a world of these epochs.
std::vector<std::vector<Seen>> live_with(const Timeline& timeline) {
  Market::Setup setup = alone(base_case());
  setup.worlds.push_back(timeline);
  return live(setup, weeks);
}

TEST(Events, TakeEffectAtTheirTickAndNotBefore) {
  const auto lived = live_with({from(0, base_case()), from(3, with_price(0.5))});
  for (int tick = 0; tick < 3; ++tick) EXPECT_TRUE(lived[tick][0] == lived[tick][1]) << tick;
  for (int tick = 3; tick < weeks; ++tick) EXPECT_GT(lived[tick][1].units[2], lived[tick][0].units[2] + 50) << tick;
}

TEST(Events, FollowOneAnother) {
  const auto lived =
      live_with({from(0, base_case()), from(2, with_price(0.5)), from(3, with_price(3.0)), from(5, with_price(0.5))});
  EXPECT_TRUE(lived[1][0] == lived[1][1]);
  for (const int cheap : {2, 5, 6}) EXPECT_GT(lived[cheap][1].units[2], lived[cheap][0].units[2]) << cheap;
  for (const int dear : {3, 4}) EXPECT_LT(lived[dear][1].units[2], lived[dear][0].units[2]) << dear;
}

TEST(Events, GiveAPriceTheSameEffectAsASchedule) {
  MarketSpec scheduled = base_case();
  OfferSpec& offer = scheduled.needs.front().offers[1];
  offer.schedule = {{2, money(0.6)}, {5, offer.price}};
  Market::Setup setup = alone(base_case());
  setup.worlds = {{from(0, scheduled)}, {from(0, base_case()), from(2, with_price(0.6)), from(5, base_case())}};
  const auto lived = live(setup, weeks);
  for (const auto& tick : lived) EXPECT_TRUE(tick[0] == tick[1]);
  EXPECT_GT(lived[2][0].units[2], lived[1][0].units[2]);
}

TEST(Events, WithdrawAnOfferAndBringItBack) {
  MarketSpec withdrawn = base_case();
  withdrawn.needs.front().offers[1].available = false;
  const auto lived = live_with({from(0, base_case()), from(2, withdrawn), from(4, base_case())});
  for (int tick = 0; tick < weeks; ++tick) EXPECT_EQ(lived[tick][1].units[2] == 0, tick == 2 || tick == 3) << tick;
}

TEST(Events, LaunchAnOfferWithoutTouchingThoseWhoDoNotTakeIt) {
  MarketSpec launched = base_case();
  add_offer(launched, 0, {.price = 1.0, .quality = 0.9, .attributes = {0.9, 0.9, 0.9, 0.9}});
  const auto lived = live_with({from(0, base_case()), from(4, launched)});
  for (int tick = 0; tick < 4; ++tick) EXPECT_EQ(lived[tick][1].units[6], 0);
  EXPECT_GT(lived[4][1].units[6], customers / 20);
  for (std::size_t i = 0; i < customers; ++i)
    if (lived[4][1].chosen[i] != 6) {
      EXPECT_EQ(lived[4][1].chosen[i], lived[4][0].chosen[i]);
    }
}

TEST(Events, TurnABehaviourOn) {
  MarketSpec loyal = base_case();
  put(loyal.needs.front(), on("loyalty", {{"sum", Distribution::constant(0.3)}}));
  const auto lived = live_with({from(0, base_case()), from(2, loyal)});
  EXPECT_EQ(lived[1][0].chosen, lived[1][1].chosen);
  EXPECT_NE(lived[2][0].chosen, lived[2][1].chosen);
}

// Constants and price response belong to the base case; base prices too: a price is compared with them, not with the
// first price of the world.
TEST(Events, ComparePricesWithTheBaseCase) {
  const auto lived = live_with({from(0, with_price(0.5))});
  EXPECT_GT(lived[0][1].units[2], lived[0][0].units[2] + 100);
}

}  // namespace
}  // namespace clientele::markets::events_test
