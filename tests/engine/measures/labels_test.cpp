#include "engine/measures/labels.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

namespace clientele::labels_test {
namespace {

using Texts = std::vector<std::string>;

/// Two things of one name and one thing of two names.
LabelColumn column() {
  LabelColumn labels;
  labels.push_back("Twin", 4), labels.push_back("Twin", 5), labels.push_back("Old", 7), labels.push_back("New", 7);
  labels.push_back("free"), labels.push_back("Twin", 4);
  return labels;
}

TEST(Label, IsTheSameByItsKeyAndByItsTextOnlyWithoutOne) {
  EXPECT_TRUE((Label{"Old", 7}.same_as({"New", 7})));
  EXPECT_FALSE((Label{"Twin", 4}.same_as({"Twin", 5})));
  EXPECT_TRUE((Label{"free"}.same_as({"free"})));
  EXPECT_FALSE((Label{"free"}.same_as({"other"})));
  EXPECT_FALSE((Label{"Twin"}.same_as({"Twin", 4})));
}

TEST(LabelColumn, KeepEachTextAndKeyOnce) {
  const LabelColumn labels = column();
  ASSERT_EQ(labels.size(), 6U);
  EXPECT_EQ(labels.dictionary().size(), 5U);
  EXPECT_EQ(labels.id(0), labels.id(5));
  EXPECT_NE(labels.id(0), labels.id(1));
  EXPECT_EQ(labels.key(1), 5);
  EXPECT_EQ(labels.key(4), no_key);
}

TEST(LabelColumn, ReadLikeAVectorOfTexts) {
  LabelColumn labels;
  labels = {"b", "a", "b"};
  EXPECT_EQ(labels, (Texts{"b", "a", "b"}));
  EXPECT_FALSE(labels == (Texts{"b", "a"}));
  EXPECT_EQ(labels.front() + labels.back(), "bb");
  EXPECT_EQ(std::find(labels.begin(), labels.end(), "a") - labels.begin(), 1);
  EXPECT_EQ(std::count(labels.begin(), labels.end(), "b"), 2);
}

TEST(LabelColumn, ThatAreCopiedKnowWhatTheyHave) {
  LabelColumn copy = column();
  copy.push_back("Twin", 5), copy.push_back("later", 9);
  EXPECT_EQ(copy.id(6), copy.id(1));
  EXPECT_EQ(copy.dictionary().size(), 6U);
}

TEST(LabelColumn, AreJoinedAndChosenWithTheirKeys) {
  LabelColumn joined;
  joined.push_back("Twin", 5);
  joined.append(column());
  EXPECT_EQ(joined.size(), 7U);
  EXPECT_EQ(joined.key(1), 4);
  EXPECT_EQ(joined.id(2), joined.id(0));
  const LabelColumn chosen = joined.only(std::array<std::size_t, 3>{6, 4, 0});
  EXPECT_EQ(chosen, (Texts{"Twin", "New", "Twin"}));
  EXPECT_EQ(chosen.key(0), 4);
  EXPECT_EQ(chosen.key(2), 5);
  EXPECT_EQ(chosen.dictionary().size(), 3U);
}

TEST(LabelColumn, DifferWhereKeysDo) {
  LabelColumn other = column();
  EXPECT_EQ(other, column());
  other.set(1, "Twin", 6);
  EXPECT_FALSE(other == column());
}

}  // namespace
}  // namespace clientele::labels_test
