#include <algorithm>
#include <numeric>

#include "engine/network/network.h"

namespace clientele {

/// Counted and filled in the order of customers, so a group's members rise by number and a ring among them is one of
/// neighbours.
Groups::Groups(std::span<const std::uint8_t> groups) : of(groups) {
  if (of.empty()) return;
  starts.resize(std::size_t{*std::ranges::max_element(of)} + 2);
  for (const std::uint8_t group : of) ++starts[group + std::size_t{1}];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  members.resize(of.size()), position.resize(of.size());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::uint32_t customer = 0; customer < of.size(); ++customer) {
    const std::uint32_t at = next[of[customer]]++;
    members[at] = customer;
    position[customer] = at - starts[of[customer]];
  }
}

std::size_t Groups::bytes() const { return (starts.size() + members.size() + position.size()) * sizeof(std::uint32_t); }

}  // namespace clientele
