#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::affect_test {
namespace {

constexpr float code = 6.0F / 65535.0F;  ///< the grain in which affect is kept
const auto constant = Distribution::constant;

/// Affect after one purchase of a brand that left nobody with a feeling before, for a surprise in sd.
float after(float surprise_in_sd, double peak, float before = 0.0F) {
  Stage stage("affect", {{"peak", constant(peak)}}, 1);
  stage.set("affect", 0, 0, 0.0F);
  stage.set("affect", 0, 1, before);
  stage.live({.brand = 1, .surprise = surprise_in_sd * stage.scene.surprise_sd});
  EXPECT_NEAR(stage.get("affect", 0, 0), 0.0, code) << "the other brand is left alone";
  return stage.get("affect", 0, 1);
}

TEST(Affect, FallsFasterThanItRises) {
  EXPECT_NEAR(after(1.0F, 0.0), 0.15, code);
  EXPECT_NEAR(after(-1.0F, 0.0), -0.30, code);
  EXPECT_NEAR(after(1.0F, 0.0, 2.0F), 2.0 - 0.30 * 1.0, code) << "a good experience that is worse than the memory";
}

TEST(Affect, KeepsStrongMomentsBetterThanWeakOnes) {
  EXPECT_NEAR(after(2.0F, 0.5), 0.15 * (0.5 + 0.5 * 2.0 * 1.2533) * 2.0, 2 * code);
  EXPECT_NEAR(after(0.2F, 0.5), 0.15 * (0.5 + 0.5 * 0.2 * 1.2533) * 0.2, 2 * code);
}

TEST(Affect, NeverGoesFurtherThanTheExperience) {
  Stage stage("affect", {{"peak", constant(1.0)}, {"fall", constant(0.6)}}, 1);
  stage.set("affect", 0, 1, 0.0F);
  stage.live({.brand = 1, .surprise = -1.5F * stage.scene.surprise_sd});
  EXPECT_NEAR(stage.get("affect", 0, 1), -1.5, code) << "not .6 x 1.5 x 1.25 = 1.13 of the way";
  EXPECT_NEAR(after(-50.0F, 0.0), -0.30 * 3.0, code) << "three standard deviations are the most";
}

TEST(Affect, FadesToItsMeanInItsHalfLife) {
  for (const auto& [half_life, left] : {std::pair{10.0, 0.5F}, std::pair{0.0, 1.0F}}) {
    Stage stage("affect", {{"half_life", constant(half_life)}}, 2);
    stage.baseline("affect", -0.3F);
    stage.start();
    EXPECT_NEAR(stage.get("affect", 0, 1), -0.3, code) << "it starts at its mean";
    stage.set("affect", 0, 1, 1.0F);
    stage.pass(10);
    EXPECT_NEAR(stage.get("affect", 0, 1), -0.3F + 1.3F * left, 10 * code);
    EXPECT_NEAR(stage.get("affect", 1, 1), -0.3, code);
  }
}

TEST(Affect, PullsByItsDistanceFromTheMeanInStandardDeviations) {
  Stage stage("affect", {{"gain", constant(2.0)}, {"sd", constant(0.5)}}, 1);
  stage.baseline("affect", -0.3F);
  stage.start();
  stage.set("affect", 0, 1, -0.05F);
  EXPECT_NEAR(stage.weigh()[0][0], 0.0, 4 * code);
  EXPECT_NEAR(stage.weigh()[1][0], 2.0 * 0.25 / 0.5, 4 * code);
}

/// Two brands that everybody decides between weekly, by what they feel alone.
MarketSpec market_of(double gain, double better = 0.0) {
  MarketSpec market = plain(4'000, {{.quality = 0.5}, {.quality = 0.5}});
  market.needs.front().offers[0].quality += better;
  market.needs.front().behaviours = {on("experience"), on("expectation"),
                                     on("affect", {{"gain", constant(gain)}, {"peak", constant(0.0)}})};
  return market;
}

// Where a worse experience counts twice, .15 E(e - M)+ = .30 E(e - M)- at rest: -.29 for independent surprises, -.30
// as expectations follow what was lived (by simulation of one customer). With a pull it lies lower: who likes a brand
// less buys it less, and gets no better experiences of it.
TEST(Affect, RestsWhereGoodAndBadSurprisesBalance) {
  MarketSpec market = market_of(0.0);
  market.needs.front().behaviours[2] =
      on("affect", {{"gain", constant(0.0)}, {"peak", constant(0.0)}, {"half_life", constant(0.0)}});
  Team team(2);
  const BaseCase found = find_base_case({std::make_shared<MarketSpec>(market), {}, {}}, {}, 1, team);
  const std::vector<float>* baseline = found.needs.front().baseline("affect");
  ASSERT_NE(baseline, nullptr);
  for (const float mean : *baseline) EXPECT_NEAR(mean, -0.30, 0.01);
}

/// What a better quality of the first brand wins in its units, with and without the pull of affect.
double units_won(double gain, std::uint32_t replicate) {
  const auto lived = live(beside({market_of(gain), market_of(gain, 0.1)}, {1, replicate}), 12);
  return static_cast<double>(units_over(lived, 1)[1] - units_over(lived, 0)[1]);
}

// The ablation. A better product reaches choice by what it makes customers feel, and by nothing else here.
TEST(Affect, IsTheWayOfQualityToChoiceAndNoneWithoutGain) {
  std::vector<double> won;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    won.push_back(units_won(1.0, replicate));
    EXPECT_EQ(units_won(0.0, replicate), 0.0);
  }
  EXPECT_GT(statistics::t_interval(won, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::affect_test
