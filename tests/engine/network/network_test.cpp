#include "engine/network/network.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/random/address.h"
#include "tests/support/statistics.h"

namespace clientele::network_test {
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

Preferential preferential(std::uint32_t customers, std::uint32_t neighbours, Key key = {1, 0},
                          const Kinship& kinship = {}) {
  return {customers, neighbours, key, purpose_word, kinship};
}

std::vector<std::uint64_t> listeners_of(const std::vector<std::vector<std::uint32_t>>& friends) {
  std::vector<std::uint64_t> listeners(friends.size());
  for (const auto& list : friends)
    for (const std::uint32_t heard : list) ++listeners[heard];
  return listeners;
}

TEST(Preferential, LetsNobodyListenToThemselvesOrBeyondTheLast) {
  for (const std::uint32_t customers : {2U, 3U, 9U, 5'000U}) {
    const std::uint32_t neighbours = std::min(customers - 1, 9U);
    const auto friends = friends_of(preferential(customers, neighbours), everybody(customers));
    for (std::uint32_t c = 0; c < customers; ++c) {
      EXPECT_EQ(friends[c].size(), neighbours);
      for (const std::uint32_t other : friends[c]) EXPECT_TRUE(other < customers && other != c) << c;
    }
  }
}

// The first x of customers are heard in sqrt(x) of all cases: exact binomial, false alarms 1e-6 each. Uniform friends
// would give x.
TEST(Preferential, LetsTheFirstBeHeardByTheSquareRoot) {
  constexpr std::uint32_t customers = 40'000, neighbours = 10;
  const auto listeners = listeners_of(friends_of(preferential(customers, neighbours), everybody(customers)));
  for (const std::uint32_t first : {40U, 400U, 4'000U, 20'000U}) {
    const std::uint64_t heard = std::accumulate(listeners.begin(), listeners.begin() + first, std::uint64_t{0});
    EXPECT_GT(statistics::binomial_p_value(heard, customers * neighbours, std::sqrt(first * 1.0 / customers)),
              statistics::false_alarm_rate)
        << first;
  }
}

// P(more than d listeners) = (neighbours / 2 d)^2, so four times as many customers are heard by half as many again.
// Counts of customers are sums of nearly independent ones: within 6 sd.
TEST(Preferential, HasATailThatFallsWithTheSquare) {
  constexpr std::uint32_t customers = 40'000, neighbours = 10;
  const auto listeners = listeners_of(friends_of(preferential(customers, neighbours), everybody(customers)));
  for (const double bound : {50.0, 100.0, 200.0}) {
    const double expected = customers * (neighbours / (2.0 * bound)) * (neighbours / (2.0 * bound));
    const auto heard = static_cast<double>(
        std::ranges::count_if(listeners, [&](std::uint64_t n) { return static_cast<double>(n) > bound; }));
    EXPECT_NEAR(heard, expected, 6.0 * std::sqrt(expected)) << bound;
  }
  const double most = neighbours * std::sqrt(customers * 1.0);
  EXPECT_NEAR(static_cast<double>(std::ranges::max(listeners)), most, 6.0 * std::sqrt(most));
}

TEST(Preferential, HasTheSameEdgesWhoeverIsAskedTogetherAndOthersWithAnotherSeed) {
  const auto all = friends_of(preferential(5'000, 7), everybody(5'000));
  const std::vector<std::uint32_t> some{0, 17, 4'095, 4'096, 4'999};
  const auto of_some = friends_of(preferential(5'000, 7), some);
  for (std::size_t i = 0; i < some.size(); ++i) EXPECT_EQ(of_some[i], all[some[i]]);
  EXPECT_NE(friends_of(preferential(5'000, 7, {2, 0}), everybody(5'000)), all);
  EXPECT_NE(friends_of(preferential(5'000, 7, {1, 1}), everybody(5'000)), all);
}

/// A third of the customers in group 1, in no order, and five in group 2.
std::vector<std::uint8_t> groups_of(std::uint32_t customers) {
  std::vector<std::uint8_t> group(customers);
  for (std::uint32_t c = 0; c < customers; ++c) group[c] = c % 800 == 7 && c < 4'000 ? 2 : (c * 7 + c / 5) % 3 == 0;
  return group;
}

/// How many of those whom members of group 1 listen to are of that group.
std::uint64_t of_their_own(const std::vector<std::vector<std::uint32_t>>& friends,
                           const std::vector<std::uint8_t>& group) {
  std::uint64_t own = 0;
  for (std::size_t c = 0; c < friends.size(); ++c)
    for (const std::uint32_t other : friends[c]) own += group[c] == 1 && group[other] == 1 ? 1 : 0;
  return own;
}

// alike + (1 - alike) x share by chance, false alarms 1e-6. The five are too few to keep to themselves, and nobody
// listens to themselves.
TEST(Kinship, AddsFriendsOfOnesOwnGroupToThoseByChance) {
  constexpr std::uint32_t customers = 12'000, neighbours = 8;
  const std::vector<std::uint8_t> group = groups_of(customers);
  const auto many = static_cast<double>(std::ranges::count(group, std::uint8_t{1}));
  const SmallWorld ring({customers, neighbours, 1.0}, {1, 0}, purpose_word, {0.3, group});
  const Preferential heard = preferential(customers, neighbours, {1, 0}, {0.3, group});
  for (const Network* network : std::vector<const Network*>{&ring, &heard}) {
    const auto friends = friends_of(*network, everybody(customers));
    const auto edges = static_cast<std::uint64_t>(many) * neighbours;
    EXPECT_GT(statistics::binomial_p_value(of_their_own(friends, group), edges, 0.3 + 0.7 * many / customers),
              statistics::false_alarm_rate);
    for (std::uint32_t c = 0; c < customers; ++c) EXPECT_EQ(std::ranges::count(friends[c], c), 0) << "customer " << c;
    std::uint64_t of_the_five = 0;
    for (std::uint32_t c = 7; c < 4'000; c += 800)
      for (const std::uint32_t other : friends[c]) of_the_five += group[other] == 2 ? 1 : 0;
    EXPECT_LE(of_the_five, 2U);
  }
}

TEST(Kinship, LeavesTheOtherEdgesAsTheyAreWithoutIt) {
  constexpr std::uint32_t customers = 6'000, neighbours = 8;
  const std::vector<std::uint8_t> group = groups_of(customers);
  const auto without = friends_of(small_world(customers, neighbours, 0.1), everybody(customers));
  const auto with =
      friends_of(SmallWorld({customers, neighbours, 0.1}, {1, 0}, purpose_word, {0.3, group}), everybody(customers));
  std::uint64_t same = 0;
  for (std::uint32_t c = 0; c < customers; ++c)
    for (std::uint32_t m = 0; m < neighbours; ++m) {
      same += with[c][m] == without[c][m] ? 1 : 0;
      EXPECT_TRUE(with[c][m] == without[c][m] || group[with[c][m]] == group[c]) << c;
    }
  EXPECT_NEAR(static_cast<double>(same) / (customers * neighbours), 0.7, 0.02);
}

TEST(Kinship, KeepsFriendsNearOnTheRingOfTheirGroup) {
  const std::vector<std::uint8_t> group{0, 1, 0, 1, 0, 1, 0, 1};
  const auto friends = friends_of(SmallWorld({8, 2, 0.0}, {1, 0}, purpose_word, {1.0, group}), everybody(8));
  EXPECT_EQ(friends[0], (std::vector<std::uint32_t>{2, 6}));
  EXPECT_EQ(friends[7], (std::vector<std::uint32_t>{1, 5}));
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
  EXPECT_EQ(preferential(100, 8).bytes(), 0U);
  const std::vector<std::uint8_t> group = groups_of(100);
  EXPECT_EQ(preferential(100, 8, {1, 0}, {0.2, group}).bytes(), (2 * 100 + 4) * 4U);
}

}  // namespace
}  // namespace clientele::network_test
