#include "engine/core/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

namespace clientele {
namespace {

std::uintptr_t address(const LargeArray& array) { return reinterpret_cast<std::uintptr_t>(array.data()); }

TEST(LargeArray, IsZeroedAndAlignedBySize) {
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{4'097}, (std::size_t{2} << 20) + 1}) {
    LargeArray array(bytes);
    EXPECT_EQ(array.size(), bytes);
    EXPECT_EQ(address(array) % (bytes < std::size_t{2} << 20 ? 64 : std::size_t{2} << 20), 0U);
    EXPECT_TRUE(std::all_of(array.data(), array.data() + bytes, [](std::byte b) { return b == std::byte{0}; }));
    std::fill_n(array.data(), bytes, std::byte{1});  // memory that is given back dirty is zeroed for the next
  }
}

TEST(LargeArray, MovesItsMemory) {
  LargeArray first(100);
  const std::byte* data = first.data();
  LargeArray second(std::move(first));
  EXPECT_EQ(second.data(), data);
  EXPECT_EQ(second.size(), 100U);
  LargeArray third(7);
  third = std::move(second);
  EXPECT_EQ(third.data(), data);
  EXPECT_EQ(third.size(), 100U);
}

TEST(LargeArray, OfNoBytesHoldsNothing) {
  EXPECT_EQ(LargeArray(0).data(), nullptr);
  EXPECT_EQ(LargeArray().size(), 0U);
}

}  // namespace
}  // namespace clientele
