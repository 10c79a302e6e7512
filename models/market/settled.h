#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/random/draws.h"
#include "models/market/need_plan.h"

namespace clientele {

/// Customers who have lived in the base case for years. Those of a run start with what a settled customer like them
/// carries: means of states alone would leave them years to find out again who likes what and is used to whom.
///
/// Alike is who is of the same segment, has the same brand first in the base case, and of some such the nearest
/// probabilities of brands (sum of absolute gaps). What says when somebody's time comes (occasions, needs) is not lent.
/// Neglects all else that customers differ in. Source: assumption; nearest-neighbour hot deck (Andridge & Little 2010).
class Settled {
 public:
  /// Customers of one need with what they carry.
  struct Group {
    const NeedPlan& plan;
    const Columns& constants;
    std::span<const std::uint8_t> segment_of;  ///< empty: one segment
    std::size_t count;
  };
  /// Keeps a copy of what the group has learned.
  Settled(const Group& group, const Columns& evolving);

  /// Gives customers first to last of a group what they start with in the columns that both have. One uniform each.
  void lend(const Group& to, Columns& evolving, Key key, std::size_t first, std::size_t last) const;

 private:
  struct Kept {
    std::string name;
    Store store;
    std::size_t items;
    std::vector<std::byte> values;  ///< by settled customer and item
  };

  static std::vector<float> probabilities(const Group& group, std::size_t customer);
  std::size_t bucket(std::size_t segment, std::span<const float> probabilities) const;
  std::uint32_t nearest(std::span<const float> to, std::span<const std::uint32_t> among, float luck) const;

  std::size_t brands_ = 0;
  std::vector<float> probability_;                   ///< by settled customer and brand
  std::vector<std::vector<std::uint32_t>> buckets_;  ///< settled customers by segment and brand that comes first
  std::vector<Kept> kept_;
};

}  // namespace clientele
