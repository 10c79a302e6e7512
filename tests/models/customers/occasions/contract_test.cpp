#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "models/laws/sbg.h"
#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::contract_test {
namespace {

using statistics::false_alarm_rate;
using Values = std::vector<float>;

constexpr auto constant = Distribution::constant;
constexpr ShiftedBetaGeometric regular{.alpha = 0.7041, .beta = 1.1820}, high_end{.alpha = 0.6681, .beta = 3.8061};

/// Brands of these shares that customers hold by contract, without tastes.
MarketSpec carriers(std::uint32_t customers, Parameters parameters,
                    const std::vector<double>& shares = {0.5, 0.3, 0.2}) {
  MarketSpec market = plain(customers, std::vector<Offer>(shares.size()));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    market.needs.front().offers[i].share = shares[i];
    market.needs.front().offers[i].period_weeks = 52.0 / 12.0;
  }
  market.needs.front().occasions = on("contract", parameters);
  put(market.needs.front(), on("loyalty"));
  return market;
}

const Values& held(const Seen& seen) { return seen.columns.at("held").front(); }

/// The share of first contracts that are still held after each of some ticks.
std::vector<double> survival(const MarketSpec& market, double weeks_per_tick, int ticks) {
  Market::Setup setup = alone(market);
  setup.clock.weeks_per_tick = weeks_per_tick;
  Team team(1);
  Market lived(setup, team);
  Values first;
  std::vector<char> still(market.customers, 1);
  std::vector<double> shares;
  for (int tick = 0; tick < ticks; ++tick) {
    lived.live_tick();
    const Seen seen = look(lived);
    if (tick == 0) first = held(seen);
    for (std::size_t c = 0; c < still.size(); ++c) still[c] = still[c] != 0 && held(seen)[c] == first[c] ? 1 : 0;
    shares.push_back(std::accumulate(still.begin(), still.end(), 0.0) / market.customers);
  }
  return shares;
}

// T7, and the law itself; false alarms 1e-6. Catches a churn drawn anew at each date, dates a tick off, own brands that
// win their customers back, and a half year's hazard that is half a year's churn.
TEST(Contract, FollowsTheShiftedBetaGeometricLaw) {
  constexpr std::uint32_t customers = 10'000;
  for (const ShiftedBetaGeometric& law : {regular, high_end})
    for (const double renewal : {52.0, 26.0}) {
      const auto stay = survival(carriers(customers, {{"churn_alpha", constant(law.alpha)},
                                                      {"churn_beta", constant(law.beta)},
                                                      {"renewal", constant(renewal)},
                                                      {"joined_at_start", constant(1.0)}}),
                                 26.0, 25);
      double retained = 0.0;
      for (const int year : {1, 7, 12}) {
        const auto there = static_cast<std::uint64_t>(stay[2 * year] * customers + 0.5);
        EXPECT_GT(statistics::binomial_p_value(there, customers, clientele::survival(law, year)), false_alarm_rate);
        // Cohort retention rises although no customer changes.
        EXPECT_GT(stay[2 * year] / stay[2 * year - 2], retained);
        retained = stay[2 * year] / stay[2 * year - 2];
      }
      EXPECT_NEAR(stay[2], law.alpha == regular.alpha ? 0.627 : 0.851, 0.015);
      EXPECT_NEAR(stay[14], law.alpha == regular.alpha ? 0.239 : 0.489, 0.015);
      EXPECT_NEAR(stay[24], law.alpha == regular.alpha ? 0.170 : 0.379, 0.015);
    }
}

TEST(Contract, FollowsTheLawWhereThoseWhoEndItLeaveTheCategory) {
  constexpr std::uint32_t customers = 10'000;
  const auto stay = survival(
      carriers(customers,
               {{"joined_at_start", constant(1.0)}, {"leave_category", constant(1.0)}, {"joining", constant(0.0)}}),
      13.0, 5);
  EXPECT_EQ(stay[3], 1.0);
  EXPECT_GT(statistics::binomial_p_value(static_cast<std::uint64_t>(stay[4] * customers + 0.5), customers,
                                         clientele::survival(regular, 1)),
            false_alarm_rate);
}

TEST(Contract, SpreadsRenewalDatesEvenly) {
  Team team(1);
  Market lived(alone(carriers(20'000, {{"renewal", constant(13.0)}})), team);
  std::vector<std::uint64_t> dates;
  for (int week = 0; week < 13; ++week) {
    lived.live_tick();
    std::int64_t sum = 0;
    for (std::size_t brand = 0; brand < 3; ++brand)
      sum += counted(lived, "renewed", brand) + counted(lived, "switched_away", brand);
    dates.push_back(static_cast<std::uint64_t>(sum));
  }
  EXPECT_EQ(std::accumulate(dates.begin(), dates.end(), std::uint64_t{0}), 20'000U);
  EXPECT_GT(statistics::chi_square_p_value(dates, std::vector<double>(13, 20'000.0 / 13.0)), false_alarm_rate);
}

TEST(Contract, BringsCustomersBackOnlyWhereTheyMayReturn) {
  for (const double may_return : {0.0, 1.0}) {
    Team team(1);
    Market lived(alone(carriers(5'000, {{"joined_at_start", constant(1.0)},
                                        {"may_return", constant(may_return)},
                                        {"churn_alpha", constant(1000.0)},
                                        {"churn_beta", constant(0.01)}})),
                 team);
    for (int week = 0; week < 53; ++week) lived.live_tick();
    if (may_return == 0.0)
      EXPECT_EQ(counted(lived, "renewed", 0), 0);
    else
      EXPECT_GT(counted(lived, "renewed", 0), 500);
    EXPECT_GT(counted(lived, "switched_away", 0), 100);
  }
}

MarketSpec with_nothing(MarketSpec market, double share) {
  market.needs.front().nothing = {.kind = OutsideOption::Kind::own_inclusive, .share = share, .utility = 0.0};
  return market;
}

TEST(Contract, CountsWhoJoinsAndWhoGoes) {
  const MarketSpec leaving = carriers(5'000, {{"leave_category", constant(0.4)}, {"joining", constant(0.1)}});
  for (const MarketSpec& market : {leaving, with_nothing(leaving, 0.3)}) {
    Team team(1);
    Market lived(alone(market), team);
    std::vector<std::int64_t> before;
    for (int week = 0; week < 60; ++week) {
      lived.live_tick();
      const auto& units = lived.world(0).needs.front().counts.units;
      for (std::size_t brand = 0; brand < 3 && !before.empty(); ++brand)
        EXPECT_EQ(units[brand + 1] - before[brand + 1], counted(lived, "joined", brand) -
                                                            counted(lived, "switched_away", brand) -
                                                            counted(lived, "left_category", brand));
      before = units;
    }
  }
}

// Comings and goings balance from the start: holders after four years and at first differ by luck alone.
TEST(Contract, KeepsAsManyHoldersWhoeverLeavesTheCategory) {
  constexpr std::uint32_t customers = 20'000;
  const MarketSpec leaving = carriers(customers, {{"leave_category", constant(0.5)}});
  const MarketSpec some_return = carriers(customers, {{"may_return", constant(0.5)}, {"renewal", constant(13.0)}});
  for (const MarketSpec& market : {leaving, with_nothing(some_return, 0.3)}) {
    const auto lived = live(alone(market), 208);
    const auto without = [&](std::size_t tick) {
      return static_cast<double>(lived[tick].front().units[0]) / customers;
    };
    EXPECT_GT(without(0), 0.05);
    EXPECT_NEAR(without(207), without(0), 5.0 * std::sqrt(2.0 * without(0) / customers));
  }
}

// Every customer holds from the start what it would in the long run; false alarms are below 1e-6, since shares of two
// times are positively correlated.
TEST(Contract, StartsWhereItStays) {
  constexpr std::uint32_t customers = 40'000;
  const auto lived = live(alone(carriers(customers, {{"renewal", constant(13.0)}}, {0.6, 0.3, 0.1})), 156);
  for (std::size_t slot = 1; slot < 4; ++slot) {
    const auto share = [&](std::size_t tick) {
      return static_cast<double>(lived[tick].front().units[slot]) / customers;
    };
    EXPECT_NEAR(share(155), share(0), 5.0 * std::sqrt(2.0 * share(0) / customers)) << slot;
  }
}

TEST(Contract, RunsOnForTheNotice) {
  const Parameters at_once = {{"joined_at_start", constant(1.0)}};
  const Parameters later = {{"joined_at_start", constant(1.0)}, {"notice", constant(5.0)}};
  const auto first = live(alone(carriers(2'000, at_once)), 60), then = live(alone(carriers(2'000, later)), 60);
  EXPECT_NE(held(first[52].front()), held(first[51].front()));
  EXPECT_EQ(held(then[56].front()), held(then[51].front()));
  EXPECT_EQ(held(then[57].front()), held(first[52].front()));
}

/// How many more leave the first brand in the second world, over a year.
std::int64_t leave_more(const MarketSpec& base, const MarketSpec& variant) {
  Market::Setup setup = beside({base, variant});
  setup.base_case.needs.resize(1);
  setup.base_case.needs.front().baselines = {{"satisfaction", {0.6F, 0.6F, 0.6F}}};
  Team team(1);
  Market lived(setup, team);
  std::int64_t more = 0;
  for (int week = 0; week < 52; ++week) {
    lived.live_tick();
    more += counted(lived, "switched_away", 0, 0, 1) - counted(lived, "switched_away", 0, 0, 0);
  }
  return more;
}

// Ablations: same luck, so that without the mechanism not one customer differs.
TEST(Contract, LosesTheDissatisfiedMoreAndOnlyByTheirSatisfaction) {
  for (const double effect : {0.0, 2.0}) {
    MarketSpec base = carriers(10'000, {{"satisfaction_effect", constant(effect)}});
    for (const char* name : {"expectation", "disconfirmation"}) put(base.needs.front(), on(name));
    MarketSpec worse = base;
    worse.needs.front().offers.front().quality = 0.2;
    if (effect > 0.0)
      EXPECT_GT(leave_more(base, worse), 100);
    else
      EXPECT_EQ(leave_more(base, worse), 0);
  }
}

TEST(Contract, LosesMoreWhereTheOwnPriceRisesAboveTheMarket) {
  for (const double effect : {0.0, 1.0}) {
    const MarketSpec base = carriers(10'000, {{"price_effect", constant(effect)}});
    MarketSpec dearer = base, all_dearer = base;
    dearer.needs.front().offers.front().price = money(1.5);
    for (OfferSpec& offer : all_dearer.needs.front().offers) offer.price = money(1.5);
    if (effect > 0.0)
      EXPECT_GT(leave_more(base, dearer), 50);
    else
      EXPECT_EQ(leave_more(base, dearer), 0);
    EXPECT_EQ(leave_more(base, all_dearer), 0);
  }
}

TEST(Contract, HoldsCustomersByWhatItCostsThemToSwitch) {
  const MarketSpec base = carriers(10'000, {});
  EXPECT_LT(leave_more(base, carriers(10'000, {{"switching_cost", constant(0.5)}})), -200);
}

struct Drift {
  double share = 0.0, volume = 0.0;
};

/// How far shares of holders and their number move within four years.
Drift drift(const MarketSpec& market, const BaseCase& base_case) {
  Market::Setup setup = alone(market, {3, 0});
  setup.base_case = base_case;
  Team team(1);
  Market lived(setup, team);
  lived.live_tick();
  const auto first = lived.world(0).needs.front().counts.units;
  for (int week = 1; week < 208; ++week) lived.live_tick();
  const auto& last = lived.world(0).needs.front().counts.units;
  const auto holders = [](const auto& units) {
    return static_cast<double>(std::accumulate(units.begin() + 1, units.end(), std::int64_t{0}));
  };
  Drift drift{0.0, std::abs(holders(last) / holders(first) - 1.0)};
  for (std::size_t slot = 1; slot < first.size(); ++slot)
    drift.share = std::max(drift.share, std::abs(static_cast<double>(last[slot]) / holders(last) -
                                                 market.needs.front().offers[slot - 1].share.value_or(0.0)));
  return drift;
}

TEST(Contract, KeepsItsBaseCaseForFourYears) {
  const MarketSpec market = carriers(40'000, {}, {0.45, 0.3, 0.15, 0.1});
  Team team(1);
  const Timeline timeline{std::make_shared<const MarketSpec>(market), {}, {}};
  const Drift held = drift(market, find_base_case(timeline, {}, 1, team)), adrift = drift(market, {});
  EXPECT_LT(held.share, 0.01);
  EXPECT_LT(held.volume, 0.01);
  // Nobody returns to the brand just left, which takes from the large and gives to the small.
  EXPECT_GT(adrift.share, 0.015);
}

}  // namespace
}  // namespace clientele::markets::contract_test
