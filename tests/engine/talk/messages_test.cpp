#include "engine/talk/messages.h"

#include <numeric>

#include <gtest/gtest.h>

#include "engine/random/address.h"

namespace clientele::messages_test {
namespace {

TEST(Message, GoesThroughAWordWithoutLoss) {
  for (const int tick : {-52, -1, 0, 7, 65'535, 65'536 + 3})
    for (const std::uint32_t topic : {0U, 1U, 2'047U})
      for (const float valence : {-1.0F, -0.2F, 0.0F, 1.0F / 15.0F, 1.0F}) {
        const std::uint32_t word = Message{topic, valence}.word(tick);
        EXPECT_TRUE(Message::said(word, tick));
        EXPECT_FALSE(Message::said(word, tick + 1));
        EXPECT_EQ(Message::age(word, tick + 60), 60U);
        EXPECT_EQ(Message::in(word).topic, topic);
        EXPECT_FLOAT_EQ(Message::in(word).valence, valence);
      }
}

TEST(Message, KeepsValenceWithinItsBoundsAndSaysNothingAtZero) {
  EXPECT_EQ(Message::in(Message{3, -7.0F}.word(1)).valence, -1.0F);
  EXPECT_EQ(Message::in(Message{3, 7.0F}.word(1)).valence, 1.0F);
  EXPECT_FALSE(Message::said(Message::nothing, 0)) << "the stamp of tick 0 is zero too";
}

Column words_of(const std::vector<std::uint32_t>& words) {
  Column column({.name = "message", .store = Store::u32, .sight = Sight::published, .unit = "", .meaning = ""},
                words.size(), 1);
  std::copy(words.begin(), words.end(), column.data<std::uint32_t>());
  return column;
}

/// Whom each of `who` hears, the slow way.
std::vector<std::pair<std::uint32_t, std::uint32_t>> expected(const std::vector<std::uint32_t>& words,
                                                              const FriendLists& lists,
                                                              std::span<const std::uint32_t> who, int tick) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> heard;
  for (std::uint32_t m = 0; m < lists.degree; ++m)
    for (std::uint32_t r = 0; r < who.size(); ++r)
      if (const std::uint32_t speaker = lists.ids[m * lists.stride + r]; Message::said(words[speaker], tick))
        heard.emplace_back(r, speaker);
  return heard;
}

// A small column and one that does not fit into the cache take different ways; rows are no multiple of either's step.
TEST(HearFriends, FindsWhatFriendsSaidInThatTickAndNothingElse) {
  for (const std::uint32_t customers : {1'000U, 300'000U}) {
    std::vector<std::uint32_t> words(customers);
    for (std::uint32_t c = 0; c < customers; ++c)
      words[c] = c % 3 == 0 ? Message{c % 5, 0.4F}.word(static_cast<int>(c % 4)) : Message::nothing;
    const SmallWorld network({customers, 5, 0.5}, {1, 0}, purpose(Actor::network, {4}));
    std::vector<std::uint32_t> who(701), scratch;
    std::iota(who.begin(), who.end(), 100U);
    const FriendLists lists = network.friends(who, scratch);
    std::vector<Heard> heard;
    hear_friends(words_of(words), lists, who, 2, heard);
    const auto wanted = expected(words, lists, who, 2);
    ASSERT_EQ(heard.size(), wanted.size());
    EXPECT_GT(heard.size(), 100U);
    for (std::size_t i = 0; i < heard.size(); ++i) {
      EXPECT_EQ(heard[i].row, wanted[i].first) << i;
      EXPECT_EQ(heard[i].speaker, wanted[i].second) << i;
    }
  }
}

TEST(HearFriends, ReadsEdgesToo) {
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> edges{{0, 1}, {0, 2}, {2, 1}};
  const EdgeList network(3, edges);
  const std::vector<std::uint32_t> who{0, 1, 2};
  const std::vector<std::uint32_t> words{0, Message{4, -0.6F}.word(9), Message{1, 1.0F}.word(8)};
  std::vector<std::uint32_t> scratch;
  std::vector<Heard> heard;
  hear_friends(words_of(words), network.friends(who, scratch), who, 9, heard);
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0].row, 0U);
  EXPECT_EQ(heard[1].row, 2U);
  EXPECT_EQ(heard[1].speaker, 1U);
}

TEST(Manner, GoesThroughAWordInItsSteps) {
  for (const std::uint32_t times : {1U, 7U, 255U})
    for (const float trust : {0.0F, 51.0F / 255.0F, 1.0F}) {
      const Manner kept = Manner::in(Manner{times, trust}.word());
      EXPECT_EQ(kept.times, times);
      EXPECT_FLOAT_EQ(kept.trust, trust);
    }
  EXPECT_EQ(Manner::in(Manner{1'000, 7.0F}.word()).times, 255U);
  EXPECT_EQ(Manner::in(Manner{0, -1.0F}.word()).times, 1U) << "who says something has said it once";
}

Column manners_of(const std::vector<Manner>& manners) {
  Column column({.name = "manner", .store = Store::u16, .sight = Sight::published, .unit = "", .meaning = ""},
                manners.size(), 1);
  for (std::size_t c = 0; c < manners.size(); ++c) column.data<std::uint16_t>()[c] = manners[c].word();
  return column;
}

/// Of topic 2 speakers 0, 1 and 3, of topic 5 speaker 2, in tick 1.
const std::vector<std::uint32_t> spoken{Message{2, 0.6F}.word(1), Message{2, -0.4F}.word(1), Message{5, 0.0F}.word(1),
                                        Message{2, 1.0F}.word(1)};
const std::vector<Manner> how{{1, 0.2F}, {2, 1.0F}, {1, 0.4F}, {3, 0.6F}};

TEST(PutTogether, AddsUpWhatEachListenerHeardOfATopicWeighedByHowOftenItWasTold) {
  const std::vector<Heard> heard{{4, 0}, {1, 0}, {4, 2}, {4, 1}, {4, 3}};
  std::vector<Hearsay> all{{9, 9}};
  put_together(heard, words_of(spoken), manners_of(how), 6, all);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].row, 1U);
  EXPECT_EQ(all[0].praises, 1U);
  EXPECT_EQ(all[0].blame(), 0.0F);
  const Hearsay& loud = all[1];
  EXPECT_EQ(loud.row, 4U);
  EXPECT_EQ(loud.topic, 2U);
  EXPECT_EQ(loud.praises, 4U);
  EXPECT_EQ(loud.blames, 2U);
  EXPECT_EQ(loud.times, 6U);
  EXPECT_FLOAT_EQ(loud.praise(), (0.6F + 3.0F) / 4.0F);
  EXPECT_FLOAT_EQ(loud.blame(), 0.4F);
  EXPECT_FLOAT_EQ(loud.trust(), (0.2F + 2.0F + 1.8F) / 6.0F);
  EXPECT_EQ(all[2].topic, 5U);
  EXPECT_EQ(all[2].times, 1U) << "neither good nor bad, yet spoken of";
  EXPECT_EQ(all[2].praises + all[2].blames, 0U);
}

TEST(PutTogether, DoesNotShowTheOrderOfFriends) {
  std::vector<Hearsay> one, other;
  put_together(std::vector<Heard>{{0, 0}, {0, 1}, {0, 3}}, words_of(spoken), manners_of(how), 1, one);
  put_together(std::vector<Heard>{{0, 3}, {0, 0}, {0, 1}}, words_of(spoken), manners_of(how), 1, other);
  EXPECT_EQ(one.front().praise(), other.front().praise());
  EXPECT_EQ(one.front().trust(), other.front().trust());
}

TEST(PutTogether, LeavesNothingOfBeforeWhereNobodySpoke) {
  std::vector<Hearsay> all{{9, 9}};
  put_together({}, words_of(spoken), manners_of(how), 6, all);
  EXPECT_TRUE(all.empty());
}

}  // namespace
}  // namespace clientele::messages_test
