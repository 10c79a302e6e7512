#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>

#include <gtest/gtest.h>

#include "models/laws/bass.h"
#include "tests/models/support/markets.h"
#include "tests/support/public_data.h"
#include "tests/support/statistics.h"

namespace clientele::markets::adoption_test {
namespace {

constexpr auto constant = Distribution::constant;

MarketSpec launch(std::uint32_t customers, Parameters parameters) {
  MarketSpec market = plain(customers, {{}});
  market.needs.front().occasions = on("adoption", parameters);
  return market;
}

struct Launched {
  double weeks_per_tick = 1.0;
  int ticks = 52;
  std::uint32_t replicate = 0;
};

/// The adopted share after each tick, where nothing is ever replaced.
std::vector<double> adopted(const MarketSpec& market, const Launched& run) {
  Market::Setup setup = alone(market, {11, run.replicate});
  setup.clock.weeks_per_tick = run.weeks_per_tick;
  Team team(1);
  Market lived(setup, team);
  std::vector<double> share;
  double sum = 0.0;
  for (int tick = 0; tick < run.ticks; ++tick) {
    lived.live_tick();
    sum += static_cast<double>(lived.world(0).needs.front().counts.units[1]);
    share.push_back(sum / market.customers);
  }
  return share;
}

/// Mean over replicates.
std::vector<double> mean_adopted(const MarketSpec& market, Launched run, std::uint32_t replicates) {
  std::vector<double> mean(static_cast<std::size_t>(run.ticks));
  for (run.replicate = 0; run.replicate < replicates; ++run.replicate) {
    const auto share = adopted(market, run);
    for (std::size_t t = 0; t < mean.size(); ++t) mean[t] += share[t] / replicates;
  }
  return mean;
}

// Luck early on shifts a whole curve in time: F(10) has an sd of .0023 over 1,000,000 customers in all; the weekly
// tick adds .002. Catches a hazard without the exponential, and adopters counted late.
TEST(Adoption, FollowsBassInWeeklyTicksWhereEverybodyMixes) {
  const Bass law{.p = 0.03, .q = 0.38};
  const auto share = mean_adopted(launch(100'000, {}), {.weeks_per_tick = 1.0, .ticks = 12 * 52}, 10);
  for (const int year : {1, 3, 6, 9, 12}) EXPECT_NEAR(share[year * 52 - 1], adopted_share(law, year), 0.008) << year;
}

TEST(Adoption, FollowsBassOwnEquationInStepsOfAYear) {
  const Bass law{.p = 0.01699, .q = 0.40495};
  const Parameters steps = {{"innovation", constant(law.p)}, {"imitation", constant(law.q)}, {"linear", constant(1.0)}};
  const auto share = mean_adopted(launch(100'000, steps), {.weeks_per_tick = 52.0, .ticks = 14}, 10);
  double sum = 0.0;
  std::size_t year = 0;
  for (const double units : adoptions_in_steps(law, 14)) EXPECT_NEAR(share[year++], sum += units, 0.008) << year;
  // A continuous hazard over so long a step is another law.
  const auto other = adopted(launch(100'000, {{"innovation", constant(0.5)}}), {.weeks_per_tick = 52.0, .ticks = 1});
  EXPECT_NEAR(other[0], 1.0 - std::exp(-0.5), 0.008);
}

// T8: air conditioners in steps of a year, in thousands.
TEST(Adoption, PeaksWhereTheAirConditionersDid) {
  MarketSpec market =
      launch(17'091, {{"innovation", constant(0.01699)}, {"imitation", constant(0.40495)}, {"linear", constant(1.0)}});
  const auto share = adopted(market, {.weeks_per_tick = 52.0, .ticks = 16});
  std::vector<double> sales{share.front()};
  for (std::size_t t = 1; t < share.size(); ++t) sales.push_back(share[t] - share[t - 1]);
  const auto peak = std::ranges::max_element(sales);
  EXPECT_NEAR(static_cast<double>(peak - sales.begin()), 9.0, 1.0);
  EXPECT_NEAR(17'091.0 * *peak, 1'865.0, 120.0);
}

TEST(Adoption, NeedsImitationToSpread) {
  const auto alone = mean_adopted(launch(20'000, {{"imitation", constant(0.0)}}), {.ticks = 520}, 4);
  const double expected = 1.0 - std::exp(-0.3);
  EXPECT_NEAR(alone.back(), expected, 5.0 * std::sqrt(expected * (1.0 - expected) / 80'000.0));
  EXPECT_GT(mean_adopted(launch(20'000, {}), {.ticks = 520}, 1).back(), alone.back() + 0.2);
}

/// When half have adopted, in steps, by linear interpolation.
double half_time(const std::vector<double>& share) {
  const auto at =
      static_cast<std::size_t>(std::ranges::find_if(share, [](double x) { return x >= 0.5; }) - share.begin());
  return static_cast<double>(at) + (0.5 - share[at - 1]) / (share[at] - share[at - 1]);
}

// T9: the rule of the reference runs on a real graph of friends, slower than where everybody mixes.
TEST(Adoption, SpreadsThroughFriendsAsOnTheFacebookGraph) {
  SKIP_WITHOUT_PUBLIC_DATA("social_graphs/facebook_ego_edges.csv");
  MarketSpec market =
      launch(4'039, {{"innovation", constant(0.01)}, {"imitation", constant(0.38)}, {"linear", constant(1.0)}});
  market.network.kind = NetworkSpec::Kind::edges;
  std::ifstream lines(public_data("social_graphs/facebook_ego_edges.csv"));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const auto u = static_cast<std::uint32_t>(std::stoul(line));
    const auto v = static_cast<std::uint32_t>(std::stoul(line.substr(line.find(',') + 1)));
    market.network.edges.emplace_back(u, v), market.network.edges.emplace_back(v, u);
  }
  std::vector<double> friends, everybody;
  for (std::uint32_t replicate = 0; replicate < 30; ++replicate) {
    const Launched run{.weeks_per_tick = 52.0, .ticks = 25, .replicate = replicate};
    market.needs.front().occasions.values[*market.needs.front().occasions.of->parameters.find("friends")] = {
        constant(1.0)};
    friends.push_back(half_time(adopted(market, run)));
    market.needs.front().occasions.values[*market.needs.front().occasions.of->parameters.find("friends")] = {
        constant(0.0)};
    everybody.push_back(half_time(adopted(market, run)));
  }
  EXPECT_NEAR(statistics::mean(friends), 11.25, 0.25);
  EXPECT_NEAR(statistics::mean(everybody), 10.59, 0.25);
}

TEST(Adoption, HearsEverybodyWhereFriendsDoNotCount) {
  MarketSpec market = launch(3'000, {{"friends", constant(0.0)}, {"imitation", constant(5.0)}});
  const auto alone = adopted(market, {.ticks = 60});
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 4, .rewiring = 0.1, .edges = {}};
  EXPECT_EQ(adopted(market, {.ticks = 60}), alone);
  market.needs.front().occasions = on("adoption", {{"imitation", constant(5.0)}});
  EXPECT_NE(adopted(market, {.ticks = 60}), alone);
}

TEST(Adoption, ReplacesWhatIsWornOutAndNothingBefore) {
  const MarketSpec market = launch(500, {{"innovation", constant(60.0)}, {"lifetime", constant(4.0)}});
  const auto lived = live(alone(market), 12);
  std::vector<int> bought(500, -1);
  for (int tick = 0; tick < 12; ++tick)
    for (const std::uint32_t who : lived[static_cast<std::size_t>(tick)].front().customer) {
      EXPECT_TRUE(bought[who] < 0 || tick - bought[who] == 4);
      bought[who] = tick;
    }
  EXPECT_GT(*std::ranges::min_element(bought), 7);
}

TEST(Adoption, StartsWithOwnersOfEveryAge) {
  const MarketSpec market = launch(20'000, {{"innovation", constant(0.0)},
                                            {"imitation", constant(0.0)},
                                            {"owners", constant(0.6)},
                                            {"lifetime", constant(10.0)}});
  const auto lived = live(alone(market), 10);
  for (const auto& tick : lived)
    EXPECT_GT(statistics::binomial_p_value(tick.front().chosen.size(), 20'000, 0.06), statistics::false_alarm_rate);
}

TEST(Adoption, WaitsForTheLaunch) {
  Market::Setup setup = alone(launch(2'000, {{"innovation", constant(10.0)}}));
  setup.clock.burn_in = 20;
  EXPECT_NEAR(static_cast<double>(live(setup, 1).front().front().units[1]) / 2'000.0, 1.0 - std::exp(-10.0 / 52.0),
              0.05);
}

}  // namespace
}  // namespace clientele::markets::adoption_test
