#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::trust_test {
namespace {

constexpr float code = 1.0F / 65535.0F;  ///< the grain in which trust is kept
const auto constant = Distribution::constant;

float after(float surprise_in_sd, float before) {
  Stage stage("trust", {}, 1);
  stage.set("trust", 0, 1, before);
  stage.live({.brand = 1, .surprise = surprise_in_sd * stage.scene.surprise_sd});
  return stage.get("trust", 0, 1);
}

TEST(Trust, IsBuiltInSmallStepsAndLostInLargeOnes) {
  EXPECT_NEAR(after(1.0F, 0.5F), 0.5 + 0.05 * 0.5, code);
  EXPECT_NEAR(after(-1.0F, 0.5F), 0.5 - 0.20 * 0.5, code);
  EXPECT_NEAR(after(2.0F, 0.9F), 0.9 + 0.05 * 0.1 * 2.0, code) << "the more trust, the less there is to win";
}

TEST(Trust, CountsThreeStandardDeviationsAtMostAndStaysWithinItsBounds) {
  EXPECT_NEAR(after(40.0F, 0.5F), 0.5 + 0.05 * 0.5 * 3.0, code);
  EXPECT_NEAR(after(-40.0F, 0.5F), 0.5 - 0.20 * 0.5 * 3.0, code);
}

TEST(Trust, IsInTheBrandBoughtAlone) {
  Stage stage("trust", {}, 1);
  stage.baseline("trust", 0.2F);
  stage.start();
  stage.live({.brand = 1, .surprise = -0.1F});
  EXPECT_NEAR(stage.get("trust", 0, 0), 0.2, code);
  EXPECT_NEAR(stage.get("trust", 0, 1), 0.2 - 0.2 * 0.2, code);
}

TEST(Trust, PullsNobodyByItself) {
  Stage stage("trust", {}, 1);
  stage.set("trust", 0, 0, 0.9F);
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
}

MarketSpec market_of(double rise, double fall) {
  MarketSpec market = plain(2'000, {{.quality = 0.5}, {.quality = 0.5}});
  market.needs.front().behaviours = {on("experience"), on("expectation"),
                                     on("trust", {{"rise", constant(rise)}, {"fall", constant(fall)}})};
  return market;
}

float rest(double rise, double fall) {
  Team team(2);
  const auto market = std::make_shared<MarketSpec>(market_of(rise, fall));
  const BaseCase found = find_base_case({market, {}, {}}, {}, 1, team);
  const std::vector<float>* baseline = found.needs.front().baseline("trust");
  return baseline == nullptr ? -1.0F : baseline->front();
}

// Good and bad surprises being alike, rise (1 - T) = fall T at rest. The ablation: with equal steps the asymmetry is
// gone and trust rests at a half. Expectations that follow what was lived move both by .01.
TEST(Trust, RestsAtAFifthAndAtAHalfWithEqualSteps) {
  EXPECT_NEAR(rest(0.05, 0.20), 0.20, 0.015);
  EXPECT_NEAR(rest(0.05, 0.05), 0.50, 0.015);
}

}  // namespace
}  // namespace clientele::markets::trust_test
