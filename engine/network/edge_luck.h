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

/// Where each listener stands in its group; a group that is too small to keep to itself counts as empty.
struct Places {
  std::vector<std::uint32_t> start, count, position;
};
inline const Places& find_places(const Groups& groups, std::span<const std::uint32_t> who, std::uint32_t neighbours) {
  thread_local Places places;
  for (auto* column : {&places.start, &places.count, &places.position}) column->resize(who.size());
  for (std::size_t r = 0; r < who.size(); ++r) {
    const std::uint32_t start = groups.starts[groups.of[who[r]]], end = groups.starts[groups.of[who[r]] + 1U];
    places.start[r] = start;
    places.count[r] = end - start > neighbours ? end - start : 0;
    places.position[r] = groups.position[who[r]];
  }
  return places;
}

/// Listeners and their places, for loops over rows.
struct Kin {
  const std::uint32_t *who, *start, *count, *position, *members;
  std::uint32_t alike;
};
inline Kin kin_of(const Places& places, const Groups& groups, const std::uint32_t* who, std::uint32_t alike) {
  return {who, places.start.data(), places.count.data(), places.position.data(), groups.members.data(), alike};
}

/// The friend of row r by `pick(self, count, word)`, among the listener's own group or among all. Another hash of the
/// edge's word decides, so that edges to others are what they are without groups.
template <class Pick>
CLIENTELE_INLINE std::uint32_t pick_kin(const Kin& kin, std::size_t r, std::uint32_t customers, std::uint32_t word,
                                        const Pick& pick) {
  // Everything is read and worked out for both, so that there is nothing to branch on.
  const std::uint32_t start = kin.start[r], group = kin.count[r], position = kin.position[r], self = kin.who[r];
  const std::uint32_t own = group != 0 && scatter(word ^ 0x9e3779b9U) < kin.alike ? 0xffffffffU : 0U;
  const std::uint32_t found = pick((position & own) | (self & ~own), (group & own) | (customers & ~own), word);
  return (kin.members[(start + found) & own] & own) | (found & ~own);
}

}  // namespace clientele::edges
