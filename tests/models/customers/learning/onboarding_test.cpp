#include <array>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::onboarding_test {
namespace {

constexpr std::uint32_t customers = 20'000;
constexpr double code = 1.0 / 65535.0;  ///< the grain in which satisfaction is kept

/// Two brands that surprise by .1 at every purchase; satisfaction is the last experience.
MarketSpec market_of(double first, double weight = 0.5) {
  MarketSpec market = plain(customers, {{.quality = 0.5}, {.quality = 0.5}});
  NeedSpec& need = market.needs.front();
  for (OfferSpec& offer : need.offers) offer.promised = 0.4;
  const auto constant = Distribution::constant;
  need.behaviours = {on("reliability", {{"severity", constant(1.0)}, {"spread", constant(0.0)}}),
                     on("expectation", {{"rate", constant(0.0)}, {"promise", constant(0.0)}}),
                     on("onboarding", {{"first", constant(first)}, {"weight", constant(weight)}}),
                     on("disconfirmation", {{"memory", constant(0.0)}})};
  return market;
}

TEST(Onboarding, MakesTheFirstPurchasesOfEachBrandWeighMore) {
  std::vector<std::array<int, 2>> bought(customers);
  for (const auto& tick : live(alone(market_of(2.0)), 4)) {
    const Seen& seen = tick.front();
    for (std::size_t i = 0; i < customers; ++i) {
      const std::size_t brand = seen.chosen[i] - 1U;
      const double weight = bought[i][brand]++ < 2 ? 1.5 : 1.0;
      ASSERT_NEAR(seen.columns.at("satisfaction")[brand][i], 0.6 + 0.5 * weight * 0.1, 3 * code);
      ASSERT_EQ(seen.columns.at("beginner")[brand][i], std::max(2 - bought[i][brand], 0));
    }
  }
}

/// Failures among those who buy a brand for the first time, and among the others, in the second week.
struct Failures {
  std::array<std::uint64_t, 2> failed{}, all{};
};

Failures failures_of(double onboarding, bool on = true) {
  MarketSpec market = market_of(1.0);
  for (FirmSpec& firm : market.firms) firm.onboarding = onboarding;
  for (OfferSpec& offer : market.needs.front().offers) offer.reliability = 0.9;
  if (!on) remove(market.needs.front(), "onboarding");
  const auto lived = live(alone(market), 2);
  const Seen &before = lived[0][0], &seen = lived[1][0];
  Failures failures;
  for (std::size_t i = 0; i < customers; ++i) {
    const std::size_t group = before.chosen[i] == seen.chosen[i] ? 1 : 0;
    ++failures.all[group];
    if (seen.columns.at("satisfaction")[seen.chosen[i] - 1U][i] < 0.5) ++failures.failed[group];
  }
  return failures;
}

// False alarms 1e-6 each: a failure in ten, 1.6 times as many for those who are new and poorly received.
TEST(Onboarding, LetsMoreGoWrongForThoseWhoAreNew) {
  const Failures failures = failures_of(0.4);
  EXPECT_GT(statistics::binomial_p_value(failures.failed[0], failures.all[0], 0.16), statistics::false_alarm_rate);
  EXPECT_GT(statistics::binomial_p_value(failures.failed[1], failures.all[1], 0.10), statistics::false_alarm_rate);
  EXPECT_LT(statistics::binomial_p_value(failures.failed[0], failures.all[0], 0.10), statistics::false_alarm_rate);
}

TEST(Onboarding, HarmsNobodyWhereItIsPerfectOrOff) {
  for (const Failures& failures : {failures_of(1.0), failures_of(0.0, false)})
    EXPECT_GT(statistics::binomial_p_value(failures.failed[0], failures.all[0], 0.10), statistics::false_alarm_rate);
}

TEST(Onboarding, ChangesNothingWithoutWeightOrFirstPurchasesOrWhenOff) {
  MarketSpec off = market_of(2.0);
  remove(off.needs.front(), "onboarding");
  for (const auto& tick : live(beside({market_of(2.0, 0.0), market_of(0.0), off, market_of(2.0)}), 3)) {
    EXPECT_EQ(tick[0].columns.at("satisfaction"), tick[2].columns.at("satisfaction"));
    EXPECT_EQ(tick[1].columns.at("satisfaction"), tick[2].columns.at("satisfaction"));
    EXPECT_NE(tick[3].columns.at("satisfaction"), tick[2].columns.at("satisfaction"));
  }
}

}  // namespace
}  // namespace clientele::markets::onboarding_test
