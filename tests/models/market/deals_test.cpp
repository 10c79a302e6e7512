#include "models/market/deals.h"

#include <limits>

#include <gtest/gtest.h>

namespace clientele::deals_test {
namespace {

constexpr Money units(double amount) { return {static_cast<std::int64_t>(amount * Money::per_unit)}; }

TEST(Deal, IsAFactorLessAnAmount) {
  EXPECT_EQ((Deal{.factor = 0.8, .until = 9}.price(units(2.0))), units(1.6));
  EXPECT_EQ((Deal{.off = units(0.5), .until = 9}.price(units(2.0))), units(1.5));
  EXPECT_EQ((Deal{.factor = 0.5, .off = units(0.25), .until = 9}.price(units(2.0))), units(0.75));
  EXPECT_EQ((Deal{.off = units(3.0), .until = 9}.price(units(2.0))), units(0.02)) << "a hundredth is left";
}

TEST(Deals, HoldUntilTheyEnd) {
  Deals deals(2);
  const std::optional<std::uint8_t> number = deals.add(1, {.factor = 0.9, .until = 5}, 2);
  ASSERT_EQ(number, 1);
  EXPECT_EQ(deals.in_force(1, 0, 2), nullptr);
  EXPECT_EQ(*deals.in_force(1, 1, 4), (Deal{.factor = 0.9, .until = 5}));
  EXPECT_EQ(deals.in_force(1, 1, 5), nullptr);
  EXPECT_EQ(deals.in_force(0, 1, 4), nullptr) << "another brand's table";
  EXPECT_TRUE(deals.any(1, 4) && !deals.any(1, 5) && !deals.any(0, 4));
}

TEST(Deals, TakeUpNumbersOfThoseThatHaveEnded) {
  Deals deals(1);
  for (std::size_t k = 0; k < Deals::most; ++k)
    EXPECT_EQ(deals.add(0, {.factor = 0.9, .until = k == 6 ? 3 : 9}, 0), k + 1);
  EXPECT_FALSE(deals.add(0, {.factor = 0.9, .until = 9}, 2)) << "all are in force";
  EXPECT_EQ(deals.add(0, {.factor = 0.7, .until = 9}, 3), 7);
}

TEST(Deals, RefuseWhatIsNoDeal) {
  Deals deals(1);
  EXPECT_FALSE(deals.add(0, {.factor = -0.1, .until = 9}, 0));
  EXPECT_FALSE(deals.add(0, {.factor = 10.5, .until = 9}, 0));
  EXPECT_FALSE(deals.add(0, {.factor = std::numeric_limits<double>::quiet_NaN(), .until = 9}, 0));
  EXPECT_FALSE(deals.add(0, {.off = {-1}, .until = 9}, 0)) << "a surcharge";
  EXPECT_FALSE(deals.add(0, {.factor = 0.5, .until = 3}, 3)) << "over before it begins";
  EXPECT_FALSE(deals.add(1, {.factor = 0.5, .until = 9}, 0)) << "no such brand";
}

}  // namespace
}  // namespace clientele::deals_test
