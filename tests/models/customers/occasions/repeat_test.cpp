#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "models/laws/nbd.h"
#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::repeat_test {
namespace {

using statistics::false_alarm_rate;

constexpr int weeks = 13;
constexpr std::uint32_t customers = 40'000;
const Nbd quarter{.mean = 0.112 * weeks, .shape = 0.7788};

/// A quarter lived in ticks of `weeks_per_tick`.
std::vector<std::vector<Seen>> live_a_quarter(const MarketSpec& market, double weeks_per_tick, Key key = {5, 0}) {
  Market::Setup setup = alone(market, key);
  setup.clock.weeks_per_tick = weeks_per_tick;
  return live(setup, static_cast<int>(weeks / weeks_per_tick));
}

std::vector<double> purchases_by_customer(const std::vector<std::vector<Seen>>& lived) {
  std::vector<double> purchases(lived.front().front().columns.empty() ? 0 : customers);
  for (const auto& tick : lived)
    for (std::size_t i = 0; i < tick.front().chosen.size(); ++i)
      purchases[tick.front().customer[i]] += tick.front().chosen[i] != nothing_slot ? 1.0 : 0.0;
  return purchases;
}

/// How well purchases follow the negative binomial law: the last class holds 15 purchases and more.
double p_value_of_nbd(const std::vector<double>& purchases, const Nbd& law) {
  constexpr std::size_t last = 15;
  std::vector<std::uint64_t> counts(last + 1);
  for (const double n : purchases) ++counts[std::min<std::size_t>(last, static_cast<std::size_t>(n))];
  std::vector<double> expected;
  double rest = static_cast<double>(purchases.size());
  for (std::uint32_t n = 0; n < last; ++n) rest -= expected.emplace_back(pmf(law, n) * purchases.size());
  expected.push_back(rest);
  return statistics::chi_square_p_value(counts, expected);
}

// False alarms 1e-6 each. Catch: a rate drawn anew in each tick, another shape, weeks forgotten, luck that two ticks
// share, and an outside option that is not made up for by more opportunities.
TEST(Repeat, IsNegativeBinomialWhateverTheTick) {
  for (const double tick : {1.0, 13.0})
    EXPECT_GT(p_value_of_nbd(purchases_by_customer(live_a_quarter(repeat_buying(customers), tick)), quarter),
              false_alarm_rate);
}

TEST(Repeat, IsNegativeBinomialOfTheSameMeanWithAnOutsideOption) {
  const MarketSpec market = repeat_buying(customers, {.outside = 0.4});
  EXPECT_GT(p_value_of_nbd(purchases_by_customer(live_a_quarter(market, 1.0)), quarter), false_alarm_rate);
}

TEST(Repeat, IsNotTakenForAnotherLawByThisTest) {
  const auto purchases = purchases_by_customer(live_a_quarter(repeat_buying(customers), 1.0));
  EXPECT_LT(p_value_of_nbd(purchases, {.mean = quarter.mean, .shape = 0.9}), false_alarm_rate);
  EXPECT_LT(p_value_of_nbd(purchases, {.mean = 1.07 * quarter.mean, .shape = quarter.shape}), false_alarm_rate);
}

TEST(Repeat, HasTheZeroClassMeanAndVarianceOfTheLaw) {
  std::vector<double> means, variances;
  for (std::uint32_t replicate = 0; replicate < 12; ++replicate) {
    const auto purchases = purchases_by_customer(live_a_quarter(repeat_buying(customers), 13.0, {5, replicate}));
    if (replicate == 0) {
      const auto zero = static_cast<std::uint64_t>(std::ranges::count(purchases, 0.0));
      EXPECT_GT(statistics::binomial_p_value(zero, customers, zero_class(quarter)), false_alarm_rate);
    }
    means.push_back(statistics::mean(purchases));
    variances.push_back(std::pow(statistics::standard_deviation(purchases), 2.0));
  }
  EXPECT_GT(statistics::t_p_value(means, quarter.mean), false_alarm_rate);
  EXPECT_GT(statistics::t_p_value(variances, quarter.mean + quarter.mean * quarter.mean / quarter.shape),
            false_alarm_rate);
}

// Two brands without tastes: the second purchase of a tick is the same brand half of the time. Catches noise that does
// not depend on the occasion.
TEST(Repeat, GivesEveryOccasionOfATickItsOwnLuck) {
  MarketSpec market = repeat_buying(customers, {.shares = {0.5, 0.5}});
  remove(market.needs.front(), "loyalty");
  const Seen seen = live_a_quarter(market, 13.0).front().front();
  std::vector<OfferSlot> first(customers, nothing_slot);
  std::uint64_t seconds = 0, same = 0;
  std::vector<int> occasions(customers);
  for (std::size_t i = 0; i < seen.chosen.size(); ++i) {
    const std::uint32_t who = seen.customer[i];
    if (++occasions[who] == 1) first[who] = seen.chosen[i];
    if (occasions[who] != 2) continue;
    ++seconds;
    same += first[who] == seen.chosen[i] ? 1 : 0;
  }
  EXPECT_GT(seconds, 5'000U);
  EXPECT_GT(statistics::binomial_p_value(same, seconds, 0.5), false_alarm_rate);
}

TEST(Repeat, NeverGivesATwinFewerOccasionsWhenTheMeanRises) {
  const MarketSpec base = repeat_buying(5'000, {.mean = 0.5});
  const MarketSpec more = repeat_buying(5'000, {.mean = 0.7});
  int gained = 0;
  for (const auto& tick : live(beside({base, more}), 4)) {
    std::vector<int> difference(5'000);
    for (const std::uint32_t who : tick[0].customer) --difference[who];
    for (const std::uint32_t who : tick[1].customer) ++difference[who];
    for (const int change : difference) {
      EXPECT_GE(change, 0);
      gained += change;
    }
  }
  EXPECT_GT(gained, 0);
}

}  // namespace
}  // namespace clientele::markets::repeat_test
