#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "models/life/market.h"

namespace clientele {

/// What a table adds up for every world and need until it is written: some numbers each, of a size that goes by the
/// need. T holds integers alone, so that a checkpoint keeps it as it is.
template <class T>
class PerNeed {
 public:
  /// All zero; `size(need)` numbers for each world.
  template <class Size>
  void reset(const Market& market, const Size& size) {
    worlds_ = market.worlds(), first_.assign(1, 0);
    for (std::uint32_t need = 0; need < market.plans().size(); ++need)
      first_.push_back(first_.back() + worlds_ * size(need));
    all_.assign(first_.back(), T{});
  }
  std::span<T> of(std::size_t world, std::size_t need) {
    const std::size_t size = (first_[need + 1] - first_[need]) / worlds_;
    return std::span(all_).subspan(first_[need] + world * size, size);
  }
  void clear() { std::fill(all_.begin(), all_.end(), T{}); }
  std::span<std::byte> bytes() { return std::as_writable_bytes(std::span(all_)); }

 private:
  // One vector for all, so that a checkpoint has one part of it, whatever the number of worlds.
  std::size_t worlds_ = 1;
  std::vector<std::size_t> first_;  ///< by need, and one more
  std::vector<T> all_;              ///< [need][world][...]
};

}  // namespace clientele
