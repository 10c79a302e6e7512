#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::decoy_test {
namespace {

constexpr auto constant = Distribution::constant;

/// Offers with two attributes each, all at the same price.
Stage stage_of(const std::vector<std::vector<double>>& base) {
  Stage stage("decoy", {{"theta", constant(2.0)}, {"loss_aversion", constant(1.5)}}, 2,
              static_cast<std::uint32_t>(base.size()), 2);
  stage.scene.mean_attributes = {0.5F, 0.5F};
  for (std::size_t k = 0; k < base.size(); ++k) {
    OfferView& offer = stage.scene.offers[k + 1];
    offer.in_base = true;
    offer.base.attributes = offer.now.attributes = base[k];
    offer.price = offer.base_price = 1.0;
  }
  return stage;
}

TEST(Decoy, AddsNothingInTheBaseCase) {
  Stage stage = stage_of({{1.0, 0.0}, {0.0, 1.0}, {0.4, 0.4}});
  for (const auto& of_offer : stage.weigh()) EXPECT_EQ(of_offer[0], 0.0F);
}

// The third offer becomes one that the first beats outright and the second only in one of two attributes. Before, each
// of the outer ones beats it by .6 and loses .4 * (1 + .5 * .4) to it.
TEST(Decoy, FavoursWhatBeatsTheDecoyOutright) {
  Stage stage = stage_of({{1.0, 0.0}, {0.0, 1.0}, {0.4, 0.4}});
  stage.scene.offers[3].now.attributes = {0.9, -0.1};
  const auto added = stage.weigh();
  const double before = 0.6 / (0.6 + 0.48);
  EXPECT_NEAR(added[0][0], 2.0 * (1.0 - before), 1e-6);
  EXPECT_NEAR(added[1][0], 2.0 * (1.1 / (1.1 + 0.9 * 1.45) - before), 1e-6);
}

// An entrant beyond the second offer makes that one the compromise.
TEST(Decoy, LetsTheCompromiseGain) {
  Stage stage = stage_of({{1.0, 0.0}, {0.5, 0.5}, {0.0, 1.0}});
  stage.scene.offers[3].in_base = false;
  const auto added = stage.weigh();
  EXPECT_GT(added[1][0], added[0][0] + 0.05F);
  EXPECT_GT(added[1][0], added[2][0] + 0.05F);
}

// Alike but for the price, the cheaper beats the other outright until that costs as little.
TEST(Decoy, CountsThePriceAmongAdvantages) {
  Stage stage = stage_of({{0.5, 0.5}, {0.5, 0.5}});
  stage.scene.offers[2].base_price = 2.0;
  EXPECT_NEAR(stage.weigh()[0][0], -2.0, 1e-6);
  stage.scene.offers[2].price = 2.0;
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
}

TEST(Decoy, IsOffUnlessAWeightIsGiven) {
  const MarketSpec base = [] {
    MarketSpec market = plain(2'000, {{.attributes = {1.0, 0.0}}, {.attributes = {0.0, 1.0}}});
    put(market.needs.front(), on("decoy"));
    return market;
  }();
  MarketSpec moved = base;
  moved.needs.front().offers[1].attributes = {0.9, -0.1};
  const auto tick = live(beside({base, moved}), 1).front();
  EXPECT_EQ(tick[0].chosen, tick[1].chosen);
}

TEST(Decoy, GainsCustomersForItsTargetAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{.attributes = {1.0, 0.0}}, {.attributes = {0.0, 1.0}}, {.attributes = {0.0, 0.0}}});
  base.needs.front().nothing = {.kind = OutsideOption::Kind::fixed};
  put(base.needs.front(), on("decoy", {{"theta", constant(2.0)}}));
  MarketSpec decoyed = base;
  decoyed.needs.front().offers[2].attributes = {0.9, -0.1};
  decoyed.needs.front().offers[2].price = money(1.0);
  const Claim claim{.behaviour = "decoy", .base = base, .variant = decoyed, .slot = 2};
  EXPECT_LT(gain_with(claim).high, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::decoy_test
