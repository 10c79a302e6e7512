#pragma once

#include <cstdint>
#include <span>

#include "engine/network/network.h"
#include "engine/population/columns.h"

namespace clientele {

/// A matrix of floats, one plane per item: item i of row r at `data[i * stride + r]`.
/// The caller's memory: a stride beyond the rows keeps planes aligned.
struct Planes {
  float* data = nullptr;
  std::size_t stride = 0;
  float* operator[](std::size_t item) const { return data + item * stride; }
};

/// Writes, for each row of `who` and each of the first `items` items, the mean of the friends' published values
/// (a bounded16 published column); `alone` where a customer listens to nobody. Sums are of integer codes, so the
/// order of friends does not show. Draws nothing.
void mean_of_friends(const Column& published, const FriendLists& friends, std::span<const std::uint32_t> who,
                     std::uint32_t items, float alone, Planes out);

}  // namespace clientele
