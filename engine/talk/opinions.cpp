#include "engine/talk/opinions.h"

#include <algorithm>

#include "engine/core/check.h"
#include "engine/core/vector.h"

namespace clientele {
namespace {

constexpr std::uint32_t lanes = 8;  ///< codes added at once: 16 bytes, the width rows are padded to

/// What is published, and how it is decoded. `prefetch` where it is too much for the cache.
struct Gather {
  const std::uint16_t* codes;
  std::size_t row_step;
  float low, unit;
  bool prefetch;
};

/// Sums of eight codes over `degree` friends of each row; `sums[row * lanes + lane]`.
CLIENTELE_INLINE void sum_rows(const Gather g, const FriendLists f, std::uint32_t degree, std::size_t rows,
                               std::uint32_t* sums) {
  for (std::size_t r = 0; r < rows; ++r) {
    if (g.prefetch && r + rows_ahead < rows)
      for (std::uint32_t m = 0; m < degree; ++m)
        __builtin_prefetch(g.codes + f.ids[m * f.stride + r + rows_ahead] * g.row_step);
    // 32 bits hold the codes of some 32,000 friends, signed as below: rows of one degree have far fewer.
    std::uint32_t sum[lanes] = {};
    const std::uint32_t* id = f.ids + r;
#pragma GCC unroll 8
    for (std::uint32_t m = 0; m < degree; ++m, id += f.stride) {
      const std::uint16_t* row = g.codes + *id * g.row_step;
      for (std::uint32_t l = 0; l < lanes; ++l) sum[l] += row[l];
    }
    for (std::uint32_t l = 0; l < lanes; ++l) sums[r * lanes + l] = sum[l];
  }
}

/// Eight friends are so common that they get a loop of their own, unrolled.
CLIENTELE_VECTOR static void sum_codes(const Gather g, const FriendLists f, std::size_t rows, std::uint32_t* sums) {
  if (f.degree == 8)
    sum_rows(g, f, 8, rows, sums);
  else
    sum_rows(g, f, f.degree, rows, sums);
}

/// Turns sums into means, from rows of eight lanes to planes.
CLIENTELE_VECTOR static void to_planes(const Gather g, float per_friend, const std::uint32_t* sums, std::size_t rows,
                                       float* out) {
  for (std::size_t r = 0; r < rows; ++r)
    // Through a signed number, for which processors have an instruction.
    out[r] = g.low + (g.unit * per_friend) * static_cast<float>(static_cast<std::int32_t>(sums[r * lanes]));
}

/// Eight items at a time, as rows are padded to lanes: of nine items the second round adds padding, which nobody reads.
void means_of_fixed_degree(const Gather& gather, const FriendLists& friends, std::size_t rows, std::uint32_t items,
                           Planes out) {
  // Kept by each thread from block to block, as asking for memory would cost more than adding up.
  thread_local std::vector<std::uint32_t> sums;
  sums.resize(rows * lanes);
  const float per_friend = 1.0F / static_cast<float>(friends.degree);
  for (std::uint32_t first = 0; first < items; first += lanes) {
    Gather lane = gather;
    lane.codes += first;
    sum_codes(lane, friends, rows, sums.data());
    for (std::uint32_t i = first; i < std::min(items, first + lanes); ++i)
      to_planes(lane, per_friend, sums.data() + (i - first), rows, out[i]);
  }
}

/// Edges from a file may be any number for each customer; who listens to nobody keeps what was filled in before.
void means_of_edges(const Gather& gather, const FriendLists& friends, std::span<const std::uint32_t> who,
                    std::uint32_t items, Planes out) {
  for (std::size_t r = 0; r < who.size(); ++r) {
    const std::uint64_t first = friends.starts[who[r]], last = friends.starts[who[r] + 1];
    if (first == last) continue;
    const float per_friend = 1.0F / static_cast<float>(last - first);
    for (std::uint32_t i = 0; i < items; ++i) {
      // A hub of a file may have any number of friends: 64 bits.
      std::uint64_t sum = 0;
      for (std::uint64_t e = first; e < last; ++e) sum += gather.codes[friends.ids[e] * gather.row_step + i];
      out[i][r] = gather.low + (gather.unit * per_friend) * static_cast<float>(sum);
    }
  }
}

}  // namespace

/// `alone` is filled in first where somebody may listen to nobody; where all have as many friends, nobody does.
void mean_of_friends(const Column& published, const FriendLists& friends, std::span<const std::uint32_t> who,
                     std::uint32_t items, float alone, Planes out) {
  check(published.store() == Store::bounded16 && published.item_step() == 1, "opinions are published 16-bit rows");
  const Gather gather{published.data<std::uint16_t>(), published.row_step(), published.low(), published.unit(),
                      published.bytes().size() > far_bytes};
  const bool nobody = friends.starts == nullptr && friends.degree == 0;
  if (friends.starts != nullptr || nobody)
    for (std::uint32_t i = 0; i < items; ++i) std::fill_n(out[i], who.size(), alone);
  if (nobody) return;
  if (friends.starts != nullptr)
    means_of_edges(gather, friends, who, items, out);
  else
    means_of_fixed_degree(gather, friends, who.size(), items, out);
}

}  // namespace clientele
