#include "output/fold_replicates.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::fold_replicates_test {
namespace {

using Counts = std::vector<std::int64_t>;
using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// A table of one measure by brand, without rows.
template <class T>
Frame by_brand(Fold fold) {
  Frame frame("table", "A table.");
  frame.add<std::int64_t>("replicate", "1", "", Fold::key);
  frame.add<std::string>("brand", "", "");
  frame.add<T>("measure", "units", "what was measured", fold);
  return frame;
}

template <class T>
void row(Frame& frame, std::int64_t replicate, const std::string& brand, T measure) {
  frame.get<std::int64_t>("replicate").push_back(replicate);
  frame.get<std::string>("brand").push_back(brand);
  frame.get<T>("measure").push_back(measure);
}

TEST(FoldReplicates, GivesMeanAndQuantilesOfEachMeasure) {
  Frame frame = by_brand<double>(Fold::mean);
  for (int replicate = 0; replicate < 21; ++replicate) {
    row(frame, replicate, "Acme", (replicate * 8 % 21 + 1) * 10.0);  // 10 to 210, shuffled
    row(frame, replicate, "Best", replicate == 0 ? 100.0 : 0.0);
  }
  const Frame folded = fold_replicates(frame, 21);
  EXPECT_EQ(folded.get<std::string>("brand"), (Texts{"Acme", "Best"}));
  EXPECT_DOUBLE_EQ(folded.get<double>("measure")[0], 110.0);
  EXPECT_DOUBLE_EQ(folded.get<double>("measure_low")[0], 20.0);
  EXPECT_DOUBLE_EQ(folded.get<double>("measure_high")[0], 200.0);
  EXPECT_DOUBLE_EQ(folded.get<double>("measure")[1], 100.0 / 21.0);
  EXPECT_DOUBLE_EQ(folded.get<double>("measure_high")[1], 0.0);
  EXPECT_EQ(folded.columns().size(), 4U) << "the replicate is no key any more";
  EXPECT_EQ(folded.column("measure_low").unit, "units");
  EXPECT_EQ(folded.column("measure_high").fold, Fold::mean);
}

TEST(FoldReplicates, QuantilesLieBetweenFiguresInProportion) {
  Frame frame = by_brand<double>(Fold::mean);
  row(frame, 0, "Acme", 2.0);
  row(frame, 1, "Acme", 1.0);
  const Frame folded = fold_replicates(frame, 2);
  EXPECT_DOUBLE_EQ(folded.get<double>("measure_low")[0], 1.05);
  EXPECT_DOUBLE_EQ(folded.get<double>("measure_high")[0], 1.95);
}

TEST(FoldReplicates, OneReplicateIsItsOwnBand) {
  Frame frame = by_brand<std::int64_t>(Fold::sum);
  row<std::int64_t>(frame, 0, "Acme", 7);
  const Frame folded = fold_replicates(frame, 1);
  for (const char* column : {"measure", "measure_low", "measure_high"})
    EXPECT_EQ(folded.get<double>(column), (Numbers{7.0})) << column;
}

TEST(FoldReplicates, AReplicateWithoutTheRowCountsAsZeroInASumOnly) {
  Frame sums = by_brand<std::int64_t>(Fold::sum), levels = by_brand<double>(Fold::mean);
  row<std::int64_t>(sums, 1, "Acme", 8);
  row(levels, 1, "Acme", 8.0);
  EXPECT_EQ(fold_replicates(sums, 4).get<double>("measure"), (Numbers{2.0}));
  EXPECT_EQ(fold_replicates(levels, 4).get<double>("measure"), (Numbers{8.0}));
}

TEST(FoldReplicates, UnknownFiguresAreLeftOut) {
  Frame levels = by_brand<double>(Fold::mean), counts = by_brand<std::int64_t>(Fold::mean),
        sums = by_brand<std::int64_t>(Fold::sum);
  row(levels, 0, "Acme", unknown);
  row(levels, 0, "Acme", 5.0);
  row(levels, 1, "Acme", 3.0);
  row(levels, 0, "Best", unknown);
  for (Frame* frame : {&counts, &sums}) {
    row<std::int64_t>(*frame, 0, "Acme", -1);
    row<std::int64_t>(*frame, 1, "Acme", 4);
  }
  EXPECT_DOUBLE_EQ(fold_replicates(levels, 2).get<double>("measure")[0], 4.0);
  EXPECT_TRUE(std::isnan(fold_replicates(levels, 2).get<double>("measure")[1]));
  EXPECT_EQ(fold_replicates(counts, 2).get<double>("measure"), (Numbers{4.0}));
  EXPECT_EQ(fold_replicates(sums, 2).get<double>("measure"), (Numbers{1.5})) << "a change of -1 is known";
}

TEST(FoldReplicates, RowsOfOneKeyAndReplicateBecomeOneFigure) {
  for (const auto& [fold, expected] : {std::pair(Fold::sum, 7.0), {Fold::mean, 3.5}, {Fold::last, 5.0}}) {
    Frame frame = by_brand<double>(fold);
    for (const double figure : {2.0, 5.0}) row(frame, 0, "Acme", figure);
    EXPECT_EQ(fold_replicates(frame, 1).get<double>("measure"), (Numbers{expected})) << static_cast<int>(fold);
  }
}

TEST(FoldReplicates, RowsStandInTheOrderOfTheirKeys) {
  Frame frame("table", "A table.");
  frame.add<std::int64_t>("replicate", "1", "", Fold::key) = {0, 0, 1, 1};
  frame.add<std::string>("brand", "", "") = {"Zeta", "Acme", "Acme", "Zeta"};
  frame.add<std::int64_t>("tick", "ticks", "", Fold::key) = {10, 3, -1, 9};
  frame.add<double>("weeks", "weeks", "", Fold::key) = {1.0, 1.0, 1.0, 1.0};
  frame.add<std::int64_t>("units", "units", "") = {1, 2, 3, 4};
  const Frame folded = fold_replicates(frame, 2);
  EXPECT_EQ(folded.get<std::string>("brand"), (Texts{"Zeta", "Zeta", "Acme", "Acme"})) << "texts as they came";
  EXPECT_EQ(folded.get<std::int64_t>("tick"), (Counts{9, 10, -1, 3})) << "numbers by size";
  EXPECT_EQ(folded.get<double>("units"), (Numbers{2.0, 0.5, 1.5, 1.0}));
}

TEST(FoldReplicates, NumbersAsKeysAreOrderedBySizeToo) {
  Frame frame = by_brand<double>(Fold::key);
  frame.add<std::int64_t>("units", "units", "") = {1, 2, 3, 4, 5};
  for (const double length : {0.0, -2.0, 13.0, -0.0, -1.5}) row(frame, 0, "Acme", length);
  EXPECT_EQ(fold_replicates(frame, 1).get<double>("measure"), (Numbers{-2.0, -1.5, 0.0, 13.0}));
}

TEST(HasReplicates, IsTrueOfTablesWhoseMeasuresAreNumbers) {
  Frame frame = by_brand<std::int64_t>(Fold::sum);
  EXPECT_TRUE(has_replicates(frame));
  frame.add<std::string>("story", "", "", Fold::last);
  EXPECT_FALSE(has_replicates(frame)) << "stories have no mean";
  EXPECT_FALSE(has_replicates(by_brand<std::int64_t>(Fold::key))) << "nothing to fold";
  Frame counted("table", "");
  counted.add<std::int64_t>("replicate", "1", "");
  EXPECT_FALSE(has_replicates(counted)) << "a measure that is called so";
}

TEST(CountReplicates, LooksIntoAllTables) {
  std::vector<Frame> frames(2, by_brand<std::int64_t>(Fold::sum));
  for (const std::int64_t replicate : {0, 1, 2}) row<std::int64_t>(frames[1], replicate, "Acme", 1);
  row<std::int64_t>(frames[0], 1, "Acme", 1);
  frames.emplace_back("other", "").add<std::string>("brand", "", "");
  EXPECT_EQ(count_replicates(frames), 3U);
}

}  // namespace
}  // namespace clientele::fold_replicates_test
