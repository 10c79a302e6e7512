#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::belonging_test {
namespace {

constexpr double code = 1.0 / 65535.0;
const auto constant = Distribution::constant;

TEST(Belonging, GrowsWithEveryRitualToTheStrengthOfTheClub) {
  Stage stage("belonging", {{"gain", constant(2.0)}}, 1);
  stage.scene.brand[1].now.club = 0.5;
  stage.start();
  stage.live({.brand = 1});
  EXPECT_NEAR(stage.get("belonging", 0), 0.2 * 0.5, code);
  stage.live({.brand = 1});
  EXPECT_NEAR(stage.get("belonging", 0), 0.1 + 0.2 * 0.4, 2 * code);
  const auto added = stage.weigh();
  EXPECT_EQ(added[0][0], 0.0F);
  EXPECT_NEAR(added[1][0], 2.0 * 0.18, 1e-4);
  for (int n = 0; n < 50; ++n) stage.live({.brand = 1});
  EXPECT_NEAR(stage.get("belonging", 0), 0.5, 1e-3);
}

TEST(Belonging, IsToTheBrandBoughtLastAndBeginsAnewWithAnother) {
  Stage stage("belonging", {}, 1);
  stage.scene.brand[0].now.club = stage.scene.brand[1].now.club = 1.0;
  stage.start();
  for (int n = 0; n < 5; ++n) stage.live({.brand = 1});
  stage.live({.brand = 0});
  EXPECT_NEAR(stage.get("belonging", 0), 0.2, code);
  EXPECT_EQ(stage.weigh()[1][0], 0.0F);
  EXPECT_NEAR(stage.weigh()[0][0], 0.2, 1e-4);
}

TEST(Belonging, FadesInItsHalfLife) {
  Stage stage("belonging", {{"half_life", constant(6.0)}}, 1);
  stage.start();
  stage.set("belonging", 0, 0, 0.8F);
  stage.pass(6);
  EXPECT_NEAR(stage.get("belonging", 0), 0.4, 6 * code);
}

TEST(Belonging, GrowsByAGestureWhichIsCounted) {
  constexpr std::uint32_t customers = 4'000;
  Stage stage("belonging", {{"half_life", constant(10000.0)}}, customers);
  stage.scene.brand[1].now.gestures = 0.1;
  stage.start();
  stage.reflect();
  EXPECT_EQ(stage.counted("gestures", 1), 0) << "nobody is a customer yet";
  stage.live({.brand = 1});
  stage.reflect();
  std::uint64_t received = 0;
  for (std::uint32_t c = 0; c < customers; ++c) received += stage.get("belonging", c) > 0.2F ? 1 : 0;
  EXPECT_EQ(static_cast<std::uint64_t>(stage.counted("gestures", 1)), received);
  EXPECT_EQ(stage.counted("gestures", 0), 0);
  EXPECT_GT(statistics::binomial_p_value(received, customers, 0.1), statistics::false_alarm_rate);
}

TEST(Belonging, HasGesturesByTheWeekWhateverTheStepOfTime) {
  constexpr std::uint32_t customers = 4'000;
  Stage stage("belonging", {}, customers);
  stage.scene.brand[0].now.gestures = 0.1;
  stage.scene.weeks_per_tick = 4.0F;
  stage.start();
  stage.live({.brand = 0});
  stage.reflect();
  const auto made = static_cast<std::uint64_t>(stage.counted("gestures", 0));
  EXPECT_GT(statistics::binomial_p_value(made, customers, 1.0 - std::pow(0.9, 4.0)), statistics::false_alarm_rate);
}

// More gestures reach those whom fewer reached, and more: twins never lose theirs.
TEST(Belonging, AddsReceiversWhenABrandMakesMoreGestures) {
  constexpr std::uint32_t customers = 500;
  const auto belonging = [](double gestures) {
    Stage stage("belonging", {}, customers);
    stage.scene.brand[0].now.gestures = gestures;
    stage.start();
    stage.live({.brand = 0});
    stage.reflect();
    std::vector<float> values;
    for (std::uint32_t c = 0; c < customers; ++c) values.push_back(stage.get("belonging", c));
    return values;
  };
  const auto few = belonging(0.1), many = belonging(0.3);
  for (std::uint32_t c = 0; c < customers; ++c) EXPECT_LE(few[c], many[c]);
  EXPECT_NE(few, many);
}

MarketSpec market_of(double gain, double club, double gestures) {
  MarketSpec market = plain(3'000, {{}, {}});
  market.feeling.weight = {constant(1.0)};
  market.brands[0].club = club, market.brands[0].gestures = gestures;
  market.needs.front().behaviours = {on("belonging", {{"gain", constant(gain)}})};
  return market;
}

double units_won(double gain, double club, double gestures, std::uint32_t replicate) {
  const auto lived = live(beside({market_of(gain, 0.0, 0.0), market_of(gain, club, gestures)}, {1, replicate}), 20);
  return static_cast<double>(units_over(lived, 1)[1] - units_over(lived, 0)[1]);
}

// The ablation, of clubs and of gestures.
TEST(Belonging, KeepsCustomersByClubsAndByGesturesAndNobodyWithoutGain) {
  std::vector<double> by_club, by_gestures;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    by_club.push_back(units_won(1.0, 0.8, 0.0, replicate));
    by_gestures.push_back(units_won(1.0, 0.0, 0.1, replicate));
    EXPECT_EQ(units_won(0.0, 0.8, 0.1, replicate), 0.0);
  }
  EXPECT_GT(statistics::t_interval(by_club, 1e-3).low, 0.0);
  EXPECT_GT(statistics::t_interval(by_gestures, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::belonging_test
