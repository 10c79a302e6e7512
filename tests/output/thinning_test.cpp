#include "output/thinning.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "output/fold_replicates.h"

namespace clientele::thinning_test {
namespace {

using Counts = std::vector<std::int64_t>;
using Numbers = std::vector<double>;

/// Five ticks of two brands: a flow, a level and a stock.
Frame five_ticks() {
  Frame frame("table", "A table.");
  auto& replicates = frame.add<std::int64_t>("replicate", "1", "", Fold::key);
  auto& ticks = frame.add<std::int64_t>("tick", "ticks", "", Fold::key);
  auto& brands = frame.add<std::string>("brand", "", "");
  auto& units = frame.add<std::int64_t>("units", "units", "");
  auto& prices = frame.add<double>("price", "1", "");
  auto& cash = frame.add<std::int64_t>("cash", "1", "", Fold::last);
  for (const std::int64_t tick : {3, 7, 11, 15, 17}) {
    for (const char* brand : {"Acme", "Best"}) {
      replicates.push_back(0);
      ticks.push_back(tick);
      brands.push_back(brand);
      units.push_back(tick);
      prices.push_back(static_cast<double>(2 * tick));
      cash.push_back(10 * tick);
    }
  }
  return frame;
}

TEST(MergeTimes, MakesOneRowOfNeighboursByTheFolds) {
  const Frame merged = fold_replicates(merge_times(five_ticks(), 2), 1);
  EXPECT_EQ(merged.get<std::int64_t>("tick"), (Counts{7, 7, 15, 15, 17, 17}));
  EXPECT_EQ(merged.get<double>("units"), (Numbers{10, 10, 26, 26, 17, 17})) << "flows add up";
  EXPECT_EQ(merged.get<double>("price"), (Numbers{10, 10, 26, 26, 34, 34})) << "levels are averaged";
  EXPECT_EQ(merged.get<double>("cash"), (Numbers{70, 70, 150, 150, 170, 170})) << "stocks are those of the end";
}

TEST(MergeTimes, PutsASeriesWithHolesIntoTheSameTimesAsTheOthers) {
  Frame frame("table", "A table.");
  frame.add<std::int64_t>("replicate", "1", "", Fold::key) = {0, 0, 0, 0, 0, 0};
  frame.add<std::int64_t>("tick", "ticks", "", Fold::key) = {0, 1, 2, 3, 2, -1};
  frame.add<std::string>("brand", "", "") = {"Acme", "Acme", "Acme", "Acme", "Best", "Best"};
  frame.add<std::int64_t>("units", "units", "") = {1, 1, 1, 1, 1, 9};
  EXPECT_EQ(merge_times(frame, 2).get<std::int64_t>("tick"), (Counts{1, 1, 3, 3, 3, -1})) << "-1 is the whole run";
}

TEST(LeaveOutTimes, KeepsTheLastOfEachSeriesAndWholeRuns) {
  Frame frame("differences", "A table.");
  frame.add<std::string>("measure", "", "") = {"share", "share", "share", "share", "share", "share", "loyalty"};
  frame.add<std::int64_t>("time", "", "", Fold::key) = {-1, 0, 1, 2, 3, 4, 2};
  frame.add<double>("low", "", "") = {0.5, 0.0, 0.1, 0.2, 0.3, 0.4, 0.6};
  EXPECT_EQ(leave_out_times(frame, 2).get<double>("low"), (Numbers{0.5, 0.0, 0.2, 0.4, 0.6}));
  EXPECT_EQ(leave_out_times(frame, 3).get<double>("low"), (Numbers{0.5, 0.1, 0.4, 0.6}));
}

TEST(OnlyWholeRuns, LeavesOutEveryTime) {
  Frame frame("differences", "A table.");
  frame.add<std::int64_t>("time", "", "", Fold::key) = {-1, 0, 1, -1};
  frame.add<double>("low", "", "") = {0.5, 0.0, 0.1, 0.2};
  EXPECT_TRUE(has_whole_runs(frame));
  EXPECT_EQ(only_whole_runs(frame).get<double>("low"), (Numbers{0.5, 0.2}));
  EXPECT_FALSE(has_whole_runs(five_ticks()));
  EXPECT_FALSE(has_whole_runs(Frame("none", "")));
}

TEST(CountTimes, CountsTicksButNotWholeRuns) {
  EXPECT_EQ(count_times(five_ticks()), 5U);
  Frame frame("differences", "");
  frame.add<std::int64_t>("time", "", "", Fold::key) = {-1, 0, 0, 5};
  EXPECT_EQ(count_times(frame), 2U);
  Frame other("other", "");
  other.add<double>("tick", "", "", Fold::key) = {1.0};
  EXPECT_EQ(count_times(other), 0U);
}

}  // namespace
}  // namespace clientele::thinning_test
