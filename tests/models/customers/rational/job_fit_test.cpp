#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::job_fit_test {
namespace {

constexpr auto constant = Distribution::constant;

/// Two offers with shares .75 and .25, one attribute.
Stage stage_of(double opportunity, double first, double second) {
  Stage stage("job_fit", {{"importance", constant(2.0)}, {"opportunity", constant(opportunity)}}, 2, 2, 1);
  stage.scene.ideal = {0.5F};
  for (const std::size_t slot : {1U, 2U}) {
    OfferView& offer = stage.scene.offers[slot];
    offer.in_base = true;
    offer.base.attributes = offer.now.attributes = {slot == 1 ? first : second};
    offer.base_share = slot == 1 ? 0.75 : 0.25;
  }
  return stage;
}

// Squared distances .01 and .09, their share-weighted mean .03.
TEST(JobFit, CostsTheSquaredDistanceFromTheIdealBeyondThatOfTheMarket) {
  Stage stage = stage_of(0.0, 0.4, 0.8);
  const auto added = stage.weigh();
  EXPECT_NEAR(added[0][1], 2.0 * 0.02, 1e-6);
  EXPECT_NEAR(added[1][1], -2.0 * 0.06, 1e-6);
}

// The mean squared distance is .04, so the market does .8 of the job and a fifth is left to gain.
TEST(JobFit, CountsMoreWhatTheMarketDoesBadly) {
  Stage plain_score = stage_of(0.0, 0.3, 0.7), scored = stage_of(1.0, 0.3, 0.7);
  for (Stage* stage : {&plain_score, &scored}) stage->scene.offers[2].now.attributes = {0.5};
  EXPECT_NEAR(plain_score.weigh()[1][0], 2.0 * 0.04, 1e-6);
  EXPECT_NEAR(scored.weigh()[1][0], 1.2 * 2.0 * 0.04, 1e-6);
}

TEST(JobFit, AddsNothingWithoutIdeals) {
  Stage stage = stage_of(1.0, 0.4, 0.8);
  stage.scene.ideal.clear();
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
}

TEST(JobFit, GainsCustomersByMoreOfTheRightAmountAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{.attributes = {0.9}}, {.attributes = {0.9}}});
  base.needs.front().ideal = {0.5};
  put(base.needs.front(), on("job_fit", {{"importance", constant(5.0)}}));
  MarketSpec fitting = base;
  fitting.needs.front().offers[0].attributes = {0.6};
  const Claim claim{.behaviour = "job_fit", .base = base, .variant = fitting};
  EXPECT_GT(gain_with(claim).low, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::job_fit_test
