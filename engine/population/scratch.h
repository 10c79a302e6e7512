#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <vector>

#include "engine/network/network.h"
#include "engine/random/log_gamma.h"

namespace clientele {

/// Short-lived arrays of floats for one worker: taken while a block is worked on, all given back at once.
/// Nothing is freed while a run lives: after the first blocks a tick asks the system for no memory. Not for sharing:
/// each worker has one.
class Scratch {
 public:
  /// `count` floats, 64-byte aligned, with any content.
  float* take(std::size_t count) {
    const std::size_t size = (count + 15) / 16 * 16;
    while (chunk_ < chunks_.size() && used_ + size > chunks_[chunk_].size) next();
    if (chunk_ == chunks_.size()) grow(size);
    float* out = chunks_[chunk_].data.get() + used_;
    used_ += size;
    return out;
  }
  /// All that was taken is open to the next taker. Spans into it end here.
  void give_back() { chunk_ = used_ = 0; }
  /// A list of ids to reuse, with any content.
  std::vector<std::uint32_t>& ids() { return ids_; }
  /// What gammas are read from, kept while customers are set up: `clear` gives it back.
  LogGammas& log_gammas() { return log_gammas_; }
  /// The friends of consecutive customers, sought once where several ask in turn.
  /// Only for views without gaps, as they are known by their first customer and their size alone. The ids lie in a list
  /// of its own, so that takers of `ids` do not spoil it.
  const FriendLists& friends_of(const Network& network, std::span<const std::uint32_t> who) {
    const Asked asked{&network, who.front(), who.size()};
    if (asked != asked_) friends_ = network.friends(who, friend_ids_), asked_ = asked;
    return friends_;
  }

 private:
  struct Free {
    void operator()(float* data) const { std::free(data); }
  };
  struct Chunk {
    std::unique_ptr<float[], Free> data;
    std::size_t size;
  };
  /// 256 KiB: a block of floats for sixteen takers.
  static constexpr std::size_t chunk_floats = std::size_t{1} << 16;

  void next() { ++chunk_, used_ = 0; }
  void grow(std::size_t size) {
    size = size > chunk_floats ? size : chunk_floats;
    auto* data = static_cast<float*>(std::aligned_alloc(64, size * sizeof(float)));
    if (data == nullptr) throw std::bad_alloc();
    chunks_.push_back({std::unique_ptr<float[], Free>(data), size});
    used_ = 0;
  }

  std::vector<Chunk> chunks_;
  std::size_t chunk_ = 0, used_ = 0;
  std::vector<std::uint32_t> ids_;
  LogGammas log_gammas_;

  struct Asked {
    const Network* network = nullptr;
    std::uint32_t first = 0;
    std::size_t count = 0;
    bool operator==(const Asked&) const = default;
  };
  Asked asked_;
  std::vector<std::uint32_t> friend_ids_;
  FriendLists friends_;
};

}  // namespace clientele
