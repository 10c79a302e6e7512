#include <algorithm>

#include "engine/network/network.h"

namespace clientele {

/// Friends of one customer rise by number, whatever the order of the pairs: so what is heard comes in one order, and a
/// file that is sorted anew gives the same results.
EdgeList::EdgeList(std::uint32_t customers, std::span<const std::pair<std::uint32_t, std::uint32_t>> edges)
    : starts_(std::size_t{customers} + 1), ids_(edges.size()) {
  for (const auto& [listener, heard] : edges) ++starts_[listener + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  std::vector<std::uint64_t> next(starts_.begin(), starts_.end() - 1);
  for (const auto& [listener, heard] : edges) ids_[next[listener]++] = heard;
  for (std::uint32_t i = 0; i < customers; ++i)
    std::sort(ids_.begin() + static_cast<std::ptrdiff_t>(starts_[i]),
              ids_.begin() + static_cast<std::ptrdiff_t>(starts_[i + 1]));
}

FriendLists EdgeList::friends(std::span<const std::uint32_t>, std::vector<std::uint32_t>&) const {
  return {.ids = ids_.data(), .starts = starts_.data(), .degree = 0, .stride = 0};
}

std::size_t EdgeList::bytes() const { return starts_.size() * sizeof(starts_[0]) + ids_.size() * sizeof(ids_[0]); }

}  // namespace clientele
