#include <numeric>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::always_test {
namespace {

TEST(Always, GivesEverybodyOneOccasionInEveryTick) {
  std::vector<std::uint32_t> everybody(9'001);
  std::iota(everybody.begin(), everybody.end(), 0U);
  for (const auto& tick : live(alone(plain(9'001, {{}, {}})), 3)) EXPECT_EQ(tick.front().customer, everybody);
}

TEST(Always, LeavesOccasionsWithoutAPurchaseToTheOutsideOption) {
  MarketSpec market = plain(5'000, {{}, {}});
  EXPECT_EQ(live(alone(market), 1).front().front().units[nothing_slot], 0);
  market.needs.front().nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = 50.0};
  EXPECT_EQ(live(alone(market), 1).front().front().units[nothing_slot], 5'000);
}

}  // namespace
}  // namespace clientele::markets::always_test
