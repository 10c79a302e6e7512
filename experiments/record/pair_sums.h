#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "experiments/record/watched.h"

namespace clientele {

/// What a table adds up for every variant and need of a comparison until it is written.
template <class T>
class PerPair {
 public:
  /// All zero; `size(pair)` numbers each.
  template <class Size>
  void reset(const Watched& watched, const Size& size) {
    first_.assign(1, 0);
    for (const TwinPair& pair : watched.twins) first_.push_back(first_.back() + size(pair));
    all_.assign(first_.back(), T{});
  }
  std::span<T> of(std::size_t pair) { return std::span(all_).subspan(first_[pair], first_[pair + 1] - first_[pair]); }
  void clear() { std::fill(all_.begin(), all_.end(), T{}); }
  std::span<std::byte> bytes() { return std::as_writable_bytes(std::span(all_)); }

 private:
  // One vector for all, so that a checkpoint has one part of it.
  std::vector<std::size_t> first_;  ///< by pair, and one more
  std::vector<T> all_;
};

/// Adds number by number.
template <class T>
void add_to(std::span<T> sums, std::span<const T> more) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}
/// What a variant has more than the base case.
inline void add_difference(std::span<std::int64_t> sums, std::span<const std::int64_t> variant,
                           std::span<const std::int64_t> base) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += variant[i] - base[i];
}

}  // namespace clientele
