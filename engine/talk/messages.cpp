#include "engine/talk/messages.h"

#include <algorithm>
#include <bit>

#include "engine/core/check.h"
#include "engine/core/vector.h"

namespace clientele {
namespace {

/// Codes of valence: 1 to 31, so that 0 (neither good nor bad) is one of them.
constexpr float steps = 15.0F;
constexpr std::uint32_t middle = 16;  ///< code of a valence of 0; code 0 is left for nothing

/// Keeps what one friend of each row said. Hardly any of it is new: a few rows at a time become a mask of those that
/// are.
CLIENTELE_INLINE std::size_t sift(const std::uint32_t* words, const std::uint32_t* ids, std::size_t rows,
                                  std::uint32_t stamp, Heard* __restrict out) {
  // As many as a mask has bits. The first loop has no branches, so that compilers turn it into vectors.
  constexpr std::size_t few = 32;
  std::size_t n = 0;
  for (std::size_t first = 0; first < rows; first += few) {
    const std::size_t count = std::min(few, rows - first);
    std::uint32_t said = 0;
    for (std::size_t r = 0; r < count; ++r) {
      const std::uint32_t word = words[ids[first + r]];
      said |= static_cast<std::uint32_t>(word >> 16 == stamp && word % 32 != 0) << r;
    }
    // Clears the lowest bit each time: rows come out in their order, and rows without news cost nothing.
    for (; said != 0; said &= said - 1) {
      const std::size_t r = first + static_cast<std::size_t>(std::countr_zero(said));
      out[n++] = {static_cast<std::uint32_t>(r), words[ids[r]]};
    }
  }
  return n;
}

/// Where all words lie near: there is nothing to fetch ahead.
CLIENTELE_VECTOR static std::size_t sift_near(const std::uint32_t* words, const std::uint32_t* ids, std::size_t rows,
                                              std::uint32_t stamp, Heard* out) {
  return sift(words, ids, rows, stamp, out);
}

/// The same where words lie far apart: those of the next rows are on their way while these are looked at.
std::size_t sift_far(const std::uint32_t* words, const std::uint32_t* ids, std::size_t rows, std::uint32_t stamp,
                     Heard* out) {
  std::size_t n = 0;
  for (std::size_t first = 0; first < rows; first += rows_ahead) {
    const std::size_t count = std::min(rows_ahead, rows - first);
    for (std::size_t r = first + rows_ahead; r < std::min(rows, first + 2 * rows_ahead); ++r)
      __builtin_prefetch(words + ids[r]);
    const std::size_t found = sift(words, ids + first, count, stamp, out + n);
    // `sift` counts rows from the part that it was given.
    for (std::size_t i = n; i < n + found; ++i) out[i].row += static_cast<std::uint32_t>(first);
    n += found;
  }
  return n;
}

/// Edges of a file are any number for each customer, so they are walked row by row. What one customer hears comes in
/// the order of its friends here too.
void hear_edges(const std::uint32_t* words, const FriendLists& friends, std::span<const std::uint32_t> who, int tick,
                std::vector<Heard>& heard) {
  for (std::size_t r = 0; r < who.size(); ++r)
    for (std::uint64_t e = friends.starts[who[r]]; e < friends.starts[who[r] + 1]; ++e)
      if (const std::uint32_t word = words[friends.ids[e]]; Message::said(word, tick))
        heard.push_back({static_cast<std::uint32_t>(r), word});
}

}  // namespace

/// Half a step is added before the rest is cut off, so that valences go to the nearest step and not to the one below.
std::uint32_t Message::word(int tick) const {
  const float code = std::clamp(valence, -1.0F, 1.0F) * steps + static_cast<float>(middle) + 0.5F;
  return stamp(tick) << 16 | topic << 5 | static_cast<std::uint32_t>(code);
}

Message Message::in(std::uint32_t word) {
  const float code = static_cast<float>(word % 32) - static_cast<float>(middle);
  return {.topic = (word >> 5) % topics, .valence = code / steps};
}

void hear_friends(const Column& published, const FriendLists& friends, std::span<const std::uint32_t> who, int tick,
                  std::vector<Heard>& heard) {
  check(published.store() == Store::u32 && published.row_step() == 1, "messages are one word a customer");
  const std::uint32_t* words = published.data<std::uint32_t>();
  heard.clear();
  if (friends.starts != nullptr) return hear_edges(words, friends, who, tick, heard);
  const std::size_t rows = who.size();
  std::size_t n = 0;
  for (std::uint32_t m = 0; m < friends.degree; ++m) {
    // Room for everybody to have said something; what was not is cut off at the end.
    heard.resize(n + rows);
    const auto listen = published.bytes().size() > far_bytes ? sift_far : sift_near;
    n += listen(words, friends.ids + m * friends.stride, rows, Message::stamp(tick), heard.data() + n);
  }
  heard.resize(n);
}

}  // namespace clientele
