#pragma once

#include <cstdint>
#include <limits>

#include "engine/random/address.h"
#include "engine/random/philox.h"

namespace clientele {

/// The words of one address and of those that follow it, one after the other, for Boost's distributions: a rejection
/// takes the next word of this stream and shifts nobody else. Holds 65,536 groups of four words, counted in
/// the low 16 bits of `start.item`, which begin at 0.
/// Slow beside draws by block: for what is drawn once, or rarely.
class Stream {
 public:
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  constexpr Stream(Key key, Counter start) : key_(key), next_(start) { require_address((start.item & 0xffffu) == 0); }

  constexpr result_type operator()() {
    if (used_ == 4) {
      require_address(groups_++ < 65536);
      words_ = philox(next_, key_);
      ++next_.item;
      used_ = 0;
    }
    return words_[used_++];
  }

  /// Uniform in (0, 1), never 0 or 1: 52 bits out of two words.
  constexpr double uniform() {
    const std::uint64_t high = (*this)(), low = (*this)();
    return (static_cast<double>((high << 32 | low) >> 12) + 0.5) * 0x1p-52;
  }

 private:
  Key key_;
  Counter next_;
  Words words_{};
  std::uint32_t used_ = 4, groups_ = 0;
};

}  // namespace clientele
