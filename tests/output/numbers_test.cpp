#include "output/numbers.h"

#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace clientele::numbers_test {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

TEST(Numbers, SharesArePercentWithABlank) {
  EXPECT_EQ(percent(0.2512, 1), "25.1 %");
  EXPECT_EQ(percent(1.0, 0), "100 %");
  EXPECT_EQ(percent(-0.00001, 1), "0.0 %");
  EXPECT_EQ(percent(undefined, 1), "n/a");
}

TEST(Numbers, IntervalsGiveHalfTheWidth) {
  EXPECT_EQ(percent_interval(0.2, 0.003, 1), "20.0 ± 0.3 %");
  EXPECT_EQ(interval(41.2, 0.3, 2), "41.20 ± 0.30");
  EXPECT_EQ(interval(41.2, undefined, 2), "41.20") << "one run has no interval";
  EXPECT_EQ(percent_interval(0.2, undefined, 1), "20.0 %");
  EXPECT_EQ(percent_interval(undefined, 0.1, 1), "n/a");
}

TEST(Numbers, DifferencesAlwaysHaveASign) {
  EXPECT_EQ(points(0.028, 1), "+2.8 points");
  EXPECT_EQ(points(-0.001, 1), "-0.1 points");
  EXPECT_EQ(signed_decimal(-0.04, 1), "+0.0");
  EXPECT_EQ(signed_decimal(std::numeric_limits<double>::infinity(), 1), "n/a");
}

TEST(Numbers, CountsHaveCommasBetweenThousands) {
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(count(999), "999");
  EXPECT_EQ(count(5240), "5,240");
  EXPECT_EQ(count(-123456), "-123,456");
  EXPECT_EQ(count(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
}

TEST(Numbers, MoneyIsRoundedToHundredths) {
  EXPECT_EQ(amount(Money{412'000}, "GBP"), "41.20 GBP");
  EXPECT_EQ(amount(Money{10'412'049}, "GBP"), "1,041.20 GBP");
  EXPECT_EQ(amount(Money{10'412'050}, "GBP"), "1,041.21 GBP");
  EXPECT_EQ(amount(Money{-50}, "EUR"), "-0.01 EUR");
  EXPECT_EQ(amount(Money{-49}, "EUR"), "0.00 EUR");
}

}  // namespace
}  // namespace clientele::numbers_test
