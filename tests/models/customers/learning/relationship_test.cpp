#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::relationship_test {
namespace {

constexpr double code = 1.0 / 65535.0;
const auto constant = Distribution::constant;

const std::set<std::string_view> bought{"held"};  ///< missing where things are bought, and not held

/// Closeness after so many purchases by a customer whose trust and affect lie so many sd from the mean.
float close_after(int purchases, float trust_z = 0.0F, float affect_z = 0.0F) {
  Stage stage("relationship", {{"familiar", constant(4.0)}, {"trust_sd", constant(0.1)}, {"affect_sd", constant(0.5)}},
              1, 2, 0, bought);
  stage.baseline("trust", 0.3F);
  stage.baseline("affect", -0.3F);
  stage.start();
  stage.set("trust", 0, 1, 0.3F + 0.1F * trust_z);
  stage.set("affect", 0, 1, -0.3F + 0.5F * affect_z);
  for (; purchases > 0; --purchases) stage.live({.brand = 1});
  return stage.get("relationship", 0, 1);
}

TEST(Relationship, IsTheMeanOfThreePercentiles) {
  EXPECT_NEAR(close_after(0), (0.5 + 0.5 + 0.0) / 3.0, code);
  EXPECT_NEAR(close_after(4), (0.5 + 0.5 + 0.5) / 3.0, 1e-4);
  EXPECT_NEAR(close_after(12), (0.5 + 0.5 + 0.75) / 3.0, 1e-4);
}

TEST(Relationship, GrowsWithTrustAffectAndTenure) {
  // Percentiles of the standard normal at 1 and -2, which the logistic meets within .01.
  EXPECT_NEAR(close_after(4, 1.0F, 0.0F), (0.8413 + 0.5 + 0.5) / 3.0, 0.004);
  EXPECT_NEAR(close_after(4, 0.0F, -2.0F), (0.5 + 0.0228 + 0.5) / 3.0, 0.004);
  EXPECT_GT(close_after(40, 2.0F, 2.0F), 0.9F);
  EXPECT_LT(close_after(1, -2.0F, -2.0F), 0.1F);
}

TEST(Relationship, IsWithTheBrandBoughtAndCountsNoFurtherThanItsColumn) {
  Stage stage("relationship", {}, 1, 2, 0, bought);
  stage.start();
  for (int n = 0; n < 300; ++n) stage.live({.brand = 1});
  EXPECT_EQ(stage.get("tenure", 0, 1), 256.0F);
  EXPECT_EQ(stage.get("tenure", 0, 0), 0.0F);
  EXPECT_NEAR(stage.get("relationship", 0, 0), 1.0 / 3.0, code);
}

// A year of use counts as twelve, in weeks and in months; what is bought counts by the purchase.
TEST(Relationship, CountsMonthsOfUseWhereSomethingIsHeld) {
  for (const int ticks : {52, 13, 4}) {
    MarketSpec market = plain(10, {{}, {}});
    market.needs.front().occasions =
        on("contract", {{"churn_alpha", constant(0.01)}, {"churn_beta", constant(1000.0)}});
    market.needs.front().behaviours = {on("relationship")};
    Market::Setup setup = alone(market);
    setup.clock.weeks_per_tick = 52.0 / ticks;
    const Seen seen = live(setup, ticks).back().front();
    const auto& tenure = seen.columns.at("tenure");
    for (std::size_t c = 0; c < 10; ++c) EXPECT_NEAR(tenure[0][c] + tenure[1][c], 12.0, 0.1) << ticks;
  }
}

// The ablation of familiarity: years together count for nothing where it takes a lifetime to get familiar.
TEST(Relationship, GrowsWithTheYearsOnlyWhereTheyMakeFamiliar) {
  const auto gained = [](double familiar) {
    Stage stage("relationship", {{"familiar", constant(familiar)}}, 1, 2, 0, bought);
    stage.start();
    stage.live({.brand = 0});
    const float before = stage.get("relationship", 0, 0);
    for (int n = 0; n < 50; ++n) stage.live({.brand = 0});
    return stage.get("relationship", 0, 0) - before;
  };
  EXPECT_GT(gained(10.0), 0.2F);
  EXPECT_LT(gained(1000.0), 0.02F);
}

TEST(Relationship, TakesWhatNobodyKeepsAsAverage) {
  MarketSpec market = plain(10, {{}});
  market.needs.front().behaviours = {on("relationship", {{"familiar", constant(4.0)}})};
  const Seen seen = live(alone(market), 4).back().front();
  for (const float rq : seen.columns.at("relationship")[0]) EXPECT_NEAR(rq, (0.5 + 0.5 + 0.5) / 3.0, 1e-4);
}

// In a market that lives, percentiles must have a mean of about a half: frequent buyers spread as the presets say.
TEST(Relationship, HasPercentilesAroundAHalfAtThePresets) {
  MarketSpec market = plain(4'000, {{.quality = 0.5}, {.quality = 0.5}});
  market.needs.front().behaviours = {on("experience"), on("expectation"), on("affect", {{"gain", constant(0.0)}}),
                                     on("trust"), on("relationship", {{"familiar", constant(0.1)}})};
  const Seen seen = live(alone(market), 60).back().front();
  std::vector<double> of_feeling;
  for (const float rq : seen.columns.at("relationship")[0]) of_feeling.push_back((3.0 * rq - 1.0) / 2.0);
  EXPECT_NEAR(statistics::mean(of_feeling), 0.5, 0.05);
  // A mean of two percentiles has an sd between .204 (independent) and .289 (the same).
  EXPECT_GT(statistics::standard_deviation(of_feeling), 0.19);
  EXPECT_LT(statistics::standard_deviation(of_feeling), 0.31);
}

}  // namespace
}  // namespace clientele::markets::relationship_test
