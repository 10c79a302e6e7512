#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/vector.h"
#include "engine/network/network.h"
#include "engine/random/address.h"
#include "engine/random/draws.h"

/// What computed networks have in common: a word of luck per edge, and among whom a friend is sought.
namespace clientele::edges {

/// Mixes a word into another that looks unrelated (MurmurHash3's finaliser), one to one: so the few words below a
/// small threshold still reach all customers.
CLIENTELE_INLINE std::uint32_t scatter(std::uint32_t word) {
  word = (word ^ (word >> 16)) * 0x85ebca6bU;
  word = (word ^ (word >> 13)) * 0xc2b2ae35U;
  return word ^ (word >> 16);
}

/// A probability as a bound on words.
inline std::uint32_t threshold_of(double share) {
  const double scaled = share * 4294967296.0;
  return scaled >= 4294967295.0 ? 0xffffffffU : static_cast<std::uint32_t>(scaled);
}

/// Writes the word of edge m of who[r] to `scratch[m * who.size() + r]`.
inline void draw_edges(Key key, std::uint32_t purpose, std::span<const std::uint32_t> who, std::uint32_t neighbours,
                       std::vector<std::uint32_t>& scratch) {
  const std::size_t stride = who.size();
  const std::uint32_t groups = (neighbours + 3) / 4;
  scratch.resize(stride * groups * 4);
  for (std::uint32_t g = 0; g < groups; ++g) {
    std::uint32_t* out = scratch.data() + stride * g * 4;
    draw_words({.key = key, .tick = 0, .purpose = purpose, .occasion = 0}, who, g,
               {out, out + stride, out + 2 * stride, out + 3 * stride});
  }
}

/// Those among whom a friend is sought, and where the listener stands among them.
struct Among {
  std::uint32_t self, count;
  const std::uint32_t* members;  ///< null: everybody, by number
};

/// Decides by another hash of the edge's word, so that edges to others are what they are without groups.
CLIENTELE_INLINE Among seek(const Groups& groups, std::uint32_t alike, std::uint32_t neighbours, std::uint32_t self,
                            std::uint32_t word, std::uint32_t customers) {
  const std::uint32_t start = groups.starts[groups.of[self]], end = groups.starts[groups.of[self] + 1U];
  const bool own = end - start > neighbours && scatter(word ^ 0x9e3779b9U) < alike;
  return own ? Among{groups.position[self], end - start, groups.members.data() + start}
             : Among{self, customers, nullptr};
}

}  // namespace clientele::edges
