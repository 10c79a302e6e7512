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

/// The second offer at another price from a tick on.
TermChange costs(int tick, double price) { return new_price(tick, money(price), 1); }

/// The base case beside a world of this timeline.
std::vector<std::vector<Seen>> live_with(const Timeline& timeline) {
  Market::Setup setup = alone(base_case());
  setup.worlds.push_back(timeline);
  return live(setup, weeks);
}

TEST(Events, TakeEffectAtTheirTickAndNotBefore) {
  const auto lived = live_with(timeline(base_case(), {costs(3, 0.5)}));
  for (int tick = 0; tick < 3; ++tick) EXPECT_TRUE(lived[tick][0] == lived[tick][1]) << tick;
  for (int tick = 3; tick < weeks; ++tick) EXPECT_GT(lived[tick][1].units[2], lived[tick][0].units[2] + 50) << tick;
}

TEST(Events, FollowOneAnother) {
  const auto lived = live_with(timeline(base_case(), {costs(2, 0.5), costs(3, 3.0), costs(5, 0.5)}));
  EXPECT_TRUE(lived[1][0] == lived[1][1]);
  for (const int cheap : {2, 5, 6}) EXPECT_GT(lived[cheap][1].units[2], lived[cheap][0].units[2]) << cheap;
  for (const int dear : {3, 4}) EXPECT_LT(lived[dear][1].units[2], lived[dear][0].units[2]) << dear;
}

// A step counts from what is in force when it comes, whoever put it there.
TEST(Events, CountStepsFromThePriceInForce) {
  TermChange half = costs(3, 0.0), more = costs(4, 0.0);
  half.how = TermChange::How::times, half.amount = 0.5;
  more.how = TermChange::How::plus, more.amount = money(0.1);
  const auto lived = live_with(timeline(base_case(), {costs(2, 3.0), half, more}));
  const auto written = live_with(timeline(base_case(), {costs(2, 3.0), costs(3, 1.5), costs(4, 1.6)}));
  for (int tick = 0; tick < weeks; ++tick) EXPECT_TRUE(lived[tick][1] == written[tick][1]) << tick;
}

TEST(Events, LeaveWordsAloneThatTheyDoNotName) {
  const std::vector<TermChange> both{new_term(2, "quality", 0.9, 1), costs(3, 0.6)};
  Team team(1);
  Market::Setup setup = alone(base_case());
  setup.worlds = {timeline(base_case(), both)};
  Market market(setup, team);
  market.burn_in();
  for (int tick = 0; tick < 4; ++tick) market.live_tick();
  OfferTerms expected = base_case().needs.front().offers[1];
  expected.quality = 0.9, expected.price = money(0.6);
  EXPECT_EQ(market.terms(0).offers[0][1], expected);
}

TEST(Events, WithdrawAnOfferAndBringItBack) {
  const auto lived =
      live_with(timeline(base_case(), {new_term(2, "available", false, 1), new_term(4, "available", true, 1)}));
  for (int tick = 0; tick < weeks; ++tick) EXPECT_EQ(lived[tick][1].units[2] == 0, tick == 2 || tick == 3) << tick;
}

TEST(Events, LaunchAnOfferWithoutTouchingThoseWhoDoNotTakeIt) {
  MarketSpec launched = base_case();
  add_offer(launched, 0, {.price = 1.0, .quality = 0.9, .attributes = {0.9, 0.9, 0.9, 0.9}}).available = false;
  const auto lived = live_with(timeline(launched, {new_term(4, "available", true, 5)}));
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
  const auto lived = live_with({timeline(base_case()).market, {new_rules(2, loyal)}, {}});
  EXPECT_EQ(lived[1][0].chosen, lived[1][1].chosen);
  EXPECT_NE(lived[2][0].chosen, lived[2][1].chosen);
}

// Constants and price response belong to the base case; base prices too: a price is compared with them, not with the
// first price of the world.
TEST(Events, ComparePricesWithTheBaseCase) {
  MarketSpec cheaper = base_case();
  cheaper.needs.front().offers[1].price = money(0.5);
  const auto lived = live_with(timeline(cheaper));
  EXPECT_GT(lived[0][1].units[2], lived[0][0].units[2] + 100);
}

}  // namespace
}  // namespace clientele::markets::events_test
