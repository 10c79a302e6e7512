#include "experiments/validation/ladder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "experiments/validation/contagion.h"
#include "experiments/validation/graph.h"
#include "experiments/validation/ladder_text.h"
#include "tests/output/temporary_folder.h"
#include "tests/support/public_data.h"

namespace clientele::ladder_test {
namespace {

Rung rung(double expected, double found, double tolerance) {
  return {
      .what = "a figure", .expected = expected, .found = found, .tolerance = tolerance, .unit = "1", .source = "hand"};
}

// Kills a check of one side, and NaN that holds.
TEST(Rung, HoldsWithinItsToleranceOnBothSides) {
  EXPECT_TRUE(rung(2.0, 2.25, 0.25).holds());
  EXPECT_TRUE(rung(2.0, 1.75, 0.25).holds());
  EXPECT_FALSE(rung(2.0, 2.26, 0.25).holds());
  EXPECT_FALSE(rung(2.0, 1.74, 0.25).holds());
  EXPECT_FALSE(rung(2.0, std::numeric_limits<double>::quiet_NaN(), 0.25).holds());
  EXPECT_FALSE(rung(2.0, 2.0, std::numeric_limits<double>::quiet_NaN()).holds());
}

// Kills a verdict by the last line.
TEST(Ladder, HoldsOnlyIfEachOfItsRungsDoes) {
  Ladder ladder({});
  EXPECT_TRUE(ladder.holds());
  ladder.begin("laws");
  ladder.add(rung(1.0, 1.0, 0.1));
  EXPECT_TRUE(ladder.holds());
  ladder.add(rung(1.0, 2.0, 0.1));
  ladder.add(rung(1.0, 1.0, 0.1));
  EXPECT_FALSE(ladder.holds());
  EXPECT_EQ(ladder.rungs().front().step, "laws");
}

// Kills a missing file that passes without a word.
TEST(Ladder, SkipsWhatNeedsAFileThatIsNotThere) {
  TemporaryFolder folder;
  put_bytes(folder / "there.csv", "a\n1\n");
  Ladder without({}), with({.data = folder.path()});
  EXPECT_FALSE(without.find("there.csv", "T1"));
  EXPECT_NE(without.skipped().front().why.find("--data"), std::string::npos);
  EXPECT_EQ(with.find("there.csv", "T1"), (folder / "there.csv").string());
  EXPECT_TRUE(with.skipped().empty());
  EXPECT_FALSE(with.find("missing.csv", "T2"));
  EXPECT_NE(with.skipped().front().why.find("missing.csv"), std::string::npos);
}

// Kills skipped lines that count as held.
TEST(LadderText, CountsWhatHoldsAndNumbersSources) {
  Ladder ladder({});
  ladder.begin("exact");
  ladder.add(rung(1.0, 1.0, 0.1));
  ladder.add(rung(1.0, 3.0, 0.1));
  ladder.skip("T15", "not there");
  const std::string text = ladder_text(ladder);
  EXPECT_NE(text.find("does not hold"), std::string::npos);
  EXPECT_NE(text.find("[1] hand"), std::string::npos);
  EXPECT_NE(text.find("skipped  exact: T15 (not there)"), std::string::npos);
  EXPECT_TRUE(text.ends_with("1 lines hold, 1 do not, 1 skipped\n"));
  const Frame frame = ladder_frame(ladder);
  EXPECT_EQ(frame.get<std::string>("verdict"), (std::vector<std::string>{"holds", "does not hold", "skipped"}));
}

// Kills a part that stands apart from the others of its step: the step would be named twice.
TEST(LadderSteps, AreNamedOnceInTheirOrder) {
  EXPECT_EQ(ladder_steps(),
            (std::vector<std::string_view>{"exact", "recovery", "stationarity", "laws", "claims", "data"}));
}

// Two triangles that share an edge (0-1-2, 1-2-3), and 3-4: clustering 1, 2/3, 2/3, 1/3 and 0.
// Kills triangles that are counted at each corner, and nodes of one friend that are left out of the mean.
TEST(Cliques, AreCountedInASmallGraph) {
  const Cliques cliques = count_cliques({.nodes = 5, .edges = {{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}, {3, 4}}});
  EXPECT_EQ(cliques.triangles, 2U);
  EXPECT_NEAR(cliques.clustering, (1.0 + 2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0) / 5.0, 1e-15);
}

// Kills ties that are read backwards, and a tie to a stranger that is dropped.
TEST(Adopters, AreReadWithWhomTheyNamed) {
  TemporaryFolder folder;
  const std::string people = (folder / "people.csv").string(), ties = (folder / "ties.csv").string();
  put_bytes(people, "id,toa\na,1950\nb,1952\nc,1953\n");
  put_bytes(ties, "from,to\nb,a\nb,c\n");
  const Adopters found = read_adopters(people, ties);
  EXPECT_EQ(found.adopted, (std::vector<int>{0, 2, 3}));
  EXPECT_EQ(found.periods, 3);
  EXPECT_EQ(found.named[1], (std::vector<std::uint32_t>{0, 2}));
  EXPECT_TRUE(found.named[0].empty());
  put_bytes(ties, "from,to\nb,a\nb,d\n");
  EXPECT_THROW(read_adopters(people, ties), InputError);
}

/// All parts but the drift of every scenario shipped, which is tested elsewhere and takes long.
std::vector<LadderPart> parts_to_climb() {
  std::vector<LadderPart> parts;
  for (const LadderPart& part : ladder_parts())
    if (part.step != "stationarity") parts.push_back(part);
  return parts;
}

class LadderParts : public ::testing::TestWithParam<LadderPart> {};

// Seeds are fixed, so that there are no false alarms: what held goes on holding until something changes.
TEST_P(LadderParts, Hold) {
  const std::filesystem::path data = public_data("");
  Ladder::Options options{.data = {}, .library = CLIENTELE_SOURCE "/scenarios/library"};
  // Named from here, as users do.
  if (std::filesystem::exists(data)) options.data = std::filesystem::proximate(data);
  Ladder ladder(options);
  ladder.begin(std::string(GetParam().step));
  GetParam().climb(ladder);
  for (const Rung& each : ladder.rungs())
    EXPECT_TRUE(each.holds()) << each.what << ": expected " << each.expected << " within " << each.tolerance
                              << ", found " << each.found;
  if (ladder.rungs().empty()) {
    ASSERT_FALSE(ladder.skipped().empty());
    GTEST_SKIP() << ladder.skipped().front().why;
  }
}

INSTANTIATE_TEST_SUITE_P(OfValidation, LadderParts, ::testing::ValuesIn(parts_to_climb()), [](const auto& part) {
  std::string name;
  for (const char c : part.param.name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
  return name;
});

}  // namespace
}  // namespace clientele::ladder_test
