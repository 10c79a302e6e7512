#include <gtest/gtest.h>

#include "engine/network/network.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::social_proof_test {
namespace {

const auto constant = Distribution::constant;

TEST(SocialProof, IsTheMeanOfFriendsBeyondThatOfTheMarket) {
  Stage stage("social_proof", {{"gain", constant(2.0)}}, 4);
  const EdgeList friends(4, std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}, {0, 2}, {1, 2}});
  stage.scene.network = &friends;
  stage.baseline("satisfaction", 0.6F);
  stage.set("satisfaction", 1, 1, 0.9F);
  stage.set("satisfaction", 2, 1, 0.5F);
  const auto added = stage.weigh();
  EXPECT_NEAR(added[1][0], 2.0 * ((0.9 + 0.5) / 2.0 - 0.6), 1e-3);
  EXPECT_NEAR(added[1][1], 2.0 * (0.5 - 0.6), 1e-3);
  EXPECT_EQ(added[1][2], 0.0F) << "who listens to nobody feels nothing";
  EXPECT_EQ(added[1][3], 0.0F);
}

TEST(SocialProof, IsNothingWhereNobodyTalks) {
  Stage stage("social_proof", {}, 2);
  stage.baseline("satisfaction", 0.6F);
  EXPECT_EQ(stage.weigh()[1][0], 0.0F);
  const SmallWorld silent({.customers = 2, .neighbours = 0, .rewiring = 0.0}, {1, 0}, 7);
  stage.scene.network = &silent;
  EXPECT_EQ(stage.weigh()[1][0], 0.0F);
}

/// Two brands, the first with better products when asked for; those who are asked count their friends' satisfaction.
MarketSpec market_of(double gain, double better) {
  MarketSpec market = plain(3'000, {{.quality = 0.5}, {.quality = 0.5}});
  market.feeling.weight = {constant(1.0)};
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 6, .rewiring = 0.1, .edges = {}};
  market.needs.front().offers[0].quality += better;
  market.needs.front().behaviours = {on("social_proof", {{"gain", constant(gain)}}), on("experience"),
                                     on("cumulative_satisfaction")};
  return market;
}

double units_won(double gain, std::uint32_t replicate) {
  const auto lived = live(beside({market_of(gain, 0.0), market_of(gain, 0.2)}, {1, replicate}), 10);
  return static_cast<double>(units_over(lived, 1)[1] - units_over(lived, 0)[1]);
}

// The ablation: what pleases friends is the only way of quality to choice here.
TEST(SocialProof, CarriesWhatPleasesFriendsAndNothingWithoutGain) {
  std::vector<double> won;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    won.push_back(units_won(2.0, replicate));
    EXPECT_EQ(units_won(0.0, replicate), 0.0);
  }
  EXPECT_GT(statistics::t_interval(won, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::social_proof_test
