#include <gtest/gtest.h>

#include "tests/models/support/markets.h"
#include "tests/models/support/records.h"

namespace clientele::markets::diary_test {
namespace {

/// Household 0 has three purchases, household 1 has one.
std::shared_ptr<const Diary> two_households() {
  return record({{{{1.0F}, {2.0F}}, {{3.0F}, {4.0F}}, {{5.0F}, {6.0F}}}, {{{7.0F}, {8.0F}}}});
}

MarketSpec market_of(std::uint32_t customers) {
  MarketSpec market = plain(customers, {{}, {}});
  market.needs.front().occasions = on("diary");
  market.needs.front().diary = two_households();
  return market;
}

TEST(DiaryOccasions, AreThoseOfTheHouseholdUntilItsRecordEnds) {
  const auto lived = live(alone(market_of(5)), 4);
  EXPECT_EQ(lived[0].front().customer, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(lived[1].front().customer, (std::vector<std::uint32_t>{0, 2, 4}));
  EXPECT_EQ(lived[2].front().customer, (std::vector<std::uint32_t>{0, 2, 4}));
  EXPECT_TRUE(lived[3].front().customer.empty());
}

// The ablation: by another rule the record has no say.
TEST(DiaryOccasions, AreNotThoseOfTheRecordUnderAnotherRule) {
  MarketSpec market = market_of(5);
  market.needs.front().occasions = on("always");
  EXPECT_EQ(live(alone(market), 4).back().front().customer.size(), 5U);
}

TEST(DiaryOccasions, NeedARecord) {
  MarketSpec market = market_of(5);
  market.needs.front().diary = nullptr;
  EXPECT_TRUE(live(alone(market), 1).front().front().customer.empty());
}

TEST(DiaryOccasions, GoRoundInTheBurnIn) {
  const auto diary = two_households();
  EXPECT_EQ(diary->row(0, -1), 2U);
  EXPECT_EQ(diary->row(0, -3), 0U);
  EXPECT_EQ(diary->row(0, -4), 2U);
  EXPECT_EQ(diary->row(0, 0), 0U);
  EXPECT_EQ(diary->row(0, 3), Diary::no_row);
  EXPECT_EQ(diary->row(3, -2), 3U);
  EXPECT_EQ(diary->row(3, 1), Diary::no_row);
}

TEST(Diary, KnowsWhatWasMetAndItsMean) {
  const auto diary = two_households();
  EXPECT_EQ(*diary->shelf(1, 1), 4.0F);
  EXPECT_EQ(*diary->shelf(3, 0), 7.0F);
  EXPECT_EQ(diary->longest(), 3U);
  EXPECT_EQ(record({{{{1.0F, 10.0F}, {2.0F, 20.0F}}}})->mean, (std::vector<float>{1.5F, 15.0F}));
}

}  // namespace
}  // namespace clientele::markets::diary_test
