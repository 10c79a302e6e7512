#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::complaint_test {
namespace {

constexpr std::uint32_t customers = 20'000;
constexpr double code = 1.0 / 65535.0;  ///< the grain in which satisfaction is kept
constexpr double usual = 0.6;           ///< satisfaction with what is as good as expected and as others

/// One offer that delivers what it promises, but for failures that spoil half of it.
MarketSpec market_of(double justice, double reliability = 0.8) {
  MarketSpec market = plain(customers, {{.quality = 0.6}});
  market.firms.front().recovery = {.speed = justice, .fairness = justice, .apology = justice};
  NeedSpec& need = market.needs.front();
  need.offers.front().reliability = reliability;
  need.behaviours = {on("reliability", {{"spread", Distribution::constant(0.0)}}), on("expectation"), on("complaint"),
                     on("disconfirmation")};
  return market;
}

struct Groups {
  std::vector<double> unharmed, silent, heard;  ///< cumulative satisfaction of those who had no failure or did not say
  std::vector<double> reported;                 ///< by those who complained
};

Groups groups_after_one(const MarketSpec& market) {
  const Seen seen = live(alone(market), 1).front().front();
  Groups groups;
  for (std::size_t i = 0; i < customers; ++i) {
    const double satisfaction = seen.columns.at("satisfaction")[0][i];
    const bool complained = seen.columns.at("complained_to")[0][i] == 1.0F;
    const bool failed = seen.columns.at("expectation")[0][i] < 0.6F - 2.0F * static_cast<float>(code);
    (complained ? groups.heard : failed ? groups.silent : groups.unharmed).push_back(satisfaction);
    if (complained) groups.reported.push_back(satisfaction + seen.columns.at("relief")[0][i]);
  }
  return groups;
}

// False alarms 1e-6. Severity .5 is half way from .05 to .3.
TEST(Complaint, IsMadeMoreOftenTheWorseTheFailure) {
  Team team(1);
  Market market(alone(market_of(0.8)), team);
  market.live_tick();
  const auto failures = static_cast<std::uint64_t>(counted(market, "failures"));
  const auto complaints = static_cast<std::uint64_t>(counted(market, "complaints"));
  EXPECT_GT(failures, customers / 6);
  EXPECT_GT(statistics::binomial_p_value(complaints, failures, 0.175), statistics::false_alarm_rate);
  EXPECT_EQ(counted(market, "recovered"), counted(market, "complaints"));
}

TEST(Complaint, IsMadeByAFewOfTheBadlySurprised) {
  MarketSpec market = market_of(0.0, 1.0);
  market.needs.front().offers.front().promised = 0.95;
  Team team(1);
  Market disappointed(alone(market), team), content(alone(market_of(0.0, 1.0)), team);
  disappointed.live_tick(), content.live_tick();
  EXPECT_GT(
      statistics::binomial_p_value(static_cast<std::uint64_t>(counted(disappointed, "complaints")), customers, 0.05),
      statistics::false_alarm_rate);
  EXPECT_EQ(counted(content, "complaints"), 0);
  EXPECT_EQ(counted(disappointed, "recovered"), 0);
}

// The law: well looked after, customers report more than those whom nothing befell, and are no more satisfied.
TEST(Complaint, HasARecoveryParadoxInReportedSatisfactionOnly) {
  const Groups groups = groups_after_one(market_of(1.0));
  for (const double x : groups.unharmed) ASSERT_NEAR(x, usual, code);
  for (const double x : groups.heard) ASSERT_NEAR(x, usual, code);
  for (const double x : groups.silent) ASSERT_LT(x, usual - 0.05);
  for (const double x : groups.reported) ASSERT_NEAR(x, usual + 0.3, 2 * code);
  EXPECT_GT(groups.heard.size(), 500U);
}

TEST(Complaint, MendsInProportionToJustice) {
  const Groups none = groups_after_one(market_of(0.0)), half = groups_after_one(market_of(0.5));
  const double fallen = none.silent.front();
  EXPECT_EQ(none.heard.front(), fallen);
  EXPECT_EQ(none.reported.front(), fallen);
  EXPECT_NEAR(half.heard.front(), (usual + fallen) / 2.0, 2 * code);
  EXPECT_NEAR(half.reported.front(), half.heard.front() + 0.15, 2 * code);
}

// Half of the calls are given up: half of those who complain meet no justice, and all of them have complained.
TEST(Complaint, MeetsNoJusticeWhereNobodyAnswers) {
  constexpr std::uint32_t many = 4'000;  // no more than a block
  Stage stage("complaint", {{"least", Distribution::constant(1.0)}, {"most", Distribution::constant(1.0)}}, many);
  stage.scene.brand[1].firm.recovery = {.speed = 1.0, .fairness = 1.0, .apology = 1.0};
  stage.scene.brand[1].answered = 0.5F;
  stage.start();
  stage.live({.brand = 1, .failure = 0.5F});
  EXPECT_EQ(stage.counted("complaints", 1), many);
  const auto settled = static_cast<std::uint64_t>(stage.counted("recovered", 1));
  EXPECT_GT(statistics::binomial_p_value(settled, many, 0.5), statistics::false_alarm_rate);
}

TEST(Complaint, IsForgottenByHalfLives) {
  Stage stage("complaint", {{"half_life", Distribution::constant(4.0)}}, 10);
  stage.start();
  EXPECT_EQ(stage.get("relief", 3), 0.0F);
  stage.set("relief", 3, 0, 0.4F);
  stage.pass(4);
  EXPECT_NEAR(stage.get("relief", 3), 0.2, 4 * code);
}

// The ablation.
TEST(Complaint, KeepsSatisfactionUpAndDoesNothingWhenOffOrUnheard) {
  MarketSpec off = market_of(1.0);
  remove(off.needs.front(), "complaint");
  const auto tick = live(beside({market_of(1.0), market_of(0.0), off}), 1).front();
  std::vector<double> gain;
  for (std::size_t i = 0; i < customers; ++i)
    gain.push_back(tick[0].columns.at("satisfaction")[0][i] - tick[2].columns.at("satisfaction")[0][i]);
  EXPECT_GT(statistics::t_interval(gain).low, 0.0);
  EXPECT_EQ(tick[1].columns.at("satisfaction"), tick[2].columns.at("satisfaction"));
}

}  // namespace
}  // namespace clientele::markets::complaint_test
