#include "engine/schedule/parallel.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#ifndef CLIENTELE_PLAIN_THREADS
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace clientele {
namespace {

/// At least one: the machine may not know how many it has.
unsigned threads_or_all(unsigned threads) {
  return threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

#ifdef CLIENTELE_PLAIN_THREADS

// For the thread sanitizer, which takes Debian's TBB for a racy program: the same loop on plain threads.
struct Team::Arena {
  explicit Arena(unsigned) {}
  static void loop(unsigned threads, std::size_t blocks, const std::function<void(std::size_t, unsigned)>& visit) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> workers;
    for (unsigned w = 0; w < threads; ++w)
      workers.emplace_back([&, w] {
        for (std::size_t i = next++; i < blocks; i = next++) visit(i, w);
      });
  }
};

#else

struct Team::Arena {
  explicit Arena(unsigned threads) : arena(static_cast<int>(threads)) {
    // TBB starts no more threads than the machine has, and prints a warning when asked to, unless it is allowed more.
    // Only then: the least of all such limits holds for every team at once.
    if (threads > std::max(1U, std::thread::hardware_concurrency()))
      allowed.emplace(tbb::global_control::max_allowed_parallelism, threads);
  }
  void loop(unsigned threads, std::size_t blocks, const std::function<void(std::size_t, unsigned)>& visit) {
    if (threads == 1) {
      for (std::size_t i = 0; i < blocks; ++i) visit(i, 0);
      return;
    }
    arena.execute([&] {
      tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t i) {
        visit(i, static_cast<unsigned>(tbb::this_task_arena::current_thread_index()));
      });
    });
  }
  std::optional<tbb::global_control> allowed;
  tbb::task_arena arena;
};

#endif

Team::Team(unsigned threads) : threads_(threads_or_all(threads)), arena_(std::make_unique<Arena>(threads_)) {}
Team::~Team() = default;
Team::Team(Team&&) noexcept = default;

/// Returns when all blocks are done: whoever comes next sees everything that was written.
void Team::for_each_block(std::size_t blocks, const std::function<void(std::size_t, unsigned)>& body) {
  const bool reordered = order_.size() == blocks;
  arena_->loop(threads_, blocks, [&](std::size_t i, unsigned worker) { body(reordered ? order_[i] : i, worker); });
}

}  // namespace clientele
