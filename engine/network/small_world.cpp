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

}  // namespace

SmallWorld::SmallWorld(Shape shape, Key key, std::uint32_t purpose, const Kinship& kinship)
    : shape_(shape),
      threshold_(edges::threshold_of(shape.rewiring)),
      alike_(edges::threshold_of(kinship.alike)),
      key_(key),
      purpose_(purpose),
      groups_(alike_ > 0 ? kinship.group_of : std::span<const std::uint8_t>{}) {
  check(shape.customers > shape.neighbours, "a small world has more customers than neighbours");
}

FriendLists SmallWorld::friends(std::span<const std::uint32_t> who, std::vector<std::uint32_t>& scratch) const {
  const std::size_t stride = who.size();
  edges::draw_edges(key_, purpose_, who, shape_.neighbours, scratch);
  for (std::uint32_t m = 0; m < shape_.neighbours; ++m) {
    const std::int64_t step = m / 2 + 1;
    Ring ring{shape_.customers, threshold_, m % 2 == 0 ? step : -step};
    std::uint32_t* words = scratch.data() + stride * m;
    if (groups_.of.empty()) {
      wire(ring, who.data(), words, stride);
      continue;
    }
    for (std::size_t r = 0; r < stride; ++r) {
      const edges::Among among = edges::seek(groups_, alike_, shape_.neighbours, who[r], words[r], shape_.customers);
      ring.customers = among.count;
      const std::uint32_t found = friend_on(ring, among.self, words[r]);
      words[r] = among.members == nullptr ? found : among.members[found];
    }
  }
  return {.ids = scratch.data(), .starts = nullptr, .degree = shape_.neighbours, .stride = stride};
}

}  // namespace clientele
