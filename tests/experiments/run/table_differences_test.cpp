#include "experiments/run/table_differences.h"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::table_differences_test {
namespace {

Frame some(const std::string& name, std::vector<double> shares, const std::string& brand = "A") {
  Frame frame(name, "what it is");
  frame.add<std::string>("brand", "", "who");
  frame.add<double>("share", "1", "how much");
  for (const double share : shares) {
    frame.get<std::string>("brand").push_back(brand, 7);
    frame.get<double>("share").push_back(share);
  }
  return frame;
}

std::vector<std::string> told(const std::vector<Frame>& then, const std::vector<Frame>& now) {
  std::vector<std::string> texts;
  for (const TableDifference& one : table_differences(then, now)) texts.push_back(one.table + ": " + one.what);
  return texts;
}

const double unknown = std::numeric_limits<double>::quiet_NaN();

TEST(TableDifferences, SameTablesHaveNone) {
  Frame without_keys("a", "what it is");
  without_keys.add<std::string>("brand", "", "who").push_back("A");
  without_keys.add<double>("share", "1", "how much").push_back(unknown);
  EXPECT_TRUE(told({some("a", {-unknown})}, {without_keys}).empty());
}

TEST(TableDifferences, TheFirstCellIsNamed) {
  EXPECT_EQ(told({some("a", {1, 2, 3})}, {some("a", {1, 2.5, 4})}),
            std::vector<std::string>{"a: 2 of 3 rows differ; first row 2: share 2 then, 2.5 now"});
  EXPECT_EQ(told({some("a", {0.0})}, {some("a", {-0.0})}).size(), 1U);
  EXPECT_EQ(told({some("a", {1}, "A")}, {some("a", {1}, "B")}),
            std::vector<std::string>{"a: 1 of 1 rows differ; first row 1: brand A then, B now"});
}

TEST(TableDifferences, RowsColumnsAndTablesCount) {
  Frame other = some("a", {1});
  other.add<double>("price", "1", "how dear");
  EXPECT_EQ(told({some("a", {1})}, {some("a", {1, 2})}), std::vector<std::string>{"a: 1 rows then, 2 now"});
  EXPECT_EQ(told({some("a", {1})}, {other}), std::vector<std::string>{"a: has other columns or units"});
  EXPECT_EQ(told({some("a", {1})}, {some("b", {1})}),
            (std::vector<std::string>{"a: is not there now", "b: was not there then"}));
}

}  // namespace
}  // namespace clientele::table_differences_test
