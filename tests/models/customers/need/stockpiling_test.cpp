#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::stockpiling_test {
namespace {

constexpr std::uint32_t customers = 8'000;
constexpr int promoted = 3;  ///< the week in which the first brand is cheaper

using Lived = std::vector<std::vector<Seen>>;

/// Twelve weeks in which the first brand costs `factor` times as much in one of them.
Lived live_promotion(double factor, bool stockpiling) {
  MarketSpec market = repeat_buying(customers, {.mean = 0.6});
  NeedSpec& need = market.needs.front();
  if (stockpiling) put(need, on("stockpiling", {{"gain", Distribution::constant(3.0)}}));
  const Money usual = need.offers.front().price;
  Market::Setup setup = alone(market);
  setup.worlds.front().term_changes = {new_price(promoted, money(factor * usual.units())),
                                       new_price(promoted + 1, usual)};
  return live(setup, 12);
}

std::int64_t units(const Seen& seen) {
  return std::accumulate(seen.units.begin() + 1, seen.units.end(), std::int64_t{0});
}

std::int64_t units(const Lived& lived) {
  std::int64_t sum = 0;
  for (const auto& tick : lived) sum += units(tick.front());
  return sum;
}

double stored(const Seen& seen) {
  const auto& pantry = seen.columns.at("pantry").front();
  return std::accumulate(pantry.begin(), pantry.end(), 0.0);
}

// The whole gain of a promotion is in the pantry at the end: it adds nothing. Catches units stored that nobody paid
// for, and occasions held back twice or not at all.
TEST(Stockpiling, BringsPurchasesForwardAndAddsNone) {
  const Lived with = live_promotion(0.7, true), without = live_promotion(0.7, false);
  for (std::size_t week = 0; week < promoted; ++week) EXPECT_EQ(with[week].front().units, without[week].front().units);
  EXPECT_GT(units(with[promoted].front()), units(without[promoted].front()) + 300);
  EXPECT_LT(units(with[promoted + 1].front()), units(without[promoted + 1].front()));
  std::int64_t sum_with = 0, sum_without = 0;
  for (std::size_t week = 0; week < with.size(); ++week) {
    sum_with += units(with[week].front()), sum_without += units(without[week].front());
    EXPECT_EQ(static_cast<double>(sum_with - sum_without), stored(with[week].front())) << week;
  }
}

TEST(Stockpiling, DoesNothingAtTheBasePriceOrAboveIt) {
  for (const double factor : {1.0, 1.3})
    EXPECT_EQ(units(live_promotion(factor, true)), units(live_promotion(factor, false)));
}

TEST(Stockpiling, StoresNoMoreThanThereIsRoomForAndMoreAtALowerPrice) {
  const Lived half = live_promotion(0.5, true), tenth = live_promotion(0.1, true);
  EXPECT_GT(stored(tenth[promoted].front()), stored(half[promoted].front()));
  const auto& pantry = tenth[promoted].front().columns.at("pantry").front();
  EXPECT_EQ(*std::ranges::max_element(pantry), 4.0F);
}

}  // namespace
}  // namespace clientele::markets::stockpiling_test
