#include "engine/schedule/tasks.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace clientele {
namespace {

/// Blocks for which a thread beside others is worth having: with fewer, some threads wait for the last block.
constexpr std::size_t blocks_per_thread = 4;
/// Tasks of each thread that may be done and not taken yet.
constexpr std::size_t most_ahead = 2;

}  // namespace

Crew crew_for(unsigned threads, std::size_t tasks, std::size_t blocks) {
  const unsigned all = threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  if (tasks <= 1) return {1, all};
  const auto useful = static_cast<unsigned>(std::clamp<std::size_t>(blocks / blocks_per_thread, 1, all));
  const auto at_once = static_cast<unsigned>(std::min<std::size_t>(tasks, std::max(1U, all / useful)));
  return {at_once, all / at_once};
}

/// Where several threads work through one list. Everything that they share stands here, behind one lock: it is taken
/// some times a tick, and a tick takes far longer.
class Tasks::Floor {
 public:
  Floor(const Tasks& tasks, const Watch& watch)
      : tasks_(tasks), watch_(watch), ready_(tasks.count_, false), done_(tasks.count_, 0.0) {}

  void work(const Task& task, const Then& then) {
    try {
      Team team(tasks_.crew_.each);
      for (std::size_t t = next_++; t < tasks_.count_ && !failed_; t = next_++) {
        task(t, team, watch_of(t));
        hand_in(t, then);
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failed_) error_ = std::current_exception();
      failed_ = true;
      turned_.notify_all();
    }
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  /// Results are taken in the order of the list, by whichever thread finds the next one ready: nobody waits for a task
  /// that takes longer, unless so many are done and not taken that their memory would count.
  void hand_in(std::size_t t, const Then& then) {
    std::unique_lock lock(mutex_);
    ready_[t] = true;
    while (!taking_ && !failed_ && turn_ < tasks_.count_ && ready_[turn_]) {
      // Who takes has the results alone: the lock is for the others, who tell how far they are in the meantime.
      taking_ = true;
      lock.unlock();
      if (then) then(turn_);
      lock.lock();
      taking_ = false;
      ++turn_;
      turned_.notify_all();
    }
    tell(t, 1.0);
    turned_.wait(lock, [&] { return t < turn_ + most_ahead * tasks_.crew_.at_once || failed_; });
  }

  Watch watch_of(std::size_t t) {
    return watch_.with(&failed_).telling([this, t](const Progress& now) {
      const std::lock_guard lock(mutex_);
      alone_ = now;
      tell(t, now.done);
    });
  }

  /// Under the lock. A single task tells itself what it is at.
  void tell(std::size_t t, double done) {
    sum_ += done - done_[t];
    done_[t] = done;
    Progress now{.done = std::min(1.0, sum_ / static_cast<double>(tasks_.count_)), .what = tasks_.what_};
    now.number = static_cast<std::int64_t>(std::min(turn_ + 1, tasks_.count_));
    now.of = static_cast<std::int64_t>(tasks_.count_);
    if (tasks_.count_ == 1) now.what = alone_.what, now.number = alone_.number, now.of = alone_.of;
    // Whoever wants an end is heard by each task's own look, outside the lock.
    watch_.tell(now);
  }

  const Tasks& tasks_;
  const Watch& watch_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::condition_variable turned_;
  std::size_t turn_ = 0;     ///< whose results are taken next
  bool taking_ = false;      ///< somebody takes them now
  std::vector<bool> ready_;  ///< by task: done and perhaps not taken
  std::vector<double> done_;
  double sum_ = 0.0;
  Progress alone_;
  std::exception_ptr error_;
};

void Tasks::run(const Watch& watch, const Task& work, const Then& then) const {
  if (count_ == 0) return;
  Floor floor(*this, watch);
  {
    std::vector<std::jthread> others;
    const auto threads = std::min<std::size_t>(crew_.at_once, count_);
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back([&] { floor.work(work, then); });
    // The calling thread works too: with one task at a time there is no other.
    floor.work(work, then);
  }
  floor.rethrow();
}

}  // namespace clientele
