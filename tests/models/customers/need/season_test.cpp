#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::season_test {
namespace {

using statistics::false_alarm_rate;

constexpr double amplitude = 0.6, peak = 10.0;
constexpr auto constant = Distribution::constant;

MarketSpec seasonal(double rise) {
  MarketSpec market = repeat_buying(20'000, {.mean = 0.3, .shape = 50.0});
  put(market.needs.front(), on("season", {{"amplitude", constant(rise)}, {"peak", constant(peak)}}));
  return market;
}

/// Purchases by tick over a year.
std::vector<double> live_year(const MarketSpec& market, double weeks_per_tick) {
  Market::Setup setup = alone(market);
  setup.clock.weeks_per_tick = weeks_per_tick;
  std::vector<double> units;
  for (const auto& tick : live(setup, static_cast<int>(52.0 / weeks_per_tick + 0.5)))
    units.push_back(static_cast<double>(
        std::accumulate(tick.front().units.begin() + 1, tick.front().units.end(), std::int64_t{0})));
  return units;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// Against the law week by week; false alarms 1e-6. Catches a peak in the wrong place and another period.
TEST(Season, RaisesTheRateAtItsPeakAndLowersItHalfAYearLater) {
  const std::vector<double> units = live_year(seasonal(amplitude), 1.0), plain = live_year(seasonal(0.0), 1.0);
  std::vector<std::uint64_t> found;
  std::vector<double> expected;
  for (int week = 0; week < 52; ++week) {
    found.push_back(static_cast<std::uint64_t>(units[week]));
    expected.push_back(sum(units) / 52.0 * (1.0 + amplitude * std::cos(2.0 * M_PI * (week + 0.5 - peak) / 52.0)));
  }
  EXPECT_GT(statistics::chi_square_p_value(found, expected), false_alarm_rate);
  std::vector<std::uint64_t> even(plain.begin(), plain.end());
  EXPECT_GT(statistics::chi_square_p_value(even, std::vector<double>(52, sum(plain) / 52.0)), false_alarm_rate);
  EXPECT_LT(statistics::chi_square_p_value(found, std::vector<double>(52, sum(units) / 52.0)), false_alarm_rate);
}

// The same luck in both years, so their difference is smaller than that of two Poisson counts.
TEST(Season, KeepsTheTotalOfAYearWhateverTheTick) {
  for (const double weeks : {1.0, 13.0, 52.0}) {
    const double with = sum(live_year(seasonal(amplitude), weeks)), without = sum(live_year(seasonal(0.0), weeks));
    EXPECT_NEAR(with, without, 5.0 * std::sqrt(2.0 * without)) << weeks;
    if (weeks == 52.0) {
      EXPECT_EQ(with, without);
    }
  }
}

}  // namespace
}  // namespace clientele::markets::season_test
