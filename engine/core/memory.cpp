#include "engine/core/memory.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>

namespace clientele {
namespace {
constexpr std::size_t huge_page = std::size_t{2} << 20;
}

/// Written once here by the thread that asks, so pages are there before a run is timed. Huge pages are advice: where
/// the system has none the array works as well, only slower.
LargeArray::LargeArray(std::size_t bytes) : LargeArray(unwritten(bytes)) {
  if (bytes > 0) std::memset(data_, 0, bytes);
}

LargeArray LargeArray::unwritten(std::size_t bytes) {
  LargeArray array;
  array.size_ = bytes;
  if (bytes == 0) return array;
  const std::size_t alignment = bytes >= huge_page ? huge_page : 64;
  // std::aligned_alloc wants a size that is a multiple of the alignment.
  const std::size_t padded = (bytes + alignment - 1) / alignment * alignment;
  array.data_ = static_cast<std::byte*>(std::aligned_alloc(alignment, padded));
  if (array.data_ == nullptr) throw std::bad_alloc();
  if (alignment == huge_page) madvise(array.data_, padded, MADV_HUGEPAGE);
  return array;
}

LargeArray::~LargeArray() { std::free(data_); }

}  // namespace clientele
