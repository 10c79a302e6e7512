#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "engine/schedule/parallel.h"
#include "engine/schedule/watch.h"

namespace clientele {

/// How threads are shared out among tasks that do not depend on each other.
struct Crew {
  unsigned at_once = 1;  ///< tasks that are worked on at a time
  unsigned each = 1;     ///< threads of the team that each of them gets
};

/// The crew for so many tasks, each of which walks through `blocks` blocks of customers. Threads go to whole tasks as
/// long as blocks are few: a thousand customers are one block, at which a second thread has nothing to do, and of five
/// blocks two threads take three and two. `threads` 0: as many as the machine has.
Crew crew_for(unsigned threads, std::size_t tasks, std::size_t blocks);

/// Work that is a list of tasks.
class Tasks {
 public:
  /// `what` is how the tasks are counted for whoever watches: "replicate".
  Tasks(std::size_t count, Crew crew, std::string_view what) : count_(count), crew_(crew), what_(what) {}

  using Task = std::function<void(std::size_t task, Team& team, const Watch& watch)>;
  using Then = std::function<void(std::size_t task)>;
  /// Does every task by `work`, called from several threads in any order, each with a team of its own, and `then` after
  /// it, one task at a time and in the order of tasks: what is put together there does not depend on the threads.
  /// Results wait for their turn: of two tasks for each thread at most, beside those being done. The first exception of
  /// any task is thrown here when all have ended; the others are stopped.
  void run(const Watch& watch, const Task& work, const Then& then = {}) const;

 private:
  class Floor;
  std::size_t count_;
  Crew crew_;
  std::string_view what_;
};

}  // namespace clientele
