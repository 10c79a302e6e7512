#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace clientele {

/// Customers per block: the grain of parallel work and of every fixed-order sum, whatever the threads.
inline constexpr std::size_t block_size = 4096;

/// The threads of a simulation, and the one parallel loop.
class Team {
 public:
  /// `threads` 0: as many as the machine has.
  explicit Team(unsigned threads);
  ~Team();
  Team(Team&&) noexcept;

  unsigned threads() const { return threads_; }

  /// Calls body(block, worker) once for each block below `blocks`, in any order and in parallel; worker < threads().
  /// A body writes what belongs to its block or its worker alone, and does not throw.
  /// Not from within a body: a worker's own memory would be used by two bodies at once.
  void for_each_block(std::size_t blocks, const std::function<void(std::size_t block, unsigned worker)>& body);

  /// Visits blocks in this order from now on (a permutation of the blocks; longer loops ignore it). For tests: no
  /// result may depend on it.
  void visit_in_order(std::vector<std::size_t> order) { order_ = std::move(order); }

 private:
  struct Arena;
  unsigned threads_;
  std::vector<std::size_t> order_;
  std::unique_ptr<Arena> arena_;
};

/// The last one may be shorter.
inline std::size_t blocks_of(std::size_t customers) { return (customers + block_size - 1) / block_size; }

}  // namespace clientele
