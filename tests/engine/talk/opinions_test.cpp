#include "engine/talk/opinions.h"

#include <numeric>

#include <gtest/gtest.h>

#include "engine/random/address.h"

namespace clientele::opinions_test {
namespace {

constexpr float alone = 0.25F;

Column published(std::uint32_t customers, std::uint32_t items) {
  Column column({.name = "opinion",
                 .per = Per{2},
                 .store = Store::bounded16,
                 .sight = Sight::published,
                 .unit = {},
                 .meaning = {},
                 .low = -1.0F,
                 .high = 2.0F},
                customers, items);
  for (std::uint32_t c = 0; c < customers; ++c)
    for (std::uint32_t i = 0; i < items; ++i)
      column.set(c, i, static_cast<float>((c * 37 + i * 11) % 300) / 100.0F - 1.0F);
  return column;
}

std::vector<std::vector<float>> means(const Network& network, const Column& column,
                                      const std::vector<std::uint32_t>& who) {
  std::vector<std::uint32_t> scratch;
  const FriendLists lists = network.friends(who, scratch);
  std::vector<float> planes(column.items() * who.size());
  mean_of_friends(column, lists, who, column.items(), alone, {planes.data(), who.size()});
  std::vector<std::vector<float>> by_item;
  for (std::size_t i = 0; i < column.items(); ++i)
    by_item.emplace_back(planes.begin() + static_cast<std::ptrdiff_t>(i * who.size()),
                         planes.begin() + static_cast<std::ptrdiff_t>((i + 1) * who.size()));
  return by_item;
}

TEST(MeanOfFriends, IsTheMeanInASmallWorldOfAnyNumberOfItems) {
  constexpr std::uint32_t customers = 600, neighbours = 8;
  const SmallWorld network({customers, neighbours, 0.2}, {3, 0}, purpose(Actor::network, {4}));
  std::vector<std::uint32_t> who(customers), scratch;
  std::iota(who.begin(), who.end(), 0U);
  for (const std::uint32_t items : {1U, 5U, 8U, 17U}) {
    const Column column = published(customers, items);
    const auto found = means(network, column, who);
    const FriendLists lists = network.friends(who, scratch);
    for (std::uint32_t c = 0; c < customers; ++c)
      for (std::uint32_t i = 0; i < items; ++i) {
        double sum = 0.0;
        for (std::uint32_t m = 0; m < neighbours; ++m) sum += column.get(lists.ids[m * lists.stride + c], i);
        ASSERT_NEAR(found[i][c], sum / neighbours, 1e-5) << c << " " << i;
      }
  }
}

TEST(MeanOfFriends, IsTheMeanOverAListOfEdgesAndAGivenValueForTheLonely) {
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> edges{{0, 1}, {0, 2}, {0, 2}, {3, 1}};
  const EdgeList network(4, edges);
  const Column column = published(4, 5);
  const auto found = means(network, column, {0, 1, 3});
  for (std::uint32_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(found[i][0], (column.get(1, i) + 2.0 * column.get(2, i)) / 3.0, 1e-5);
    EXPECT_EQ(found[i][1], alone);
    EXPECT_NEAR(found[i][2], column.get(1, i), 1e-5);
  }
}

TEST(MeanOfFriends, IsTheGivenValueForAllInARingOfNoNeighbours) {
  const SmallWorld network({10, 0, 0.0}, {3, 0}, purpose(Actor::network, {4}));
  for (const auto& item : means(network, published(10, 3), {4, 5})) EXPECT_EQ(item, (std::vector<float>{alone, alone}));
}

// Large columns are fetched ahead; the numbers stay those of each customer alone.
TEST(MeanOfFriends, IsTheSameForACustomerAloneOrAmongManyInALargeColumn) {
  constexpr std::uint32_t customers = 300'000;
  const SmallWorld network({customers, 8, 0.5}, {3, 0}, purpose(Actor::network, {4}));
  const Column column = published(customers, 5);
  ASSERT_GT(column.bytes().size(), std::size_t{4} << 20);
  std::vector<std::uint32_t> who(512);
  std::iota(who.begin(), who.end(), 100'000U);
  const auto together = means(network, column, who);
  for (std::size_t r = 0; r < who.size(); r += 73) {
    const auto single = means(network, column, {who[r]});
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(single[i][0], together[i][r]);
  }
}

}  // namespace
}  // namespace clientele::opinions_test
