#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::points_test {
namespace {

constexpr auto constant = Distribution::constant;

Stage stage_of(double after) {
  Stage stage("points", {{"value", constant(2.0)}, {"goal_gradient", constant(0.4)}}, 2);
  stage.start();
  stage.scene.brand[0].now.reward = {.worth = money(3.0), .after = after};
  for (const std::size_t slot : {1U, 2U}) stage.scene.offers[slot].base_price = 6.0;
  return stage;
}

// A reward worth half a purchase, and one of four purchases done: (2 / 2 + .4) / 4.
TEST(Points, SpeakForTheBrandInProportionToProgress) {
  Stage stage = stage_of(4.0);
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
  stage.live({.brand = 0});
  EXPECT_NEAR(stage.weigh()[0][0], 0.35, 1e-6);
  stage.live({.brand = 0});
  EXPECT_NEAR(stage.weigh()[0][0], 0.70, 1e-6);
  EXPECT_EQ(stage.weigh()[1][0], 0.0F);
}

TEST(Points, StartAgainAfterARewardThatIsCounted) {
  Stage stage = stage_of(4.0);
  for (int purchase = 0; purchase < 3; ++purchase) stage.live({.brand = 0});
  EXPECT_EQ(stage.counted("rewards", 0), 0);
  stage.live({.brand = 0});
  EXPECT_EQ(stage.counted("rewards", 0), 2);  // one for each of two customers
  EXPECT_EQ(stage.get("points", 0, 0), 0.0F);
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
}

TEST(Points, AreNotGivenWithoutAProgramme) {
  Stage stage = stage_of(4.0);
  for (int purchase = 0; purchase < 300; ++purchase) stage.live({.brand = 1});
  EXPECT_EQ(stage.get("points", 0, 1), 0.0F);
  EXPECT_EQ(stage.counted("rewards", 1), 0);
}

TEST(Points, LastUntilTheLongestCardIsFull) {
  Stage stage = stage_of(255.0);
  for (int purchase = 0; purchase < 254; ++purchase) stage.live({.brand = 0});
  EXPECT_EQ(stage.get("points", 0, 0), 254.0F);
  stage.live({.brand = 0});
  EXPECT_EQ(stage.counted("rewards", 0), 2);
}

TEST(Points, GainCustomersForAProgrammeAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{}, {}});
  put(base.needs.front(), on("points"));
  MarketSpec club = base;
  club.brands[0].reward = {.worth = money(2.0), .after = 5.0};
  const Claim claim{.behaviour = "points", .base = base, .variant = club, .ticks = 5};
  EXPECT_GT(gain_with(claim).low, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::points_test
