#include "engine/measures/frame.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace clientele::frame_test {
namespace {

Frame shares_of(std::int64_t tick, double share) {
  Frame frame("shares", "Shares by brand.");
  auto& ticks = frame.add<std::int64_t>("tick", "week", "the tick");
  auto& brands = frame.add<std::string>("brand", "", "the brand");
  auto& shares = frame.add<double>("share", "1", "its share");
  ticks.push_back(tick), brands.emplace_back("Acme"), shares.push_back(share);
  return frame;
}

TEST(Frame, KeepsColumnsInOrderWithTheirUnits) {
  const Frame frame = shares_of(3, 0.5);
  ASSERT_EQ(frame.columns().size(), 3U);
  EXPECT_EQ(frame.columns()[0].name, "tick");
  EXPECT_EQ(frame.columns()[2].unit, "1");
  EXPECT_EQ(frame.rows(), 1U);
  EXPECT_EQ(frame.get<std::string>("brand"), std::vector<std::string>{"Acme"});
  EXPECT_EQ(frame.get<double>("share"), std::vector<double>{0.5});
}

TEST(Frame, KeepsReferencesToCellsGoodWhileColumnsAreAdded) {
  Frame frame("wide", "Many columns.");
  auto& first = frame.add<double>("c0", "1", "first");
  for (int c = 1; c < 100; ++c) frame.add<double>("c" + std::to_string(c), "1", "another");
  first.push_back(7.0);
  EXPECT_EQ(frame.get<double>("c0"), std::vector<double>{7.0});
}

TEST(Frame, RefusesAColumnThatItLacksOrThatHoldsAnotherType) {
  const Frame frame = shares_of(3, 0.5);
  EXPECT_THROW(frame.get<double>("sahre"), std::out_of_range);
  EXPECT_THROW(frame.get<double>("tick"), std::bad_variant_access);
}

TEST(Frame, AppendsRowsColumnByColumn) {
  Frame frame = shares_of(3, 0.5);
  frame.append(shares_of(4, 0.25));
  EXPECT_EQ(frame.rows(), 2U);
  EXPECT_EQ(frame.get<std::int64_t>("tick"), (std::vector<std::int64_t>{3, 4}));
  EXPECT_EQ(frame.get<double>("share"), (std::vector<double>{0.5, 0.25}));
  EXPECT_EQ(frame.get<std::string>("brand").size(), 2U);
}

TEST(Frame, WithoutColumnsHasNoRows) { EXPECT_EQ(Frame("empty", "Nothing.").rows(), 0U); }

}  // namespace
}  // namespace clientele::frame_test
