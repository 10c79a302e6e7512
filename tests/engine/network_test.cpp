#include "engine/network/network.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/random/address.h"
#include "tests/support/statistics.h"

namespace clientele {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

constexpr std::uint32_t purpose_word = purpose(Actor::network, {4});

std::vector<std::uint32_t> everybody(std::uint32_t customers) {
  std::vector<std::uint32_t> who(customers);
  std::iota(who.begin(), who.end(), 0U);
  return who;
}

/// friends[customer], whatever the form of the lists.
std::vector<std::vector<std::uint32_t>> friends_of(const Network& network, std::span<const std::uint32_t> who) {
  std::vector<std::uint32_t> scratch;
  const FriendLists lists = network.friends(who, scratch);
  std::vector<std::vector<std::uint32_t>> friends(who.size());
  for (std::size_t r = 0; r < who.size(); ++r) {
    if (lists.starts != nullptr)
      friends[r].assign(lists.ids + lists.starts[who[r]], lists.ids + lists.starts[who[r] + 1]);
    else
      for (std::uint32_t m = 0; m < lists.degree; ++m) friends[r].push_back(lists.ids[m * lists.stride + r]);
  }
  return friends;
}

SmallWorld small_world(std::uint32_t customers, std::uint32_t neighbours, double rewiring, Key key = {1, 0}) {
  return SmallWorld({customers, neighbours, rewiring}, key, purpose_word);
}

TEST(SmallWorld, IsARingWithoutRewiring) {
  const auto friends = friends_of(small_world(10, 5, 0.0), everybody(10));
  EXPECT_EQ(friends[0], (std::vector<std::uint32_t>{1, 9, 2, 8, 3}));
  EXPECT_EQ(friends[9], (std::vector<std::uint32_t>{0, 8, 1, 7, 2}));
}

TEST(SmallWorld, LetsNobodyListenToThemselvesOrBeyondTheLast) {
  for (const std::uint32_t customers : {2U, 3U, 9U, 5'000U})
    for (const double rewiring : {0.0, 0.3, 1.0}) {
      const std::uint32_t neighbours = std::min(customers - 1, 8U);
      const auto friends = friends_of(small_world(customers, neighbours, rewiring), everybody(customers));
      for (std::uint32_t c = 0; c < customers; ++c) {
        EXPECT_EQ(friends[c].size(), neighbours);
        for (const std::uint32_t other : friends[c]) EXPECT_TRUE(other < customers && other != c) << c;
      }
    }
}

// Exact binomial, false alarms 1e-6; a rewired edge falls back on its ring neighbour once in 4,999 times.
TEST(SmallWorld, RewiresTheShareAskedFor) {
  constexpr std::uint32_t customers = 5'000, neighbours = 8;
  const auto ring = friends_of(small_world(customers, neighbours, 0.0), everybody(customers));
  const auto rewired = friends_of(small_world(customers, neighbours, 0.1), everybody(customers));
  std::uint64_t moved = 0;
  for (std::uint32_t c = 0; c < customers; ++c)
    for (std::uint32_t m = 0; m < neighbours; ++m) moved += ring[c][m] != rewired[c][m] ? 1 : 0;
  const double share = 0.1 * (1.0 - 1.0 / (customers - 1.0));
  EXPECT_GT(statistics::binomial_p_value(moved, customers * neighbours, share), statistics::false_alarm_rate);
}

// Rewired friends by tenths of the customers; false alarms 1e-6. Catches the use of only the words
// below a small threshold, which would all lead to the same few customers.
TEST(SmallWorld, RewiresToAnybodyAlike) {
  constexpr std::uint32_t customers = 10'000, neighbours = 8;
  const auto friends = friends_of(small_world(customers, neighbours, 0.05), everybody(customers));
  std::vector<std::uint64_t> counts(10);
  for (std::uint32_t c = 0; c < customers; ++c)
    for (const std::uint32_t other : friends[c]) {
      const std::uint32_t distance = (other + customers - c) % customers;
      if (distance > 4 && distance < customers - 4) ++counts[other * 10 / customers];
    }
  const double total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  EXPECT_NEAR(total, 0.05 * customers * neighbours, 400.0);
  EXPECT_GT(statistics::chi_square_p_value(counts, std::vector<double>(10, total / 10.0)),
            statistics::false_alarm_rate);
}

TEST(SmallWorld, HasTheSameEdgesWhoeverIsAskedTogether) {
  const SmallWorld network = small_world(5'000, 8, 0.3);
  const auto all = friends_of(network, everybody(5'000));
  const std::vector<std::uint32_t> some{0, 17, 4'095, 4'096, 4'999};
  const auto of_some = friends_of(network, some);
  for (std::size_t i = 0; i < some.size(); ++i) EXPECT_EQ(of_some[i], all[some[i]]);
}

TEST(SmallWorld, DiffersWithSeedAndReplicate) {
  const auto first = friends_of(small_world(1'000, 8, 0.5, {1, 0}), everybody(1'000));
  EXPECT_NE(friends_of(small_world(1'000, 8, 0.5, {2, 0}), everybody(1'000)), first);
  EXPECT_NE(friends_of(small_world(1'000, 8, 0.5, {1, 1}), everybody(1'000)), first);
}

TEST(EdgeList, GivesEachListenerThoseHeardInWhateverOrderTheyCame) {
  const Pairs edges{{2, 0}, {0, 3}, {0, 1}, {2, 4}, {4, 4}}, shuffled{{4, 4}, {0, 1}, {2, 4}, {0, 3}, {2, 0}};
  const std::vector<std::vector<std::uint32_t>> expected{{1, 3}, {}, {0, 4}, {}, {4}};
  EXPECT_EQ(friends_of(EdgeList(5, edges), everybody(5)), expected);
  EXPECT_EQ(friends_of(EdgeList(5, shuffled), everybody(5)), expected);
}

TEST(EdgeList, CountsItsBytesAndTheSmallWorldHoldsNone) {
  EXPECT_EQ(EdgeList(5, Pairs{{0, 1}, {1, 2}}).bytes(), 6 * 8U + 2 * 4U);
  EXPECT_EQ(small_world(100, 8, 0.1).bytes(), 0U);
}

}  // namespace
}  // namespace clientele
