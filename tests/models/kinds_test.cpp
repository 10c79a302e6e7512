#include "models/kinds.h"

#include <set>
#include <string_view>

#include <gtest/gtest.h>

namespace clientele::kinds_test {
namespace {

TEST(Kinds, HaveAWordEach) {
  std::set<std::string_view> words;
  for (std::uint8_t kind = 0; kind <= static_cast<std::uint8_t>(Kind::talk); ++kind) words.insert(word(Kind{kind}));
  EXPECT_EQ(words.size(), 9U);
  EXPECT_FALSE(words.contains(""));
  EXPECT_EQ(word(Kind::need), "need");
  EXPECT_EQ(word(Kind::emotional), "emotional");
}

}  // namespace
}  // namespace clientele::kinds_test
