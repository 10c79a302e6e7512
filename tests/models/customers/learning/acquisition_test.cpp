#include <gtest/gtest.h>

#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::acquisition_test {
namespace {

const auto constant = Distribution::constant;
enum Level : std::size_t { search, advertising, talk, referral, price };

/// A customer who buys the second brand for the first time.
Stage newcomer() {
  Stage stage("acquisition", {}, 1);
  stage.start();
  return stage;
}

/// Which of the sources was counted at a purchase of the second brand; 5 where none was.
std::size_t source_of(Stage& stage) {
  std::int64_t before[5];
  for (std::size_t level = 0; level < 5; ++level) before[level] = stage.counted("acquired", 1, level);
  stage.live({.brand = 1});
  for (std::size_t level = 0; level < 5; ++level)
    if (stage.counted("acquired", 1, level) != before[level]) return level;
  return 5;
}

/// A word of referral to a brand, said at tick 0.
float referred_to(std::uint32_t brand) { return static_cast<float>(brand << 5 | 31U); }

TEST(Acquisition, IsByOwnSearchWhereNothingElseSpeaksForTheBrand) {
  Stage stage = newcomer();
  EXPECT_EQ(source_of(stage), search);
  EXPECT_EQ(stage.get("source", 0, 1), 1.0F);
  EXPECT_EQ(stage.get("source", 0, 0), 0.0F);
  EXPECT_EQ(source_of(stage), 5U) << "customers are won once";
  stage.start();
  EXPECT_EQ(source_of(stage), search) << "who takes their place is won again";
}

// Each stronger source is added to the weaker ones.
TEST(Acquisition, IsByTheFirstThatHoldsOfReferralTalkAdvertisingAndPrice) {
  Stage stage = newcomer();
  stage.scene.offers[2].log_price_change = -0.02F;
  EXPECT_EQ(source_of(stage), price);
  stage.start();
  stage.scene.brand[1].now.advertising = 1.0;
  EXPECT_EQ(source_of(stage), advertising);
  stage.start();
  stage.set("told", 0, 1, 0.06F);
  EXPECT_EQ(source_of(stage), talk);
  stage.start();
  stage.set("referred_to", 0, 0, referred_to(1));
  EXPECT_EQ(source_of(stage), referral);
}

TEST(Acquisition, DoesNotCountWhatIsTooLittleTooOldOrOfAnotherBrand) {
  Stage stage = newcomer();
  stage.scene.offers[2].log_price_change = -0.005F;
  stage.scene.offers[1].log_price_change = -0.2F;
  stage.scene.brand[0].now.advertising = 1.0;
  stage.set("told", 0, 0, 0.5F), stage.set("told", 0, 1, 0.04F);
  stage.set("referred_to", 0, 0, referred_to(0));
  EXPECT_EQ(source_of(stage), search);
  stage.start();
  stage.set("referred_to", 0, 0, referred_to(1));
  stage.scene.tick = 9;
  EXPECT_EQ(source_of(stage), search) << "the window is of eight weeks";
}

// 1 - (1 - .1)^8 of them; false alarms 1e-6.
TEST(Acquisition, IsByAdvertisingForThoseWhomItReachedWithinTheWindow) {
  constexpr std::uint32_t customers = 20'000;
  Stage stage("acquisition", {}, customers);
  stage.start();
  stage.scene.brand[1].now.advertising = 0.1;
  stage.live({.brand = 1});
  const auto reached = static_cast<std::uint64_t>(stage.counted("acquired", 1, advertising));
  EXPECT_GT(statistics::binomial_p_value(reached, customers, 0.56953279), statistics::false_alarm_rate);
  EXPECT_EQ(stage.counted("acquired", 1, search) + stage.counted("acquired", 1, advertising), customers);
}

// The ablation: it observes, and what it does is to count.
TEST(Acquisition, ChangesNobodysChoices) {
  const MarketSpec without = plain(4'000, {{}, {}, {}});
  MarketSpec with = without;
  with.needs.front().behaviours = {on("acquisition")};
  Market::Setup setup = alone(with);
  EXPECT_EQ(units_over(live(alone(without), 5)), units_over(live(setup, 5)));
  Team team(1);
  Market market(setup, team);
  std::int64_t won = 0;
  for (int tick = 0; tick < 30; ++tick) {
    market.live_tick();
    for (std::size_t brand = 0; brand < 3; ++brand) won += counted(market, "acquired", brand, search);
  }
  EXPECT_NEAR(static_cast<double>(won), 3 * 4'000, 3.0) << "in 30 weeks everybody has bought every brand";
}

}  // namespace
}  // namespace clientele::markets::acquisition_test
