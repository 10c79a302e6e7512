#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::friends_test {
namespace {

constexpr int weeks = 8;
constexpr std::uint32_t customers = 10'000;

/// Two brands, the second much better. Even customers listen to the next odd one, odd ones to nobody.
MarketSpec market_of(double gain) {
  MarketSpec market = plain(customers, {{.quality = 0.2}, {.quality = 0.9}});
  market.feeling.weight = {Distribution::constant(1.0)};
  market.network = {.kind = NetworkSpec::Kind::edges, .neighbours = 0, .rewiring = 0.0, .edges = {}};
  for (std::uint32_t c = 0; c < customers; c += 2) market.network.edges.emplace_back(c, c + 1);
  market.needs.front().behaviours = {on("cumulative_satisfaction"),
                                     on("friends", {{"gain", Distribution::constant(gain)}})};
  return market;
}

int choosing(const Seen& seen, OfferSlot slot, std::uint32_t parity) {
  int count = 0;
  for (std::uint32_t c = parity; c < customers; c += 2) count += seen.chosen[c] == slot ? 1 : 0;
  return count;
}

TEST(Friends, DrawThoseWhoListenToWhatPleasesThem) {
  const auto lived = live(beside({market_of(0.0), market_of(6.0)}), weeks);
  EXPECT_GT(choosing(lived.back()[1], 2, 0), choosing(lived.back()[0], 2, 0) + 500);
  EXPECT_EQ(choosing(lived.back()[1], 2, 1), choosing(lived.back()[0], 2, 1));
}

TEST(Friends, ChangeNobodyWhoListensToNobody) {
  for (const auto& tick : live(beside({market_of(0.0), market_of(6.0)}), weeks))
    for (std::uint32_t c = 1; c < customers; c += 2) EXPECT_EQ(tick[0].chosen[c], tick[1].chosen[c]);
}

TEST(Friends, ChangeNobodyWithoutGainNetworkOrBehaviour) {
  MarketSpec off = market_of(6.0);
  remove(off.needs.front(), "friends");
  for (const auto& tick : live(beside({market_of(0.0), off}), weeks)) EXPECT_EQ(tick[0].chosen, tick[1].chosen);
  MarketSpec lonely = market_of(6.0), lonely_off = off;
  lonely.network.kind = lonely_off.network.kind = NetworkSpec::Kind::none;
  for (const auto& tick : live(beside({lonely_off, lonely}), weeks)) EXPECT_EQ(tick[0].chosen, tick[1].chosen);
}

// What is lived in a tick is heard in the next: who bought what makes no difference to anybody in the first.
TEST(Friends, AreHeardATickLater) {
  const auto lived = live(beside({market_of(0.0), market_of(6.0)}), 2);
  EXPECT_EQ(lived[0][0].chosen, lived[0][1].chosen);
  EXPECT_NE(lived[1][0].chosen, lived[1][1].chosen);
}

// With the whole pull on one brand everybody who listens follows the one friend's view of it.
TEST(Friends, FollowTheMeanOfThoseListenedTo) {
  MarketSpec market = market_of(100.0);
  market.network.edges.emplace_back(0, 3);
  const auto lived = live(alone(market), weeks);
  const auto& opinion = lived[weeks - 2].front().columns.at("satisfaction");
  const auto& chosen = lived[weeks - 1].front().chosen;
  for (std::uint32_t c = 2; c < customers; c += 2) {
    const double gap = opinion[1][c + 1] - opinion[0][c + 1];
    if (gap > 0.3) {
      EXPECT_EQ(chosen[c], 2) << "a pull of 30 against noise, customer " << c;
    }
  }
  const double mean_gap = (opinion[1][1] - opinion[0][1] + opinion[1][3] - opinion[0][3]) / 2.0;
  EXPECT_TRUE(mean_gap < 0.3 || chosen[0] == 2);
}

}  // namespace
}  // namespace clientele::markets::friends_test
