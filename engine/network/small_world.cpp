#include "engine/core/check.h"
#include "engine/core/vector.h"
#include "engine/network/network.h"
#include "engine/random/address.h"
#include "engine/random/draws.h"

namespace clientele {
namespace {

/// Mixes a word into another that looks unrelated (MurmurHash3's finaliser), one to one: so the few words below a
/// small rewiring threshold still reach all customers.
CLIENTELE_INLINE std::uint32_t scatter(std::uint32_t word) {
  word = (word ^ (word >> 16)) * 0x85ebca6bU;
  word = (word ^ (word >> 13)) * 0xc2b2ae35U;
  return word ^ (word >> 16);
}

struct Ring {
  std::uint32_t customers, threshold;
  std::int64_t offset;
};

/// Turns words of luck into friends, in place: the ring neighbour, or anybody else when rewired.
CLIENTELE_VECTOR static void wire(const Ring ring, const std::uint32_t* who, std::uint32_t* words, std::size_t count) {
  const std::uint32_t customers = ring.customers;
  const auto shift = static_cast<std::uint32_t>(ring.offset < 0 ? ring.offset + customers : ring.offset);
  for (std::size_t r = 0; r < count; ++r) {
    const std::uint32_t self = who[r];
    const std::uint32_t room = customers - shift;
    const std::uint32_t near = self >= room ? self - room : self + shift;
    const auto any = static_cast<std::uint32_t>((std::uint64_t{scatter(words[r])} * (customers - 1)) >> 32);
    const std::uint32_t far = any + (any >= self ? 1U : 0U);
    words[r] = words[r] < ring.threshold ? far : near;
  }
}

std::uint32_t threshold_of(double share) {
  const double scaled = share * 4294967296.0;
  return scaled >= 4294967295.0 ? 0xffffffffU : static_cast<std::uint32_t>(scaled);
}

}  // namespace

SmallWorld::SmallWorld(Shape shape, Key key, std::uint32_t purpose)
    : shape_(shape), threshold_(threshold_of(shape.rewiring)), key_(key), purpose_(purpose) {
  check(shape.customers > shape.neighbours, "a small world has more customers than neighbours");
}

FriendLists SmallWorld::friends(std::span<const std::uint32_t> who, std::vector<std::uint32_t>& scratch) const {
  const std::size_t stride = who.size();
  const std::uint32_t groups = (shape_.neighbours + 3) / 4;
  scratch.resize(stride * groups * 4);
  for (std::uint32_t g = 0; g < groups; ++g) {
    std::uint32_t* out = scratch.data() + stride * g * 4;
    draw_words({.key = key_, .tick = 0, .purpose = purpose_, .occasion = 0}, who, g,
               {out, out + stride, out + 2 * stride, out + 3 * stride});
  }
  for (std::uint32_t m = 0; m < shape_.neighbours; ++m) {
    const std::int64_t step = m / 2 + 1;
    const Ring ring{shape_.customers, threshold_, m % 2 == 0 ? step : -step};
    wire(ring, who.data(), scratch.data() + stride * m, stride);
  }
  return {.ids = scratch.data(), .starts = nullptr, .degree = shape_.neighbours, .stride = stride};
}

}  // namespace clientele
