#include "engine/core/memory.h"

#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

namespace clientele::memory_test {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;

std::uintptr_t address(const LargeArray& array) { return reinterpret_cast<std::uintptr_t>(array.data()); }

void expect_zeroed_and_aligned(std::size_t bytes) {
  LargeArray array(bytes);
  EXPECT_EQ(array.size(), bytes);
  EXPECT_EQ(address(array) % (bytes < huge_page ? 64 : huge_page), 0U);
  EXPECT_TRUE(std::all_of(array.data(), array.data() + bytes, [](std::byte b) { return b == std::byte{0}; }));
  std::fill_n(array.data(), bytes, std::byte{1});
}

// In several rounds: memory that was given back dirty comes back to the next that asks.
TEST(LargeArray, IsZeroedAndAlignedBySize) {
  for (int round = 0; round < 4; ++round)
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{700}, std::size_t{100'000}, huge_page + 1})
      expect_zeroed_and_aligned(bytes);
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
}  // namespace clientele::memory_test
