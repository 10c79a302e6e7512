#include "engine/core/check.h"
#include "engine/network/edge_luck.h"

namespace clientele {
namespace {

/// Somebody else among `count`, the t-th being drawn in proportion to about t^(-1/2): count * u^2 for a uniform u.
CLIENTELE_INLINE std::uint32_t heard_by(std::uint32_t self, std::uint32_t count, std::uint32_t word) {
  const std::uint64_t square = (std::uint64_t{word} * word) >> 32;
  const auto any = static_cast<std::uint32_t>((square * (count - 1)) >> 32);
  return any + (any >= self ? 1U : 0U);
}

CLIENTELE_VECTOR static void attach(std::uint32_t customers, const std::uint32_t* who, std::uint32_t* words,
                                    std::size_t count) {
  for (std::size_t r = 0; r < count; ++r) words[r] = heard_by(who[r], customers, words[r]);
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
  for (std::uint32_t m = 0; m < neighbours_; ++m) {
    std::uint32_t* words = scratch.data() + stride * m;
    if (groups_.of.empty()) {
      attach(customers_, who.data(), words, stride);
      continue;
    }
    for (std::size_t r = 0; r < stride; ++r) {
      const edges::Among among = edges::seek(groups_, alike_, neighbours_, who[r], words[r], customers_);
      const std::uint32_t found = heard_by(among.self, among.count, words[r]);
      words[r] = among.members == nullptr ? found : among.members[found];
    }
  }
  return {.ids = scratch.data(), .starts = nullptr, .degree = neighbours_, .stride = stride};
}

}  // namespace clientele
