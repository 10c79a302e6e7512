#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "models/behaviours.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::reviews_test {
namespace {

constexpr float code = 2.0F * 6.0F / 65535.0F;
const auto constant = Distribution::constant;

/// Customers who all judge alike, write always and read every week; a star is worth .05 of satisfaction, from 3.7 on.
Stage stage_of(std::uint32_t customers, double quiet = 1.0) {
  Stage stage("reviews",
              {{"rate", constant(1.0)},
               {"quiet", constant(quiet)},
               {"severity", constant(0.0)},
               {"step", constant(0.5)},
               {"reading", constant(1.0)}},
              customers);
  stage.baseline("satisfaction", 0.6F);
  stage.start();
  return stage;
}

std::size_t stars_for(float satisfaction) {
  Stage stage = stage_of(1);
  stage.set("satisfaction", 0, 1, satisfaction);
  stage.live({.brand = 1});
  for (std::size_t level = 0; level < 5; ++level)
    if (stage.counted("reviews", 1, level) == 1) return level + 1;
  return 0;
}

TEST(Reviews, GiveStarsForSatisfaction) {
  EXPECT_EQ(stars_for(0.60F), 4U) << "3.7, rounded";
  EXPECT_EQ(stars_for(0.58F), 3U);
  EXPECT_EQ(stars_for(0.52F), 2U);
  EXPECT_EQ(stars_for(0.10F), 1U);
  EXPECT_EQ(stars_for(0.65F), 5U);
  EXPECT_EQ(stars_for(1.00F), 5U);
}

TEST(Reviews, AreWrittenByTheDelightedAndTheAngry) {
  Stage stage = stage_of(3, 0.0);
  stage.set("satisfaction", 0, 1, 0.1F), stage.set("satisfaction", 1, 1, 0.6F), stage.set("satisfaction", 2, 1, 0.9F);
  stage.live({.brand = 1});
  EXPECT_EQ(stage.counted("reviews", 1, 0), 1);
  EXPECT_EQ(stage.counted("reviews", 1, 3), 0);
  EXPECT_EQ(stage.counted("reviews", 1, 4), 1);
}

/// What is recalled of reviews of two brands.
Tallies recalled(std::vector<std::array<std::int64_t, 5>> by_brand) {
  ColumnRequests requests;
  requests.ask_for("reviews");
  make_behaviour(*find_behaviour("reviews"))->bind(requests);
  Tallies tallies(TallyLayout(requests, static_cast<std::uint32_t>(by_brand.size()), 1), 1);
  for (std::size_t brand = 0; brand < by_brand.size(); ++brand)
    for (std::size_t level = 0; level < 5; ++level)
      tallies.counter(0).add(OwnTally{{0}}, 0, brand, level, by_brand[brand][level]);
  tallies.close(1.0);
  return tallies;
}

// Of four customers: two five-star reviews and one of four, and the thousandth of three stars that readers begin with.
TEST(Reviews, AreReadByStrangersAsElasticitiesOfMeanAndNumber) {
  Stage stage = stage_of(4);
  const Tallies tallies = recalled({{0, 0, 0, 1, 2}, {1, 0, 0, 0, 0}});
  stage.scene.tallies = &tallies;
  stage.set("source", 3, 0, 1.0F);
  stage.hear();
  const double count = 0.001 + 3.0 / 4.0, sum = 0.003 + 14.0 / 4.0;
  EXPECT_NEAR(stage.get("reputation", 0, 0), 0.417 * std::log(sum / count) + 0.236 * std::log(count), code);
  EXPECT_NEAR(stage.get("reputation", 0, 1), 0.417 * std::log(0.253 / 0.251) + 0.236 * std::log(0.251), code);
  EXPECT_NEAR(stage.get("reputation", 3, 0), 0.0, code) << "whom the brand has won needs no reviews of it";
  EXPECT_NEAR(stage.get("reputation", 3, 1), stage.get("reputation", 0, 1), code);
}

TEST(Reviews, PullBeyondTheMeanOfTheBaseCaseUntilOwnExperienceTakesTheirPlace) {
  Stage stage = stage_of(1);
  stage.baseline("reputation", -0.5F);
  stage.start();
  EXPECT_NEAR(stage.weigh()[1][0], 0.0, code);
  stage.set("reputation", 0, 1, -0.2F);
  EXPECT_NEAR(stage.weigh()[1][0], 0.3, code);
  stage.live({.brand = 1});
  EXPECT_NEAR(stage.weigh()[1][0], 0.0, code);
}

TEST(Reviews, AreReadByTheShareThatReadsInAWeek) {
  constexpr std::uint32_t customers = 4'000;
  Stage stage("reviews", {{"reading", constant(0.1)}}, customers);
  const Tallies tallies = recalled({{0, 0, 0, 0, 9}, {0, 0, 0, 0, 9}});
  stage.scene.tallies = &tallies;
  stage.start();
  stage.hear();
  std::uint64_t readers = 0;
  for (std::uint32_t c = 0; c < customers; ++c) readers += stage.get("reputation", c, 0) < -0.1F ? 1 : 0;
  EXPECT_GT(statistics::binomial_p_value(readers, customers, 0.1), statistics::false_alarm_rate);
}

MarketSpec market_of(std::uint32_t customers, double valence, double volume) {
  MarketSpec market = plain(customers, {{.quality = 0.5}, {.quality = 0.5}});
  market.needs.front().behaviours = {on("experience"), on("expectation"), on("disconfirmation"),
                                     on("survey", {{"asked", constant(1.0)}}),
                                     on("reviews", {{"valence", constant(valence)}, {"volume", constant(volume)}})};
  return market;
}

// Hu, Zhang & Pavlou (2009); the ratings of index T15. Everybody who is asked answers in between most often.
TEST(Reviews, AreJShapedWhereASurveyOfAllHasOnePeakInTheMiddle) {
  Team team(2);
  Market market(with_base_case(alone(market_of(20'000, 0.417, 0.236)), {.ticks = 26, .burn_in = 26}, team), team);
  market.burn_in();
  std::array<std::int64_t, 5> stars{};
  std::array<std::int64_t, 11> answers{};
  for (int tick = 0; tick < 26; ++tick) {
    market.live_tick();
    for (std::size_t level = 0; level < 5; ++level) stars[level] += counted(market, "reviews", 0, level);
    for (std::size_t level = 0; level < 11; ++level) answers[level] += counted(market, "survey_satisfaction", 0, level);
  }
  EXPECT_GT(stars[4], 2 * stars[0]);
  for (const std::size_t level : {1U, 2U, 3U}) EXPECT_GT(stars[0], stars[level]) << level + 1 << " stars";
  const auto peak = std::ranges::max_element(answers);
  EXPECT_TRUE(std::is_sorted(answers.begin(), peak) && std::is_sorted(peak, answers.end(), std::greater()));
  EXPECT_TRUE(peak != answers.begin() && peak != answers.end() - 1);
}

double units_won(double valence, double volume, std::uint32_t replicate) {
  const MarketSpec market = market_of(4'000, valence, volume);
  MarketSpec better = market;
  better.needs.front().offers.front().quality += 0.2;
  const auto lived = live(beside({market, better}, {1, replicate}), 15);
  return static_cast<double>(units_over(lived, 1)[1] - units_over(lived, 0)[1]);
}

// The ablation: what customers write is the only way of quality to choice here.
TEST(Reviews, CarryQualityToStrangersAndNothingWithoutElasticities) {
  std::vector<double> won;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    won.push_back(units_won(0.417, 0.0, replicate));
    EXPECT_EQ(units_won(0.0, 0.0, replicate), 0.0);
  }
  EXPECT_GT(statistics::t_interval(won, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::reviews_test
