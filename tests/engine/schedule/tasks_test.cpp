#include "engine/schedule/tasks.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::tasks_test {
namespace {

TEST(Crew, GivesThreadsToWholeTasksWhereBlocksAreFew) {
  const auto crew = [](unsigned threads, std::size_t tasks, std::size_t blocks) {
    const Crew found = crew_for(threads, tasks, blocks);
    return std::pair(found.at_once, found.each);
  };
  EXPECT_EQ(crew(2, 200, 1), std::pair(2U, 1U)) << "a thousand customers";
  EXPECT_EQ(crew(2, 20, 25), std::pair(1U, 2U)) << "a hundred thousand";
  EXPECT_EQ(crew(64, 20, 25), std::pair(10U, 6U));
  EXPECT_EQ(crew(8, 1, 1), std::pair(1U, 8U)) << "nothing to share out";
  EXPECT_EQ(crew(8, 3, 1), std::pair(3U, 2U));
}

TEST(Tasks, AreDoneOnceEachAndTakenInTheirOrder) {
  for (const unsigned at_once : {1U, 2U, 5U}) {
    std::vector<std::atomic<int>> done(50);
    std::vector<std::size_t> taken;
    Tasks(done.size(), {at_once, 1}, "task")
        .run(
            {},
            [&](std::size_t t, Team& team, const Watch&) {
              EXPECT_EQ(team.threads(), 1U);
              if (t % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
              ++done[t];
            },
            [&](std::size_t t) {
              EXPECT_EQ(done[t], 1);
              taken.push_back(t);
            });
    ASSERT_EQ(taken.size(), done.size());
    for (std::size_t t = 0; t < taken.size(); ++t) EXPECT_EQ(taken[t], t);
  }
}

TEST(Tasks, RunBesideEachOther) {
  std::atomic<int> there = 0;
  Tasks(2, {2, 1}, "task").run({}, [&](std::size_t, Team&, const Watch&) {
    ++there;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (there < 2 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    EXPECT_EQ(there, 2) << "one waits for the other";
  });
}

// Kills taking under the lock, which holds up those who only tell how far they are.
TEST(Tasks, AreTakenWhileOthersGoOn) {
  std::atomic<bool> taking{false}, told{false};
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  const auto wait_for = [&](const std::atomic<bool>& what) {
    while (!what && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    return what.load();
  };
  Tasks(2, {2, 1}, "task")
      .run(
          {},
          [&](std::size_t t, Team&, const Watch& watch) {
            if (t == 0) return;
            EXPECT_TRUE(wait_for(taking));
            watch.tell({.done = 0.5});
            told = true;
          },
          [&](std::size_t t) {
            if (t > 0) return;
            taking = true;
            EXPECT_TRUE(wait_for(told)) << "telling waits for who takes";
          });
}

TEST(Tasks, AreTakenByOneAtATime) {
  std::atomic<bool> taking{false};
  Tasks(200, {4, 1}, "task")
      .run(
          {}, [](std::size_t, Team&, const Watch&) {},
          [&](std::size_t) {
            EXPECT_FALSE(taking.exchange(true));
            std::this_thread::yield();
            taking = false;
          });
}

// Kills threads that run on while one task takes long: all that they have done would be in memory.
TEST(Tasks, AreNotFarAheadOfWhatIsTaken) {
  std::atomic<int> done{0}, taken{0}, most{0};
  Tasks(200, {4, 1}, "task")
      .run(
          {},
          [&](std::size_t t, Team&, const Watch&) {
            if (t == 0) std::this_thread::sleep_for(std::chrono::milliseconds(200));
            const int ahead = ++done - taken;
            if (ahead > most) most = ahead;
          },
          [&](std::size_t) { ++taken; });
  EXPECT_LE(most, 2 * 4 + 4);
}

TEST(Tasks, NothingIsTakenAfterAFailure) {
  for (const unsigned at_once : {1U, 2U, 5U})
    for (int round = 0; round < 50; ++round) {
      int taken = 0;
      EXPECT_THROW(Tasks(50, {at_once, 1}, "task")
                       .run(
                           {}, [](std::size_t, Team&, const Watch&) {},
                           [&](std::size_t t) {
                             ++taken;
                             if (t == 3) throw std::runtime_error("a full disk");
                           }),
                   std::runtime_error);
      EXPECT_EQ(taken, 4);
    }
}

TEST(Tasks, WhatIsThrownByWhoIsToldComesOut) {
  const Watch watch(nullptr, [](const Progress&) { throw std::runtime_error("told"); });
  EXPECT_THROW(
      Tasks(10, {3, 1}, "task").run(watch, [](std::size_t, Team&, const Watch& of_task) { of_task.at({.done = 0.5}); }),
      std::runtime_error);
}

TEST(Tasks, ThrowTheFirstExceptionAndStopTheOthers) {
  std::atomic<int> stopped = 0;
  const auto work = [&](std::size_t t, Team&, const Watch& watch) {
    if (t == 0) throw std::runtime_error("the first");
    while (true) {
      try {
        watch.look();
      } catch (const Stopped&) {
        ++stopped;
        throw;
      }
    }
  };
  EXPECT_THROW(Tasks(2, {2, 1}, "task").run({}, work), std::runtime_error);
  EXPECT_LE(stopped, 1);
}

TEST(Tasks, TellHowFarAllOfThemAre) {
  std::vector<double> told;
  std::set<std::int64_t> numbers;
  const Watch watch(nullptr, [&](const Progress& now) {
    told.push_back(now.done);
    numbers.insert(now.number);
    EXPECT_EQ(now.of, 4);
    EXPECT_EQ(now.what, "task");
  });
  Tasks(4, {2, 1}, "task").run(watch, [](std::size_t, Team&, const Watch& of_task) {
    for (const double done : {0.25, 0.5, 1.0}) of_task.at({.done = done});
  });
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_DOUBLE_EQ(told.back(), 1.0);
  EXPECT_EQ(*numbers.rbegin(), 4);
}

TEST(Tasks, AStopReachesEachOfThem) {
  std::atomic<bool> stop = false;
  const Watch watch(&stop);
  EXPECT_THROW(Tasks(4, {2, 1}, "task")
                   .run(watch,
                        [&](std::size_t, Team&, const Watch& of_task) {
                          stop = true;
                          while (true) of_task.look();
                        }),
               Stopped);
}

TEST(Watch, TellsPartsAsPartsOfTheWhole) {
  std::vector<double> told;
  const Watch watch(nullptr, [&](const Progress& now) { told.push_back(now.done); });
  const Watch second = watch.part(0.5, 1.0);
  second.at({.done = 0.5});
  second.part(0.0, 0.5).at({.done = 1.0});
  EXPECT_EQ(told, (std::vector<double>{0.75, 0.75}));
  Watch().at({.done = 1.0});  // nobody looks
}

TEST(Watch, HearsEveryoneWhoAsks) {
  std::atomic<bool> one = false, other = false;
  const Watch watch = Watch(&one).with(&other).part(0.0, 0.5);
  EXPECT_NO_THROW(watch.look());
  other = true;
  EXPECT_THROW(watch.look(), Stopped);
  other = false, one = true;
  EXPECT_THROW(watch.at({}), Stopped);
}

}  // namespace
}  // namespace clientele::tasks_test
