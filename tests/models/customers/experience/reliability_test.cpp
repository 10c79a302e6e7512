#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::reliability_test {
namespace {

constexpr std::uint32_t customers = 20'000;
constexpr double code = 3.0 / 65535.0;  ///< the grain in which satisfaction is kept

/// One offer of quality .6 that everybody buys; satisfaction is the last experience.
MarketSpec market_of(double reliability, double severity = 0.5, double spread = 0.0) {
  MarketSpec market = plain(customers, {{.quality = 0.6}});
  NeedSpec& need = market.needs.front();
  need.offers.front().reliability = reliability;
  need.behaviours = {
      on("reliability", {{"severity", Distribution::constant(severity)}, {"spread", Distribution::constant(spread)}}),
      on("cumulative_satisfaction", {{"rate", Distribution::constant(1.0)}})};
  return market;
}

std::vector<double> lived_quality(const Seen& seen) {
  const std::vector<float>& satisfaction = seen.columns.at("satisfaction").front();
  return {satisfaction.begin(), satisfaction.end()};
}

std::uint64_t spoilt(const std::vector<double>& quality) {
  return static_cast<std::uint64_t>(std::ranges::count_if(quality, [](double q) { return q < 0.6 - 2.0 * code; }));
}

// False alarms 1e-6. Catches failures at the rate of the reliability, and counts of something else.
TEST(Reliability, FailsAsOftenAsTheOfferIsUnreliable) {
  Team team(1);
  Market market(alone(market_of(0.9)), team);
  market.live_tick();
  const auto quality = lived_quality(look(market));
  EXPECT_GT(statistics::binomial_p_value(spoilt(quality), customers, 0.1), statistics::false_alarm_rate);
  EXPECT_EQ(counted(market, "failures"), static_cast<std::int64_t>(spoilt(quality)));
  for (const double q : quality) EXPECT_TRUE(std::abs(q - 0.6) < code || std::abs(q - 0.3) < code) << q;
}

TEST(Reliability, HasLuckOfItsOwnInEveryTick) {
  const auto lived = live(alone(market_of(0.5)), 2);
  const auto first = lived_quality(lived[0][0]), second = lived_quality(lived[1][0]);
  std::uint64_t both = 0;
  for (std::size_t i = 0; i < customers; ++i) both += first[i] < 0.5 && second[i] < 0.5 ? 1U : 0U;
  EXPECT_GT(statistics::binomial_p_value(both, customers, 0.25), statistics::false_alarm_rate);
}

// Severities are uniform: Kolmogorov and Smirnov, false alarms 1e-6.
TEST(Reliability, SpreadsSeveritiesAroundTheirMean) {
  std::vector<double> severity;
  for (const double q : lived_quality(live(alone(market_of(0.7, 0.5, 0.3)), 1)[0][0]))
    if (q < 0.6 - 2.0 * code) severity.push_back(1.0 - q / 0.6);
  EXPECT_GT(severity.size(), customers / 4);
  EXPECT_GT(statistics::ks_p_value(severity, [](double x) { return std::clamp((x - 0.2) / 0.6, 0.0, 1.0); }),
            statistics::false_alarm_rate);
}

TEST(Reliability, IsNeverTheBetterForATwinWhereItIsLower) {
  const auto tick = live(beside({market_of(0.9, 0.5, 0.3), market_of(0.7, 0.5, 0.3)}), 1).front();
  const auto firm = lived_quality(tick[0]), shaky = lived_quality(tick[1]);
  std::size_t worse = 0;
  for (std::size_t i = 0; i < customers; ++i) {
    EXPECT_LE(shaky[i], firm[i] + code);
    worse += shaky[i] < firm[i] - code ? 1U : 0U;
  }
  EXPECT_GT(worse, customers / 6);
}

// The ablation.
TEST(Reliability, LowersQualityAndDoesNothingWhenPerfectOrOff) {
  MarketSpec off = market_of(0.9);
  remove(off.needs.front(), "reliability");
  const auto tick = live(beside({market_of(0.9), market_of(1.0), off}), 1).front();
  std::vector<double> lost;
  for (const double q : lived_quality(tick[0])) lost.push_back(0.6 - q);
  EXPECT_GT(statistics::t_interval(lost).low, 0.0);
  EXPECT_EQ(spoilt(lived_quality(tick[1])), 0U);
  EXPECT_EQ(tick[1].columns.at("satisfaction"), tick[2].columns.at("satisfaction"));
}

}  // namespace
}  // namespace clientele::markets::reliability_test
