#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::experience_test {
namespace {

constexpr std::uint32_t customers = 20'000;
constexpr double code = 3.0 / 65535.0;  ///< the grain in which satisfaction is kept

/// One offer that everybody buys; satisfaction is the last experience.
MarketSpec market_of(double noise) {
  MarketSpec market = plain(customers, {{.quality = 0.6}});
  NeedSpec& need = market.needs.front();
  need.behaviours = {on("experience", {{"noise", Distribution::constant(noise)}}),
                     on("cumulative_satisfaction", {{"rate", Distribution::constant(1.0)}})};
  return market;
}

std::vector<double> lived_quality(const std::vector<Seen>& tick) {
  const std::vector<float>& satisfaction = tick.front().columns.at("satisfaction").front();
  return {satisfaction.begin(), satisfaction.end()};
}

// False alarms 1e-6 each. Catches a noise of another size or form and a quality that is not the offer's.
TEST(Experience, IsNormalAroundTheQualityOfTheOffer) {
  const boost::math::normal law(0.6, 0.15);
  for (const auto& tick : live(alone(market_of(0.15)), 2))
    EXPECT_GT(statistics::ks_p_value(lived_quality(tick), [&](double x) { return cdf(law, x); }),
              statistics::false_alarm_rate);
}

// Finds a noise that is 3 % too small, which the distribution as a whole does not show. False alarms 1e-6.
TEST(Experience, HasTheStandardDeviationAskedFor) {
  std::vector<double> squares;
  for (const double quality : lived_quality(live(alone(market_of(0.15)), 1).front()))
    squares.push_back((quality - 0.6) * (quality - 0.6));
  EXPECT_GT(statistics::t_p_value(squares, 0.15 * 0.15), statistics::false_alarm_rate);
}

TEST(Experience, HasLuckOfItsOwnInEveryTick) {
  const auto lived = live(alone(market_of(0.15)), 2);
  const auto first = lived_quality(lived[0]), second = lived_quality(lived[1]);
  std::vector<double> products;
  for (std::size_t i = 0; i < customers; ++i) products.push_back((first[i] - 0.6) * (second[i] - 0.6));
  EXPECT_GT(statistics::t_p_value(products, 0.0), statistics::false_alarm_rate);
}

TEST(Experience, IsTheQualityItselfWithoutNoiseOrWhenOff) {
  MarketSpec off = market_of(0.15);
  remove(off.needs.front(), "experience");
  const auto tick = live(beside({market_of(0.0), off}), 1).front();
  for (const Seen& seen : tick)
    for (const float quality : seen.columns.at("satisfaction").front()) EXPECT_NEAR(quality, 0.6, code);
}

TEST(Experience, IsTheSameForATwinWhateverItBuys) {
  MarketSpec better = market_of(0.15);
  better.needs.front().offers.front().quality = 0.7;
  const auto tick = live(beside({market_of(0.15), better}), 1).front();
  for (std::size_t i = 0; i < customers; ++i)
    EXPECT_NEAR(tick[1].columns.at("satisfaction")[0][i] - tick[0].columns.at("satisfaction")[0][i], 0.1, 1.1 * code);
}

}  // namespace
}  // namespace clientele::markets::experience_test
