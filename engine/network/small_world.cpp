#include "engine/core/check.h"
#include "engine/network/edge_luck.h"

namespace clientele {
namespace {

struct Ring {
  std::uint32_t customers, threshold;
  std::int64_t offset;
};

/// The friend of who stands at `self` of a ring, which has more places than the offset is long: the neighbour on it,
/// or anybody else when rewired.
CLIENTELE_INLINE std::uint32_t friend_on(const Ring ring, std::uint32_t self, std::uint32_t word) {
  const std::uint32_t customers = ring.customers;
  const auto shift = static_cast<std::uint32_t>(ring.offset < 0 ? ring.offset + customers : ring.offset);
  const std::uint32_t room = customers - shift;
  const std::uint32_t near = self >= room ? self - room : self + shift;
  const auto any = static_cast<std::uint32_t>((std::uint64_t{edges::scatter(word)} * (customers - 1)) >> 32);
  const std::uint32_t far = any + (any >= self ? 1U : 0U);
  return word < ring.threshold ? far : near;
}

/// Turns words of luck into friends, in place.
CLIENTELE_VECTOR static void wire(const Ring ring, const std::uint32_t* who, std::uint32_t* words, std::size_t count) {
  for (std::size_t r = 0; r < count; ++r) words[r] = friend_on(ring, who[r], words[r]);
}

CLIENTELE_VECTOR static void wire_kin(const Ring ring, const edges::Kin kin, std::uint32_t* __restrict words,
                                      std::size_t count) {
  for (std::size_t r = 0; r < count; ++r)
    words[r] = edges::pick_kin(kin, r, ring.customers, words[r],
                               [ring](std::uint32_t self, std::uint32_t among, std::uint32_t word) {
                                 return friend_on({among, ring.threshold, ring.offset}, self, word);
                               });
}

}  // namespace

/// Without kinship no groups are kept, as they would cost memory that nobody reads.
SmallWorld::SmallWorld(Shape shape, Key key, std::uint32_t purpose, const Kinship& kinship)
    : shape_(shape),
      threshold_(edges::threshold_of(shape.rewiring)),
      alike_(edges::threshold_of(kinship.alike)),
      key_(key),
      purpose_(purpose),
      groups_(alike_ > 0 ? kinship.group_of : std::span<const std::uint8_t>{}) {
  check(shape.customers > shape.neighbours, "a small world has more customers than neighbours");
}

/// Friend m of a customer stands m / 2 + 1 places away, to the right and to the left in turn.
FriendLists SmallWorld::friends(std::span<const std::uint32_t> who, std::vector<std::uint32_t>& scratch) const {
  const std::size_t stride = who.size();
  edges::draw_edges(key_, purpose_, who, shape_.neighbours, scratch);
  const edges::Places* places = groups_.of.empty() ? nullptr : &edges::find_places(groups_, who, shape_.neighbours);
  for (std::uint32_t m = 0; m < shape_.neighbours; ++m) {
    const std::int64_t step = m / 2 + 1;
    const Ring ring{shape_.customers, threshold_, m % 2 == 0 ? step : -step};
    std::uint32_t* words = scratch.data() + stride * m;
    if (places == nullptr)
      wire(ring, who.data(), words, stride);
    else
      wire_kin(ring, edges::kin_of(*places, groups_, who.data(), alike_), words, stride);
  }
  return {.ids = scratch.data(), .starts = nullptr, .degree = shape_.neighbours, .stride = stride};
}

}  // namespace clientele
