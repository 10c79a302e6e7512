#pragma once

#include <cstddef>
#include <utility>

namespace clientele {

/// A zeroed array of bytes for columns: aligned to 64 bytes, or to 2 MB with huge pages advised when it is large,
/// so that reading friends at random does not also miss in the page tables.
class LargeArray {
 public:
  LargeArray() = default;
  /// Throws std::bad_alloc.
  explicit LargeArray(std::size_t bytes);
  /// The same with any content, for room to work in: what is never written costs nothing.
  static LargeArray unwritten(std::size_t bytes);
  LargeArray(LargeArray&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  /// Swaps: what this array held ends with the other.
  LargeArray& operator=(LargeArray&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~LargeArray();

  std::byte* data() { return data_; }
  const std::byte* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace clientele
