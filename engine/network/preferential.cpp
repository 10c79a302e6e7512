#include "engine/core/check.h"
#include "engine/network/edge_luck.h"

namespace clientele {
namespace {

/// Somebody else among `count`, the t-th being drawn in proportion to about t^(-1/2): count * u^2 for a uniform u.
CLIENTELE_INLINE std::uint32_t heard_by(std::uint32_t self, std::uint32_t count, std::uint32_t word) {
  const auto square = static_cast<std::uint32_t>((std::uint64_t{word} * word) >> 32);
  const auto any = static_cast<std::uint32_t>((std::uint64_t{square} * (count - 1)) >> 32);
  return any + (any >= self ? 1U : 0U);
}

CLIENTELE_VECTOR static void attach(std::uint32_t customers, const std::uint32_t* who, std::uint32_t* words,
                                    std::size_t count) {
  for (std::size_t r = 0; r < count; ++r) words[r] = heard_by(who[r], customers, words[r]);
}

CLIENTELE_VECTOR static void attach_kin(std::uint32_t customers, const edges::Kin kin, std::uint32_t* __restrict words,
                                        std::size_t count) {
  for (std::size_t r = 0; r < count; ++r)
    words[r] = edges::pick_kin(
        kin, r, customers, words[r],
        [](std::uint32_t self, std::uint32_t among, std::uint32_t word) { return heard_by(self, among, word); });
}

}  // namespace

Preferential::Preferential(std::uint32_t customers, std::uint32_t neighbours, Key key, std::uint32_t purpose,
                           const Kinship& kinship)
    : customers_(customers),
      neighbours_(neighbours),
      alike_(edges::threshold_of(kinship.alike)),
      key_(key),
      purpose_(purpose),
      groups_(alike_ > 0 ? kinship.group_of : std::span<const std::uint8_t>{}) {
  check(customers > neighbours, "everybody listens to others, who must be there");
}

FriendLists Preferential::friends(std::span<const std::uint32_t> who, std::vector<std::uint32_t>& scratch) const {
  const std::size_t stride = who.size();
  edges::draw_edges(key_, purpose_, who, neighbours_, scratch);
  const edges::Places* places = groups_.of.empty() ? nullptr : &edges::find_places(groups_, who, neighbours_);
  for (std::uint32_t m = 0; m < neighbours_; ++m) {
    std::uint32_t* words = scratch.data() + stride * m;
    if (places == nullptr)
      attach(customers_, who.data(), words, stride);
    else
      attach_kin(customers_, edges::kin_of(*places, groups_, who.data(), alike_), words, stride);
  }
  return {.ids = scratch.data(), .starts = nullptr, .degree = neighbours_, .stride = stride};
}

}  // namespace clientele
