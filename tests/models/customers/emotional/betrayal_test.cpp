#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::betrayal_test {
namespace {

constexpr double half_life = 8.0;
const auto constant = Distribution::constant;

/// Two customers, the first close to the second brand (RQ .9) and the other a stranger to it (RQ .3), as a failure of
/// full severity leaves them.
Stage failed(float redress = 0.0F, double threshold = 0.1) {
  Stage stage("betrayal",
              {{"threshold", constant(threshold)}, {"half_life", constant(half_life)}, {"memory", constant(40.0)}}, 2);
  stage.start();
  stage.set("relationship", 0, 1, 0.9F);
  stage.set("relationship", 1, 1, 0.3F);
  stage.live({.brand = 1, .failure = 1.0F, .redress = redress});
  return stage;
}

/// How much a customer avoids the second brand.
float avoidance(Stage& stage, std::uint32_t customer) {
  EXPECT_EQ(stage.weigh()[0][customer], 0.0F) << "the other brand has done nothing";
  return -stage.weigh()[1][customer];
}

TEST(Betrayal, IsFeltWhereAFailureIsSevereUnfairAndTheBrandClose) {
  for (const auto& [severity, redress, close, felt] :
       {std::tuple{1.0F, 0.0F, 0.9F, true}, std::tuple{0.1F, 0.0F, 0.9F, false}, std::tuple{1.0F, 0.9F, 0.9F, false},
        std::tuple{1.0F, 0.0F, 0.1F, false}}) {
    Stage stage("betrayal", {{"threshold", constant(0.2)}}, 1);
    stage.start();
    stage.set("relationship", 0, 1, close);
    stage.live({.brand = 1, .failure = severity, .redress = redress});
    EXPECT_EQ(avoidance(stage, 0) > 0.0F, felt);
    EXPECT_EQ(stage.get("revenge", 0) > 0.0F, felt);
    EXPECT_EQ(stage.counted("betrayals", 1), felt ? 1 : 0);
  }
}

TEST(Betrayal, FollowsItsFormulasForRevengeAndAvoidance) {
  Stage stage = failed();
  EXPECT_NEAR(avoidance(stage, 0), 1.0, 1e-4) << "A0 at once";
  EXPECT_NEAR(stage.get("revenge", 0), 1.0, 1e-4);
  stage.pass(8);
  for (std::uint32_t customer = 0; customer < 2; ++customer) {
    const double stretch = customer == 0 ? 1.0 + 230.0 / 255.0 : 1.0 + 77.0 / 255.0;
    EXPECT_NEAR(stage.get("revenge", customer), std::pow(0.5, 8.0 / half_life / stretch), 1e-3);
    EXPECT_NEAR(avoidance(stage, customer), 1.0 + 2.0 * (1.0 - std::pow(0.5, 8.0 / half_life * stretch)), 1e-3);
  }
}

// Love becomes hate (Gregoire, Tripp & Legoux 2009): the close avoid more and longer, and bear a grudge for longer.
TEST(Betrayal, MakesThoseWhoWereCloseAvoidMoreAndLonger) {
  Stage stage = failed();
  for (int week = 1; week < 40; week += 4) {
    stage.pass(4);
    EXPECT_GT(avoidance(stage, 0), avoidance(stage, 1));
    EXPECT_GT(stage.get("revenge", 0), stage.get("revenge", 1));
  }
  stage.pass(static_cast<int>(40.0 * 1.4) - 40);
  EXPECT_GT(avoidance(stage, 0), 0.0F);
  EXPECT_EQ(avoidance(stage, 1), 0.0F) << "over after 40 weeks, 30 % more for a stranger's closeness";
  stage.pass(25);
  EXPECT_EQ(avoidance(stage, 0), 0.0F);
  EXPECT_EQ(stage.get("revenge", 0), 0.0F);
}

// ... yet they respond best when the firm makes up for it.
TEST(Betrayal, IsMadeUpBestWithThoseWhoWereClose) {
  Stage unmended = failed(), mended = failed(0.6F);
  unmended.pass(6), mended.pass(6);
  float left[2];
  for (std::uint32_t customer = 0; customer < 2; ++customer) {
    left[customer] = avoidance(mended, customer) / avoidance(unmended, customer);
    const double bond = customer == 0 ? 230.0 / 255.0 : 77.0 / 255.0;
    EXPECT_NEAR(left[customer], 1.0 - 0.6 * (0.3 + 0.7 * bond), 1e-3);
    EXPECT_NEAR(mended.get("revenge", customer) / unmended.get("revenge", customer), left[customer], 1e-3);
  }
  EXPECT_LT(left[0], left[1]);
}

TEST(Betrayal, IsByOneBrandAtATimeTheNewest) {
  Stage stage = failed();
  stage.set("relationship", 0, 0, 0.9F);
  stage.set("relationship", 1, 0, 0.0F);
  stage.pass(3);
  stage.live({.brand = 0, .failure = 1.0F});
  const auto added = stage.weigh();
  EXPECT_LT(added[0][0], 0.0F);
  EXPECT_EQ(added[1][0], 0.0F);
  EXPECT_EQ(added[0][1], 0.0F) << "a stranger to the other brand bears the old grievance";
  EXPECT_LT(added[1][1], 0.0F);
}

TEST(Betrayal, IsForgottenByWhoTakesTheCustomersPlace) {
  Stage stage = failed();
  stage.start();
  EXPECT_EQ(avoidance(stage, 0), 0.0F);
  EXPECT_EQ(stage.get("revenge", 0), 0.0F);
}

TEST(Betrayal, LastsThroughTheStartOfTheRunAndTheWrapOfItsClock) {
  for (const int begin : {-3, 65'533}) {
    Stage stage("betrayal", {{"half_life", constant(half_life)}}, 1);
    stage.scene.tick = begin;
    stage.start();
    stage.set("relationship", 0, 1, 0.9F);
    stage.live({.brand = 1, .failure = 1.0F});
    stage.pass(8);
    EXPECT_NEAR(stage.get("revenge", 0), std::pow(0.5, 1.0 / (1.0 + 230.0 / 255.0)), 1e-3);
  }
}

/// Two brands alike but for failures of the first; customers feel nothing but betrayal. A threshold of 1 is never met.
MarketSpec market_of(double threshold, double reliability) {
  MarketSpec market = plain(3'000, {{.quality = 0.5}, {.quality = 0.5}});
  market.feeling.weight = {constant(1.0)};
  NeedSpec& need = market.needs.front();
  need.offers[0].reliability = reliability;
  need.behaviours = {on("experience"),  on("reliability"),
                     on("expectation"), on("affect", {{"gain", constant(0.0)}}),
                     on("trust"),       on("betrayal", {{"threshold", constant(threshold)}}),
                     on("relationship")};
  return market;
}

double units_lost(double threshold, std::uint32_t replicate) {
  const auto lived = live(beside({market_of(threshold, 1.0), market_of(threshold, 0.95)}, {1, replicate}), 26);
  return static_cast<double>(units_over(lived, 0)[1] - units_over(lived, 1)[1]);
}

// The ablation: failures cost the brand customers by betrayal, and none where nobody feels betrayed.
TEST(Betrayal, CostsABrandThatFailsItsCustomersAndNoneWhereItIsOff) {
  std::vector<double> lost;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    lost.push_back(units_lost(0.2, replicate));
    EXPECT_EQ(units_lost(1.0, replicate), 0.0);
  }
  EXPECT_GT(statistics::t_interval(lost, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::betrayal_test
