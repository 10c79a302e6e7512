#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::standards_test {
namespace {

constexpr auto constant = Distribution::constant;

/// Two offers with amounts .5 and .8 of one attribute in the base case.
Stage stage_of(Parameters parameters = {}) {
  Stage stage("standards", parameters, 2, 2, 1);
  stage.scene.mean_attributes = {0.65F};
  for (const std::size_t slot : {1U, 2U}) {
    OfferView& offer = stage.scene.offers[slot];
    offer.in_base = true;
    offer.base.attributes = offer.now.attributes = {slot == 1 ? 0.5 : 0.8};
  }
  stage.start();
  return stage;
}

TEST(Standards, AddNothingInTheBaseCase) {
  Stage stage = stage_of();
  stage.pass(50);
  for (const auto& of_offer : stage.weigh()) EXPECT_EQ(of_offer[0], 0.0F);
}

TEST(Standards, RewardAnExcessLessThanTheyPunishAShortfall) {
  Stage stage = stage_of({{"shortfall", constant(2.0)}, {"excess", constant(0.5)}});
  stage.scene.offers[1].now.attributes = {0.7};
  EXPECT_NEAR(stage.weigh()[0][0], 2.0 * 0.2, 1e-6);
  stage.scene.offers[1].now.attributes = {1.0};
  EXPECT_NEAR(stage.weigh()[0][0], 2.0 * 0.3 + 0.5 * 0.2, 1e-6);
}

// The best now is .2 better; after 50 weeks the standard has gone 1 - .98^50 of the way.
TEST(Standards, MoveToTheBestThatIsSeen) {
  Stage stage = stage_of();
  stage.scene.offers[1].now.attributes = {1.0};
  stage.pass(50);
  const double moved = 0.2 * (1.0 - std::pow(0.98, 50));
  EXPECT_NEAR(stage.get("standards", 0, 0), moved, 1e-5);
  EXPECT_NEAR(stage.weigh()[1][0], -moved, 1e-5);
  EXPECT_NEAR(stage.weigh()[0][0], 0.3 + 0.3 * (0.2 - moved), 1e-5);
}

TEST(Standards, MoveToTheBestOfOtherIndustriesToo) {
  Stage stage = stage_of({{"elsewhere", constant(0.5)}, {"rate", constant(0.1)}});
  stage.pass(100);
  EXPECT_NEAR(stage.get("standards", 0, 0), 0.5, 1e-3);
}

TEST(Standards, JudgeHowNearAnOfferComesToTheIdeal) {
  Stage stage = stage_of();
  stage.scene.ideal = {0.4F};
  stage.scene.offers[2].now.attributes = {0.6};
  EXPECT_NEAR(stage.weigh()[1][0], 0.2, 1e-6);
}

TEST(Standards, AreCentredOnTheirLevelInTheBaseCase) {
  Stage stage = stage_of({{"elsewhere", constant(0.5)}});
  stage.baseline("standards", 0.5F);
  stage.start();
  stage.pass(10);
  EXPECT_EQ(stage.get("standards", 0, 0), 0.5F);
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
}

// Other industries do better: all offers fall short of what is asked, and more customers buy nothing.
TEST(Standards, DriveCustomersOutWhenRaisedElsewhereAndNobodyWhenOff) {
  MarketSpec base = plain(2'000, {{.attributes = {0.5}}, {.attributes = {0.8}}});
  base.needs.front().nothing = {.kind = OutsideOption::Kind::fixed};
  put(base.needs.front(), on("standards", {{"rate", constant(0.1)}}));
  MarketSpec raised = base;
  put(raised.needs.front(), on("standards", {{"rate", constant(0.1)}, {"elsewhere", constant(1.0)}}));
  const Claim claim{.behaviour = "standards", .base = base, .variant = raised, .slot = nothing_slot, .ticks = 10};
  EXPECT_GT(gain_with(claim).low, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::standards_test
