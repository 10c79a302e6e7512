#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::survey_test {
namespace {

constexpr std::uint32_t customers = 20'000;

/// One brand that everybody buys and is .5 satisfied with.
MarketSpec market_of(Parameters parameters) {
  MarketSpec market = plain(customers, {{.quality = 0.5}});
  market.needs.front().behaviours = {on("cumulative_satisfaction"), on("survey", parameters)};
  return market;
}

std::uint64_t answers_of(const Market& market, std::string_view question, std::size_t from, std::size_t to) {
  std::int64_t sum = 0;
  for (std::size_t level = from; level <= to; ++level) sum += counted(market, question, 0, level);
  return static_cast<std::uint64_t>(sum);
}

// False alarms 1e-6. Each who is asked answers every question once.
TEST(Survey, AsksAShareOfThoseWhoBuy) {
  Team team(1);
  Market market(alone(market_of({{"asked", Distribution::constant(0.3)}})), team);
  market.live_tick();
  const std::uint64_t answers = answers_of(market, "survey_satisfaction", 0, 10);
  EXPECT_GT(statistics::binomial_p_value(answers, customers, 0.3), statistics::false_alarm_rate);
  EXPECT_EQ(answers_of(market, "survey_recommend", 0, 10), answers);
  EXPECT_EQ(answers_of(market, "survey_buy_again", 0, 1), answers);
}

// By the normal law of the error: answers of 6 and more are those above .55. False alarms 1e-6 each.
TEST(Survey, HearsTheTruthWithAnError) {
  Team team(1);
  const auto constant = Distribution::constant;
  Market market(alone(market_of({{"asked", constant(1.0)},
                                 {"noise", constant(0.1)},
                                 {"goodwill", constant(0.3)},
                                 {"indifference", constant(0.45)}})),
                team);
  market.live_tick();
  const auto p_value = [&](std::string_view question, std::size_t from, std::size_t to, double probability) {
    return statistics::binomial_p_value(answers_of(market, question, from, to), customers, probability);
  };
  const double below_half_sd = 0.30853753872598690;
  EXPECT_GT(p_value("survey_satisfaction", 6, 10, below_half_sd), statistics::false_alarm_rate);
  EXPECT_GT(p_value("survey_satisfaction", 0, 4, below_half_sd), statistics::false_alarm_rate);
  EXPECT_GT(p_value("survey_recommend", 9, 10, below_half_sd), statistics::false_alarm_rate);  // .8 against .85
  EXPECT_GT(p_value("survey_buy_again", 0, 0, below_half_sd), statistics::false_alarm_rate);   // .5 against .45
}

// At the same goodwill the two questions would be answered alike, were their errors the same.
TEST(Survey, ErrsInEachAnswerByItself) {
  Team team(1);
  const auto constant = Distribution::constant;
  Market market(alone(market_of({{"asked", constant(1.0)}, {"goodwill", constant(0.0)}})), team);
  market.live_tick();
  EXPECT_NE(counted(market, "survey_satisfaction", 0, 5), counted(market, "survey_recommend", 0, 5));
}

/// Everybody asked without error, about the first brand.
Stage stage_of() {
  const auto constant = Distribution::constant;
  Stage stage("survey", {{"asked", constant(1.0)}, {"noise", constant(0.0)}, {"goodwill", constant(0.0)}}, 1);
  stage.set("satisfaction", 0, 0, 0.4F);
  stage.baseline("affect", -0.3F), stage.set("affect", 0, 0, -0.3F);
  stage.baseline("trust", 0.6F), stage.set("trust", 0, 0, 0.6F);
  return stage;
}

std::int64_t says_yes(Stage& stage) {
  const std::int64_t before = stage.counted("survey_buy_again", 0, 1);
  stage.live({});
  return stage.counted("survey_buy_again", 0, 1) - before;
}

// The value deficit: good recovery lifts what is reported, and nobody buys again for it.
TEST(Survey, IsFlatteredByRecoveryExceptWhenAskedToBuyAgain) {
  Stage stage = stage_of();
  stage.set("complained_to", 0, 0, 1.0F), stage.set("relief", 0, 0, 0.3F);
  EXPECT_EQ(says_yes(stage), 0);
  EXPECT_EQ(stage.counted("survey_satisfaction", 0, 7), 1);
  stage.set("complained_to", 0, 0, 2.0F);
  stage.live({});
  EXPECT_EQ(stage.counted("survey_satisfaction", 0, 4), 1);
}

TEST(Survey, FindsThatAffectAndTrustBeyondTheUsualMakeUpForSatisfaction) {
  Stage stage = stage_of();
  EXPECT_EQ(says_yes(stage), 0);
  stage.set("affect", 0, 0, 1.0F);  // .05 * 1.3 is more than the .05 that is wanting
  EXPECT_EQ(says_yes(stage), 1);
  stage.set("affect", 0, 0, -0.3F), stage.set("trust", 0, 0, 0.8F);  // .3 * .2 too
  EXPECT_EQ(says_yes(stage), 1);
}

TEST(Survey, ChangesNobody) {
  MarketSpec off = market_of({});
  remove(off.needs.front(), "survey");
  for (const auto& tick : live(beside({market_of({{"asked", Distribution::constant(0.5)}}), off}), 4))
    EXPECT_EQ(tick[0], tick[1]);
}

}  // namespace
}  // namespace clientele::markets::survey_test
