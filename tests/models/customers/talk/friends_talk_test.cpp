#include "models/customers/talk/friends_talk.h"

#include <gtest/gtest.h>

#include "engine/network/network.h"
#include "models/behaviours.h"

namespace clientele::markets::friends_talk_test {
namespace {

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Three customers; customer 0 listens to the two others. What they say is written by hand.
class Circle {
 public:
  Circle() : network_(3, Edges{{0, 1}, {0, 2}}) {
    requests_.ask_for("speaker");
    spoken_ = FriendsTalk::own(requests_);
    requests_.ask_for("listener");
    talk_.bind(requests_);
    constant_ = std::make_unique<Columns>(requests_, Share::constant, 3, Extents{});
    evolving_ = std::make_unique<Columns>(requests_, Share::evolving, 3, Extents{});
    scene_.network = &network_, scene_.tick = 6;
  }
  /// In tick 5, which listeners hear in tick 6.
  void say(std::uint32_t customer, const Message& message, const Manner& manner) {
    (*evolving_)[spoken_.message].data<std::uint32_t>()[customer] = message.word(5);
    (*evolving_)[spoken_.manner].data<std::uint16_t>()[customer] = manner.word();
  }
  CustomerBlock block() { return {CustomerBlock::Home{constant_.get(), evolving_.get(), {}, &scratch_}, who_, true}; }
  std::vector<Hearsay> heard(CustomerBlock& customers) const {
    const auto all = talk_.heard({scene_, values_, customers});
    return {all.begin(), all.end()};
  }
  Scene scene_;

 private:
  EdgeList network_;
  ColumnRequests requests_;
  FriendsTalk::Spoken spoken_;
  FriendsTalk talk_;
  Values values_;
  Scratch scratch_;
  std::vector<std::uint32_t> who_{0, 1, 2};
  std::unique_ptr<Columns> constant_, evolving_;
};

TEST(FriendsTalk, TellsAListenerWhatItHeardOfABrandAndHowFarSpeakersTrustIt) {
  Circle circle;
  circle.say(1, {3, 1.0F}, {2, 0.8F}), circle.say(2, {3, -0.6F}, {1, 0.2F});
  CustomerBlock customers = circle.block();
  const auto heard = circle.heard(customers);
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].row, 0U);
  EXPECT_EQ(heard[0].topic, 3U);
  EXPECT_EQ(heard[0].praises, 2U);
  EXPECT_EQ(heard[0].blames, 1U);
  EXPECT_EQ(heard[0].times, 3U);
  EXPECT_FLOAT_EQ(heard[0].trust(), (2.0F * 0.8F + 0.2F) / 3.0F);
}

// The walk is made once a block and tick: another block, or another tick, makes another.
TEST(FriendsTalk, IsSoughtOnceABlockAndTickAndAnewForTheNext) {
  Circle circle;
  circle.say(1, {3, 1.0F}, {1, 0.8F});
  CustomerBlock first = circle.block();
  EXPECT_EQ(circle.heard(first).front().topic, 3U);
  circle.say(1, {4, 1.0F}, {1, 0.8F});
  EXPECT_EQ(circle.heard(first).front().topic, 3U) << "kept for whoever else asks";
  CustomerBlock second = circle.block();
  EXPECT_EQ(circle.heard(second).front().topic, 4U);
  circle.scene_.tick = 7;
  EXPECT_TRUE(circle.heard(second).empty());
}

TEST(FriendsTalk, IsNothingWhereNobodyListensOrSpeaks) {
  Circle circle;
  circle.say(1, {3, 1.0F}, {1, 0.8F});
  circle.scene_.network = nullptr;
  CustomerBlock customers = circle.block();
  EXPECT_TRUE(circle.heard(customers).empty());
}

}  // namespace
}  // namespace clientele::markets::friends_talk_test
