#include <cmath>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::reference_price_test {
namespace {

constexpr auto constant = Distribution::constant;
constexpr double code = 1.0 / 16384.0;  ///< the grain in which references are kept

void set_price(Stage& stage, double price) {
  OfferView& offer = stage.scene.offers[1];
  offer.price = price, offer.base_price = 10.0;
  offer.log_price_change = price == 10.0 || price == 0.0 ? 0.0F : static_cast<float>(std::log(price / 10.0));
}

Stage stage_of(Parameters parameters = {}) {
  Stage stage("reference_price", parameters, 3);
  stage.start();
  set_price(stage, 10.0);
  return stage;
}

TEST(ReferencePrice, WeighsLossesMoreThanGains) {
  Stage stage = stage_of();
  set_price(stage, 9.0);
  EXPECT_NEAR(stage.weigh()[0][0], 2.0 * std::log(10.0 / 9.0), 1e-6);
  set_price(stage, 11.0);
  EXPECT_NEAR(stage.weigh()[0][0], -1.6 * 2.0 * std::log(1.1), 1e-6);
  EXPECT_EQ(stage.weigh()[1][0], 0.0F);
}

// 13 weeks are three months.
TEST(ReferencePrice, ForgetsByMonth) {
  Stage stage = stage_of();
  set_price(stage, 8.0);
  stage.pass(13);
  const double reference = 0.8 + 0.343 * 0.2;
  EXPECT_NEAR(stage.get("reference_price", 1, 0), reference, 14 * code);
  EXPECT_NEAR(stage.weigh()[0][1], 2.0 * std::log(reference / 0.8), 3e-3);
  EXPECT_EQ(stage.get("reference_price", 1, 1), 1.0F);
}

TEST(ReferencePrice, ComesBackToTheBasePriceExactly) {
  for (const double price : {7.0, 13.0}) {
    Stage stage = stage_of();
    set_price(stage, price);
    stage.pass(20);
    set_price(stage, 10.0);
    EXPECT_NE(stage.weigh()[0][0], 0.0F);
    stage.pass(200);
    EXPECT_EQ(stage.weigh()[0][0], 0.0F);
  }
}

TEST(ReferencePrice, IsLearnedByBuyersAloneWhenAsked) {
  Stage stage = stage_of({{"at_occasions", constant(1.0)}});
  set_price(stage, 8.0);
  stage.pass(10);
  EXPECT_EQ(stage.get("reference_price", 0, 0), 1.0F);
  stage.live({.brand = 1});
  EXPECT_NEAR(stage.get("reference_price", 0, 0), 0.8 + 0.7 * 0.2, code);
  Stage other = stage_of();
  set_price(other, 8.0);
  other.live({.brand = 1});
  EXPECT_EQ(other.get("reference_price", 0, 0), 1.0F);
}

TEST(ReferencePrice, TakesAFreeOfferAsUnchanged) {
  Stage stage = stage_of();
  set_price(stage, 0.0);
  stage.pass(5);
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
}

TEST(ReferencePrice, GainsCustomersByALowerPriceForAWhileAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{}, {}});
  put(base.needs.front(), on("reference_price"));
  MarketSpec cheap = base;
  cheap.needs.front().offers[0].price = money(0.8);
  const Claim claim{.behaviour = "reference_price", .base = base, .variant = cheap};
  EXPECT_GT(gain_with(claim).low, 0.0);
  EXPECT_TRUE(nothing_without(claim));
  const auto lived = live(beside({base, cheap}), 100);
  EXPECT_EQ(lived.back()[0].chosen, lived.back()[1].chosen);
}

// It moves the elasticity, so the price coefficient is found with it: more volume moves per unit of the coefficient.
TEST(ReferencePrice, CountsInTheElasticityThatIsAskedFor) {
  MarketSpec market = repeat_buying(1'000, {.shares = {0.6, 0.4}, .mean = 0.3});
  put(market.needs.front(), on("price"));
  const auto response = [&] {
    Team team(1);
    return find_base_case({std::make_shared<const MarketSpec>(market), {}, {}}, {}, 1, team).needs[0].price_response[0];
  };
  const float without = response();
  put(market.needs.front(), on("reference_price"));
  EXPECT_GT(response(), 1.03F * without);
}

}  // namespace
}  // namespace clientele::markets::reference_price_test
