#include <algorithm>
#include <optional>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets::settlement_test {
namespace {

using statistics::false_alarm_rate;

constexpr std::uint32_t customers = 12'000;
constexpr std::int64_t stock = 900;

/// Five offers, buying nothing as an option.
MarketSpec unlimited() { return reference(customers); }

MarketSpec with_stocks(const std::vector<std::optional<double>>& stocks) {
  MarketSpec market = unlimited();
  for (std::size_t i = 0; i < stocks.size(); ++i) market.needs.front().offers[i].stock = stocks[i];
  return market;
}

MarketSpec without(std::size_t offer) {
  MarketSpec market = unlimited();
  market.needs.front().offers[offer].available = false;
  return market;
}

TEST(Rationing, NeverExceedsTheStockAndMeetsItWhereMoreIsWanted) {
  for (const auto& tick : live(alone(with_stocks({900, 3'000, 1'700, std::nullopt, 0})), 10)) {
    const Seen& seen = tick.front();
    EXPECT_EQ(seen.units[1], 900);
    EXPECT_LE(seen.units[2], 3'000);
    EXPECT_EQ(seen.units[3], 1'700);
    EXPECT_EQ(seen.units[5], 0);
    EXPECT_GT(seen.demand[1], 900);
    EXPECT_GE(seen.units[2], std::min<std::int64_t>(3'000, seen.demand[2]));
  }
}

// Without the offer at all a customer takes the second choice, by the same luck.
TEST(Rationing, SendsTheRefusedToTheirSecondChoice) {
  const auto tick = live(beside({unlimited(), with_stocks({stock}), without(0)}), 1).front();
  std::int64_t refused_to_nothing = 0;
  for (std::size_t i = 0; i < customers; ++i) {
    const OfferSlot first = tick[0].chosen[i], second = tick[2].chosen[i], got = tick[1].chosen[i];
    if (first != 1) {
      EXPECT_EQ(got, first) << "who wants something else is not touched";
    }
    if (first == 1 && got != 1) {
      EXPECT_EQ(got, second);
      refused_to_nothing += got == nothing_slot ? 1 : 0;
    }
  }
  EXPECT_GT(refused_to_nothing, 0);
  EXPECT_EQ(tick[1].refused[1], refused_to_nothing);
  EXPECT_EQ(tick[1].demand, tick[0].demand);
}

TEST(Rationing, LetsThoseLeaveWhoAreRefusedTwice) {
  const auto tick = live(beside({unlimited(), with_stocks({0, 0, 0, 0, 0})}), 1).front();
  EXPECT_EQ(tick[1].units[nothing_slot], customers);
  for (std::size_t slot = 1; slot <= 5; ++slot) EXPECT_EQ(tick[1].refused[slot], tick[0].units[slot]);
  EXPECT_EQ(tick[1].refused[nothing_slot], 0);
}

TEST(Rationing, WithStockZeroIsAnOfferThatIsNotThere) {
  for (const auto& tick : live(beside({without(1), with_stocks({std::nullopt, 0})}), 6)) {
    EXPECT_EQ(tick[0].chosen, tick[1].chosen);
    EXPECT_TRUE(tick[0].columns == tick[1].columns);
  }
}

TEST(Rationing, ChangesNothingWhereStockSuffices) {
  const std::int64_t plenty = customers;
  for (const auto& tick : live(beside({unlimited(), with_stocks({plenty, plenty, plenty, plenty, plenty})}), 6))
    EXPECT_TRUE(tick[0] == tick[1]);
}

/// Who got the first offer among those who wanted it, by customer; empty where it was not wanted.
std::vector<std::optional<bool>> served(const std::vector<Seen>& tick) {
  std::vector<std::optional<bool>> all(customers);
  for (std::size_t i = 0; i < customers; ++i)
    if (tick[0].chosen[i] == 1) all[i] = tick[1].chosen[i] == 1;
  return all;
}

// By tenths of the customers; the total is fixed, so the p value is on the safe side of 1e-6. Catches service in the
// order of customers, blocks or threads.
TEST(Rationing, DoesNotDependOnTheNumberOfACustomer) {
  const auto luck = served(live(beside({unlimited(), with_stocks({stock})}), 1).front());
  std::vector<std::uint64_t> got(10);
  std::vector<double> wanted(10);
  for (std::size_t i = 0; i < customers; ++i) {
    if (!luck[i]) continue;
    wanted[i * 10 / customers] += 1.0;
    got[i * 10 / customers] += *luck[i] ? 1 : 0;
  }
  const double all = statistics::mean(wanted) * 10.0;
  for (double& expected : wanted) expected *= stock / all;
  EXPECT_GT(statistics::chi_square_p_value(got, wanted), false_alarm_rate);
}

// False alarms 1e-6: whoever was served last week is served again no more often than others.
TEST(Rationing, DrawsAnewInEveryTick) {
  MarketSpec first = plain(customers, {{}, {}}), scarce = first;
  scarce.needs.front().offers[0].stock = 3'000;  // half of what is wanted
  const auto lived = live(beside({first, scarce}), 2);
  const auto before = served(lived[0]), after = served(lived[1]);
  std::uint64_t both = 0, again = 0;
  for (std::size_t i = 0; i < customers; ++i) {
    if (!before[i] || !after[i] || !*before[i]) continue;
    ++both;
    again += *after[i] ? 1 : 0;
  }
  const double share = 3'000.0 / static_cast<double>(lived[1][1].demand[1]);
  EXPECT_GT(both, 1'000U);
  EXPECT_GT(statistics::binomial_p_value(again, both, share), false_alarm_rate);
}

TEST(Rationing, ServesOccasionsOfATickEachByItsOwnLuck) {
  MarketSpec market = repeat_buying(customers, {.mean = 3.0, .shape = 5.0});
  for (OfferSpec& offer : market.needs.front().offers) offer.stock = 4'000;
  for (const auto& tick : live(alone(market), 3)) {
    const Seen& seen = tick.front();
    std::int64_t occasions = 0;
    for (const std::int64_t units : seen.units) occasions += units;
    EXPECT_EQ(occasions, static_cast<std::int64_t>(seen.chosen.size()));
    for (std::size_t slot = 1; slot < seen.units.size(); ++slot)
      if (seen.demand[slot] >= 4'000) {
        EXPECT_EQ(seen.units[slot], 4'000);
      }
  }
}

TEST(Rationing, TeachesOnlyThoseWhoWereServed) {
  const auto lived = live(alone(with_stocks({0, 0, 0, 0, 0})), 3);
  for (const auto& satisfaction : lived.back().front().columns.at("satisfaction"))
    for (const float value : satisfaction) EXPECT_NEAR(value, 0.5, 3.0 / 65535.0);
}

}  // namespace
}  // namespace clientele::markets::settlement_test
