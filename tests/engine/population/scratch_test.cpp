#include "engine/population/scratch.h"

#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

namespace clientele::scratch_test {
namespace {

TEST(Scratch, HandsOutAlignedArraysThatDoNotOverlap) {
  Scratch scratch;
  const std::size_t sizes[] = {1, 17, 512, 40'000, 30'000, 200'000, 3, 65'536};
  for (int round = 0; round < 2; ++round) {
    std::vector<std::pair<float*, std::size_t>> taken;
    for (const std::size_t size : sizes) {
      float* data = scratch.take(size);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(data) % 64, 0U);
      std::fill_n(data, size, static_cast<float>(taken.size()));
      taken.emplace_back(data, size);
    }
    for (std::size_t i = 0; i < taken.size(); ++i)
      EXPECT_EQ(std::count(taken[i].first, taken[i].first + taken[i].second, static_cast<float>(i)),
                static_cast<std::ptrdiff_t>(taken[i].second));
    scratch.give_back();
  }
}

TEST(Scratch, UsesTheSameMemoryAgain) {
  Scratch scratch;
  float* first = scratch.take(1'000);
  float* second = scratch.take(70'000);
  scratch.give_back();
  EXPECT_EQ(scratch.take(1'000), first);
  EXPECT_EQ(scratch.take(70'000), second);
}

}  // namespace
}  // namespace clientele::scratch_test
