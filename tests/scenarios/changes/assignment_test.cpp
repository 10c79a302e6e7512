#include "scenarios/changes/assignment.h"

#include <gtest/gtest.h>

namespace clientele::testing::assignment_test {
namespace {

TEST(Assignment, ReadsBackAsThePathAndValueItWasMadeOf) {
  for (const Json& value : {Json(0.1), Json(-3), Json(1e-7), Json(true), Json("-5 %"), Json("0.7"), Json("off"),
                            Json("true"), Json(""), Json("a: b"), Json("# no comment"), Json("normal(1, 0.5) per week"),
                            Json::object({{"kind", "repeat"}, {"mean", "1 per week"}}), Json::array({1, "two"})}) {
    Problems problems;
    const auto read = read_assignment(assignment_text("brands.\"A=B\".price", value), "--set", problems);
    ASSERT_TRUE(read) << value;
    EXPECT_EQ(read->path, "brands.\"A=B\".price");
    EXPECT_EQ(read->value.root, value);
    EXPECT_TRUE(problems.empty());
  }
}

TEST(Assignment, WritesWordsAndAmountsWithoutQuotes) {
  EXPECT_EQ(assignment_text("a", "-5 %"), "a=-5 %");
  EXPECT_EQ(assignment_text("a", "off"), "a=off");
  EXPECT_EQ(assignment_text("a", 0.25), "a=0.25");
}

}  // namespace
}  // namespace clientele::testing::assignment_test
