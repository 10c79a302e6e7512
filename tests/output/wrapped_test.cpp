#include "output/wrapped.h"

#include <gtest/gtest.h>

namespace clientele::wrapped_test {
namespace {

TEST(Wrapping, BreaksAtBlanksAndIndentsWhatFollows) {
  EXPECT_EQ(wrapped("one two three", 2, 9), "one two\n  three");
  EXPECT_EQ(wrapped("one two three", 2, 15), "one two three");
  EXPECT_EQ(wrapped("a-word-longer-than-a-line b", 2, 9), "a-word-longer-than-a-line\n  b");
  EXPECT_EQ(wrapped("", 2, 9), "");
}

}  // namespace
}  // namespace clientele::wrapped_test
