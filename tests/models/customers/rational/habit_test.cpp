#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::habit_test {
namespace {

constexpr int weeks = 20;
constexpr std::uint32_t customers = 8'000;

/// Stable tastes, everybody buys weekly, and habit when asked for.
MarketSpec market_of(std::optional<double> strength) {
  MarketSpec market = repeat_buying(customers, {.s = 3.0});
  market.needs.front().occasions = on("always");
  if (strength) put(market.needs.front(), on("habit", {{"strength", Distribution::constant(*strength)}}));
  return market;
}

/// Customers who buy in the last week what they bought the week before.
int repeaters(const std::vector<std::vector<Seen>>& lived, std::size_t world) {
  const auto& now = lived.back()[world].chosen;
  const auto& before = lived[lived.size() - 2][world].chosen;
  int count = 0;
  for (std::size_t i = 0; i < customers; ++i) count += now[i] == before[i] ? 1 : 0;
  return count;
}

TEST(Habit, RaisesRepeatBuyingAboveThatOfTastes) {
  const auto lived = live(beside({market_of(std::nullopt), market_of(2.0), market_of(4.0)}), weeks);
  EXPECT_GT(repeaters(lived, 1), repeaters(lived, 0) + 400);
  EXPECT_GT(repeaters(lived, 2), repeaters(lived, 1) + 400);
}

TEST(Habit, ChangesNobodyAtStrengthZero) {
  for (const auto& tick : live(beside({market_of(std::nullopt), market_of(0.0)}), weeks))
    EXPECT_EQ(tick[0].chosen, tick[1].chosen);
}

// It starts at each customer's own probabilities and pulls against them, so it has no pull at first.
TEST(Habit, PullsNobodyBeforeTheFirstPurchase) {
  const auto lived = live(beside({market_of(std::nullopt), market_of(4.0)}), 2);
  EXPECT_EQ(lived[0][0].chosen, lived[0][1].chosen);
  EXPECT_NE(lived[1][0].chosen, lived[1][1].chosen);
}

TEST(Habit, StartsAtProbabilitiesThatSumToOneAndHaveTheBaseShares) {
  const MarketSpec market = market_of(1.0);
  Team team(1);
  const Market unlived(alone(market), team);
  const auto habit = look(unlived).columns.at("habit");
  for (std::size_t i = 0; i < customers; ++i) {
    double sum = 0.0;
    for (const auto& of_brand : habit) sum += of_brand[i];
    EXPECT_NEAR(sum, 1.0, 1e-4);
  }
  for (std::size_t b = 0; b < habit.size(); ++b) {
    double mean = 0.0;
    for (const float value : habit[b]) mean += value / customers;
    // The standard deviation over customers is at most sqrt(s (1 - s) / (S + 1)) = .23: five standard errors.
    EXPECT_NEAR(mean, *market.needs.front().offers[b].share, 5 * 0.23 / std::sqrt(customers));
  }
}

TEST(Habit, KeepsItsMemoryAtAPurchaseAndGoesToWhatWasBought) {
  Team team(1);
  Market market(alone(market_of(1.0)), team);
  const auto before = look(market).columns.at("habit");
  market.live_tick();
  const Seen after = look(market);
  for (std::size_t i = 0; i < customers; ++i)
    for (std::size_t b = 0; b < before.size(); ++b)
      EXPECT_NEAR(after.columns.at("habit")[b][i], 0.8 * before[b][i] + (after.chosen[i] == b + 1 ? 0.2 : 0.0), 2e-5);
}

TEST(Habit, FollowsPurchasesRatherThanTime) {
  MarketSpec market = market_of(1.0);
  market.needs.front().occasions = on("repeat", {{"mean", Distribution::constant(0.05)}});
  Team team(1);
  Market lived(alone(market), team);
  const auto before = look(lived).columns.at("habit");
  lived.live_tick();
  const Seen after = look(lived);
  std::vector<bool> bought(customers);
  for (const std::uint32_t who : after.customer) bought[who] = true;
  for (std::size_t i = 0; i < customers; ++i)
    if (!bought[i]) {
      EXPECT_EQ(after.columns.at("habit")[0][i], before[0][i]);
    }
  EXPECT_GT(std::ranges::count(bought, true), 50);
}

// Centred on each customer's own probabilities it favours no brand. The twins' shares differ by far less than the
// standard error of a share, .0027; centred on the brand's share the largest gains .02 and more.
TEST(Habit, KeepsTheSharesOfBrands) {
  const auto lived = live(beside({market_of(std::nullopt), market_of(1.0)}), weeks);
  const auto without = units_over(lived, 0), with = units_over(lived, 1);
  for (std::size_t slot = 1; slot < without.size(); ++slot)
    EXPECT_NEAR(static_cast<double>(with[slot]) / (customers * weeks),
                static_cast<double>(without[slot]) / (customers * weeks), 0.004);
}

// L is learned from purchases alone and sums to one, so it must be centred on probabilities that do: centred on those
// of all occasions it adds 4 % of volume here.
TEST(Habit, AddsNoVolumeWhereNothingIsAnOption) {
  const auto market_with = [](std::optional<double> strength) {
    MarketSpec market = repeat_buying(customers, {.s = 1.4, .mean = 0.5, .outside = 0.3});
    if (strength) put(market.needs.front(), on("habit", {{"strength", Distribution::constant(*strength)}}));
    return market;
  };
  const auto lived = live(beside({market_with(std::nullopt), market_with(1.0)}), 3 * weeks);
  const auto bought = [&](std::size_t world) {
    const auto units = units_over(lived, world);
    return static_cast<double>(std::accumulate(units.begin() + 1, units.end(), std::int64_t{0}));
  };
  EXPECT_NEAR(bought(1) / bought(0), 1.0, 0.01);
}

}  // namespace
}  // namespace clientele::markets::habit_test
