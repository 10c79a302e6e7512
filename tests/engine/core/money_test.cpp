#include "engine/core/money.h"

#include <gtest/gtest.h>

namespace clientele::money_test {
namespace {

TEST(Money, AddsExactlyWhereDoublesDoNot) {
  const Money ten_pence{Money::per_unit / 10};
  Money sum;
  for (int i = 0; i < 10'000'000; ++i) sum += ten_pence;
  EXPECT_EQ(sum, (Money{Money::per_unit * 1'000'000}));
  EXPECT_EQ(sum, ten_pence * 10'000'000);
}

TEST(Money, TakesAwayAndCompares) {
  Money cash{500};
  cash -= Money{700};
  EXPECT_EQ(cash, Money{-200});
  EXPECT_EQ(Money{500} - Money{700}, cash);
  EXPECT_EQ(Money{500} + Money{700}, Money{1'200});
  EXPECT_LT(cash, Money{});
}

TEST(Money, IsGivenInCurrencyUnits) {
  EXPECT_EQ(Money{199'000}.units(), 19.9);
  EXPECT_EQ(Money{-1}.units(), -0.0001);
}

TEST(Money, HoldsTheTurnoverOfALargeMarketForAYear) {
  const Money thousand = Money{Money::per_unit} * 1'000;
  const Money year = thousand * (100'000'000LL * 52 / 10);
  EXPECT_EQ(year.units(), 5.2e11);
}

}  // namespace
}  // namespace clientele::money_test
