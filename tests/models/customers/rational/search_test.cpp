#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::search_test {
namespace {

constexpr auto constant = Distribution::constant;

Stage stage_of(double base_opacity, double opacity) {
  Stage stage("search", {{"cost", constant(2.0)}}, 2);
  stage.start();
  for (const std::size_t slot : {1U, 2U}) {
    OfferView& offer = stage.scene.offers[slot];
    offer.in_base = true;
    offer.base.opacity = base_opacity, offer.now.opacity = opacity;
  }
  return stage;
}

TEST(Search, CostsWhatHasBecomeOpaqueButForTheBrandThatIsKnown) {
  Stage stage = stage_of(0.2, 0.5);
  EXPECT_NEAR(stage.weigh()[0][0], -0.6, 1e-6);
  stage.live({.brand = 1});
  const auto added = stage.weigh();
  EXPECT_NEAR(added[0][0], -0.6, 1e-6);
  EXPECT_EQ(added[1][0], 0.0F);
  stage.start();
  EXPECT_NEAR(stage.weigh()[1][0], -0.6, 1e-6);
}

TEST(Search, AddsNothingWhereNothingIsMoreOpaqueThanInTheBaseCase) {
  Stage stage = stage_of(0.5, 0.5);
  stage.live({.brand = 1});
  for (const auto& of_offer : stage.weigh()) EXPECT_EQ(of_offer[0], 0.0F);
}

// Twice the offers of the base case: comparing takes sqrt(2) times the effort.
TEST(Search, TakesMoreEffortTheMoreThereAre) {
  Stage stage = stage_of(0.5, 0.5);
  stage.scene.offers[2].in_base = false;
  EXPECT_NEAR(stage.weigh()[0][0], -2.0 * 0.5 * (std::sqrt(2.0) - 1.0), 1e-6);
}

TEST(Search, GainsCustomersByTransparencyAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{}, {}});
  for (OfferSpec& offer : base.needs.front().offers) offer.opacity = 0.8;
  put(base.needs.front(), on("search"));
  MarketSpec open = base;
  open.needs.front().offers[0].opacity = 0.2;
  const Claim claim{.behaviour = "search", .base = base, .variant = open};
  EXPECT_GT(gain_with(claim).low, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::search_test
