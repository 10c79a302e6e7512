#include "engine/core/errors.h"

#include <gtest/gtest.h>

#include "engine/core/check.h"

namespace clientele::errors_test {
namespace {

TEST(Problem, SaysAsMuchOfItsPlaceAsIsKnown) {
  EXPECT_EQ(to_string({{"shop.yaml", 14, 9}, "firms.acme", "no such key."}),
            "shop.yaml:14:9: firms.acme: no such key.");
  EXPECT_EQ(to_string({{"shop.yaml", 14, 0}, "", "no such key."}), "shop.yaml:14: no such key.");
  EXPECT_EQ(to_string({{"shop.yaml", 0, 9}, "", "empty file."}), "shop.yaml: empty file.");
  EXPECT_EQ(to_string({{}, "seed", "not a number."}), "seed: not a number.");
  EXPECT_EQ(to_string({{}, "", "no scenario."}), "no scenario.");
}

TEST(InputError, TellsEveryProblemOnALineOfItsOwn) {
  const InputError error({{{"a.yaml", 1, 2}, "x", "wrong."}, {{"a.yaml", 3, 4}, "y", "wrong too."}});
  EXPECT_STREQ(error.what(), "a.yaml:1:2: x: wrong.\na.yaml:3:4: y: wrong too.");
  EXPECT_EQ(error.problems().size(), 2U);
}

TEST(InputError, OfOneSentenceHasNoPlace) {
  const InputError error("--seed: 'x' is not a number.");
  EXPECT_STREQ(error.what(), "--seed: 'x' is not a number.");
  ASSERT_EQ(error.problems().size(), 1U);
  EXPECT_TRUE(error.problems().front().place.file.empty());
}

TEST(CheckDeathTest, AbortsAtABrokenPromiseOnlyWhereChecksAreOn) {
  check(true, "this holds");
  if (checks_are_on)
    EXPECT_DEATH(check(false, "two is one"), "errors_test.cpp.*broken promise: two is one");
  else
    check(false, "nobody looks");
}

}  // namespace
}  // namespace clientele::errors_test
