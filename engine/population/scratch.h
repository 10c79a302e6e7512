#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace clientele {

/// Short-lived arrays of floats for one worker: taken while a block is worked on, all given back at once.
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
  void give_back() { chunk_ = used_ = 0; }
  /// A list of ids to reuse, with any content.
  std::vector<std::uint32_t>& ids() { return ids_; }

 private:
  struct Free {
    void operator()(float* data) const { std::free(data); }
  };
  struct Chunk {
    std::unique_ptr<float[], Free> data;
    std::size_t size;
  };
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
};

}  // namespace clientele
