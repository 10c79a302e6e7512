#include "engine/schedule/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace clientele::parallel_test {
namespace {

TEST(Team, CallsTheBodyOnceForEachBlockByAWorkerOfItsOwn) {
  for (const unsigned threads : {1U, 2U, 3U, 8U}) {
    Team team(threads);
    EXPECT_EQ(team.threads(), threads);
    std::vector<std::atomic<int>> visits(1'000), busy(threads);
    team.for_each_block(visits.size(), [&](std::size_t block, unsigned worker) {
      ASSERT_LT(worker, threads);
      EXPECT_EQ(busy[worker]++, 0) << "a worker has one block at a time";
      ++visits[block];
      --busy[worker];
    });
    for (const auto& count : visits) EXPECT_EQ(count, 1);
  }
}

TEST(Team, DoesNothingForNoBlocks) {
  Team team(3);
  team.for_each_block(0, [](std::size_t, unsigned) { FAIL(); });
}

TEST(Team, HasAllThreadsOfTheMachineWhenAskedForNone) {
  EXPECT_EQ(Team(0).threads(), std::max(1U, std::thread::hardware_concurrency()));
}

TEST(Team, VisitsInTheOrderGivenWhereTheNumberOfBlocksIsTheSame) {
  Team team(1);
  team.visit_in_order({2, 0, 1});
  const auto visited = [&](std::size_t blocks) {
    std::vector<std::size_t> order;
    team.for_each_block(blocks, [&](std::size_t block, unsigned) { order.push_back(block); });
    return order;
  };
  EXPECT_EQ(visited(3), (std::vector<std::size_t>{2, 0, 1}));
  EXPECT_EQ(visited(4), (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(Team, WorksOnAfterItIsMoved) {
  Team first(2);
  Team team(std::move(first));
  std::atomic<int> visits = 0;
  team.for_each_block(10, [&](std::size_t, unsigned) { ++visits; });
  EXPECT_EQ(visits, 10);
}

TEST(BlocksOf, RoundsUp) {
  EXPECT_EQ(blocks_of(0), 0U);
  EXPECT_EQ(blocks_of(1), 1U);
  EXPECT_EQ(blocks_of(block_size), 1U);
  EXPECT_EQ(blocks_of(block_size + 1), 2U);
}

}  // namespace
}  // namespace clientele::parallel_test
