#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "models/firms/service.h"
#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::service_experience_test {
namespace {

constexpr std::uint32_t customers = 20'000;
constexpr double code = 3.0 / 65535.0;  ///< the grain in which satisfaction is kept
enum Level { answered, given_up };

/// One offer of quality .6 that everybody buys; satisfaction is the last experience.
MarketSpec market_of(const ServiceSpec& service, double weakest = 1.0) {
  MarketSpec market = plain(customers, {{.quality = 0.6}});
  market.firms.front().service = service;
  market.needs.front().behaviours = {on("service", {{"weakest", Distribution::constant(weakest)}}),
                                     on("cumulative_satisfaction", {{"rate", Distribution::constant(1.0)}})};
  return market;
}

const std::vector<float>& quality(const Seen& seen) { return seen.columns.at("satisfaction").front(); }

std::int64_t count_near(const std::vector<float>& quality, double value) {
  return std::ranges::count_if(quality, [&](float q) { return std::abs(q - value) < code; });
}

// False alarms 1e-6. Catches another chance of a contact and a weakest link that is not the weaker.
TEST(ServiceExperience, IsTheWeakestLinkForThoseWhoTurnToTheFirm) {
  Team team(1);
  Market market(alone(market_of({.contacts = 0.2, .manner = 0.4})), team);
  market.live_tick();
  const std::int64_t contacts = counted(market, "contacts", 0, answered);
  EXPECT_GT(statistics::binomial_p_value(static_cast<std::uint64_t>(contacts), customers, 0.2),
            statistics::false_alarm_rate);
  EXPECT_EQ(count_near(quality(look(market)), 0.4), contacts);
  EXPECT_EQ(count_near(quality(look(market)), 0.6), customers - contacts);
  EXPECT_EQ(counted(market, "contacts", 0, given_up), 0);
}

TEST(ServiceExperience, PullsDownByItsWeightAndNeverUp) {
  const auto half = live(alone(market_of({.contacts = 1.0, .manner = 0.4}, 0.5)), 1)[0][0];
  EXPECT_EQ(count_near(quality(half), 0.5), customers);
  const auto kind = live(alone(market_of({.contacts = 1.0, .manner = 0.9})), 1)[0][0];
  EXPECT_EQ(count_near(quality(kind), 0.6), customers);
}

TEST(ServiceExperience, IsWorthNothingToThoseWhoGiveUpInTheQueue) {
  const ServiceSpec thin{.staff = 7.5, .contacts = 0.2, .manner = 0.9};  // 100 contacts an hour, room for 75
  Team team(1);
  Market market(alone(market_of(thin)), team);
  market.live_tick();
  EXPECT_EQ(counted(market, "contacts", 0, given_up), 0);  // nobody has called before
  const auto before = static_cast<double>(counted(market, "contacts", 0, answered));
  market.live_tick();
  const double share = share_answered(thin, before);
  EXPECT_NEAR(share, 0.71, 0.02);
  const auto lost = static_cast<std::uint64_t>(counted(market, "contacts", 0, given_up));
  const auto all = lost + static_cast<std::uint64_t>(counted(market, "contacts", 0, answered));
  EXPECT_GT(statistics::binomial_p_value(lost, all, 1.0 - share), statistics::false_alarm_rate);
  EXPECT_EQ(count_near(quality(look(market)), 0.0), static_cast<std::int64_t>(lost));
}

TEST(ServiceExperience, IsAskedForAfterEveryFailure) {
  MarketSpec market = market_of({.contacts = 0.0, .manner = 1.0});
  market.needs.front().offers.front().reliability = 0.8;
  put(market.needs.front(), on("reliability"));
  Team team(1);
  Market lived(alone(market), team);
  lived.live_tick();
  EXPECT_GT(counted(lived, "failures"), customers / 6);
  EXPECT_EQ(counted(lived, "contacts", 0, answered), counted(lived, "failures"));
}

// Two and a half contacts a use are two or three, evenly.
TEST(ServiceExperience, CountsSeveralContactsOfOneUse) {
  Team team(1);
  Market market(alone(market_of({.contacts = 2.5})), team);
  market.live_tick();
  const auto third = static_cast<std::uint64_t>(counted(market, "contacts", 0, answered) - 2 * std::int64_t{customers});
  EXPECT_GT(statistics::binomial_p_value(third, customers, 0.5), statistics::false_alarm_rate);
}

TEST(ServiceExperience, IsNeverWorseForATwinWithMoreStaff) {
  MarketSpec thin = market_of({.staff = 7.0, .contacts = 0.2, .manner = 0.5});
  MarketSpec ample = market_of({.staff = 9.0, .contacts = 0.2, .manner = 0.5});
  const auto tick = live(beside({thin, ample}), 2).back();
  std::vector<double> gain;
  for (std::size_t i = 0; i < customers; ++i) {
    gain.push_back(quality(tick[1])[i] - quality(tick[0])[i]);
    EXPECT_GE(gain.back(), 0.0);
  }
  EXPECT_GT(statistics::t_interval(gain).low, 0.0);
}

// The ablation.
TEST(ServiceExperience, LowersQualityAndDoesNothingWithoutContactsOrWhenOff) {
  MarketSpec off = market_of({.contacts = 0.2, .manner = 0.4});
  remove(off.needs.front(), "service");
  const auto tick = live(beside({market_of({.contacts = 0.2, .manner = 0.4}), market_of({.manner = 0.4}), off}), 1)[0];
  std::vector<double> lost;
  for (const float q : quality(tick[0])) lost.push_back(0.6 - q);
  EXPECT_GT(statistics::t_interval(lost).low, 0.0);
  EXPECT_EQ(count_near(quality(tick[1]), 0.6), customers);
  EXPECT_EQ(quality(tick[1]), quality(tick[2]));
}

}  // namespace
}  // namespace clientele::markets::service_experience_test
