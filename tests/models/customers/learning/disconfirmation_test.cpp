#include <gtest/gtest.h>

#include "tests/models/support/stage.h"

namespace clientele::markets::disconfirmation_test {
namespace {

constexpr double code = 1.0 / 65535.0;  ///< the grain in which satisfaction is kept

struct Form {
  double quality_gain = 0.0, surprise_gain = 0.5, disappointment_loss = 1.0;
};

/// Two brands of the same quality, .5: one surprises everybody by .1, the other disappoints by as much.
MarketSpec market_of(const Form& form, double promise_gap = 0.1) {
  MarketSpec market = plain(2'000, {{.quality = 0.5}, {.quality = 0.5}});
  NeedSpec& need = market.needs.front();
  need.offers[0].promised = 0.5 - promise_gap;
  need.offers[1].promised = 0.5 + promise_gap;
  need.behaviours = {on("expectation"),
                     on("disconfirmation", {{"quality_gain", Distribution::constant(form.quality_gain)},
                                            {"surprise_gain", Distribution::constant(form.surprise_gain)},
                                            {"disappointment_loss", Distribution::constant(form.disappointment_loss)},
                                            {"memory", Distribution::constant(0.0)}})};
  return market;
}

/// Satisfaction after a first purchase of the brand that surprises and of the one that disappoints.
std::pair<double, double> satisfaction_after_one(const MarketSpec& market) {
  const Seen seen = live(alone(market), 1).front().front();
  std::pair<double, double> felt{-1.0, -1.0};
  for (std::size_t i = 0; i < seen.chosen.size(); ++i)
    (seen.chosen[i] == 1 ? felt.first : felt.second) = seen.columns.at("satisfaction")[seen.chosen[i] - 1U][i];
  return felt;
}

TEST(Disconfirmation, WeighsDisappointmentMoreThanSurprise) {
  const auto [surprised, disappointed] = satisfaction_after_one(market_of({}));
  EXPECT_NEAR(surprised, 0.6 + 0.5 * 0.1, 2 * code);
  EXPECT_NEAR(disappointed, 0.6 - 1.0 * 0.1, 2 * code);
}

// The ablation: equal gains leave no asymmetry, none leaves no effect of expectations.
TEST(Disconfirmation, IsSymmetricWithEqualGainsAndGoneWithoutThem) {
  const auto equal = satisfaction_after_one(market_of({.surprise_gain = 0.7, .disappointment_loss = 0.7}));
  EXPECT_NEAR(equal.first - 0.6, 0.6 - equal.second, 3 * code);
  EXPECT_GT(equal.first, 0.6 + 0.06);
  const auto none = satisfaction_after_one(market_of({.surprise_gain = 0.0, .disappointment_loss = 0.0}));
  EXPECT_NEAR(none.first, 0.6, code);
  EXPECT_NEAR(none.second, 0.6, code);
}

TEST(Disconfirmation, KeepsSatisfactionWithinZeroAndOne) {
  const auto felt = satisfaction_after_one(market_of({.surprise_gain = 10.0, .disappointment_loss = 10.0}, 0.4));
  EXPECT_EQ(felt.first, 1.0);
  EXPECT_EQ(felt.second, 0.0);
}

TEST(Disconfirmation, RewardsQualityBeyondThatOfTheMarket) {
  MarketSpec market = market_of({.quality_gain = 0.3, .surprise_gain = 0.0, .disappointment_loss = 0.0});
  market.needs.front().offers[0].quality = 0.9;
  market.needs.front().offers[1].quality = 0.3;
  const auto felt = satisfaction_after_one(market);
  EXPECT_NEAR(felt.first, 0.6 + 0.3 * (0.9 - 0.6), 2 * code);
  EXPECT_NEAR(felt.second, 0.6 + 0.3 * (0.3 - 0.6), 2 * code);
}

/// A customer on a stage, .6 satisfied, whose quality is always that of the market.
float after(const Stage::Lived& lived, Parameters parameters, float trust = 0.2F) {
  Stage stage("disconfirmation", parameters, 1);
  stage.start();
  stage.set("satisfaction", 0, 0, 0.6F);
  stage.baseline("trust", 0.2F), stage.set("trust", 0, 0, trust);
  stage.live(lived);
  return stage.get("satisfaction", 0, 0);
}

TEST(Disconfirmation, StartsAtItsCentre) {
  Stage stage("disconfirmation", {}, 3);
  stage.baseline("satisfaction", 0.45F);
  stage.start();
  for (const std::uint32_t customer : {0U, 1U, 2U}) EXPECT_NEAR(stage.get("satisfaction", customer, 1), 0.45, code);
}

TEST(Disconfirmation, KeepsItsMemoryOfEarlierPurchases) {
  EXPECT_NEAR(after({.surprise = -0.2F}, {{"memory", Distribution::constant(0.75)}}), 0.6 - 0.25 * 0.2, 2 * code);
  EXPECT_NEAR(after({.surprise = -0.2F}, {}), 0.6 - 0.3 * 0.2, 2 * code);
}

TEST(Disconfirmation, IsRestoredByRedressAtMostToWhatItWas) {
  const auto constant = Distribution::constant;
  EXPECT_NEAR(after({.surprise = -0.2F, .redress = 0.5F}, {}), 0.6 - 0.5 * 0.06, 2 * code);
  EXPECT_NEAR(after({.surprise = -0.2F, .redress = 1.0F}, {}), 0.6, 2 * code);
  EXPECT_NEAR(after({.surprise = -0.2F, .redress = 1.0F}, {{"restoration", constant(0.4)}}), 0.6 - 0.6 * 0.06,
              2 * code);
  EXPECT_NEAR(after({.surprise = 0.2F, .redress = 1.0F}, {}), 0.6 + 0.3 * 0.5 * 0.2, 2 * code);
}

TEST(Disconfirmation, ForgivesDisappointmentsWhereTrustIsHigh) {
  const auto constant = Distribution::constant;
  const Stage::Lived bad{.surprise = -0.2F};
  EXPECT_NEAR(after(bad, {}, 0.8F), 0.6 - 0.3 * 0.2 * (1.0 - 0.5 * 0.6), 2 * code);
  EXPECT_NEAR(after(bad, {}, 0.0F), 0.6 - 0.3 * 0.2 * (1.0 + 0.5 * 0.2), 2 * code);
  EXPECT_NEAR(after(bad, {{"forgiveness", constant(10.0)}}, 0.8F), 0.6, 2 * code);
  EXPECT_EQ(after(bad, {{"forgiveness", constant(0.0)}}, 0.8F), after(bad, {{"forgiveness", constant(0.0)}}, 0.2F));
  EXPECT_EQ(after({.surprise = 0.2F}, {}, 0.8F), after({.surprise = 0.2F}, {}, 0.2F));
}

}  // namespace
}  // namespace clientele::markets::disconfirmation_test
