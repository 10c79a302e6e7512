#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/random/draws.h"
#include "models/life/need_plan.h"

namespace clientele {

/// What customers of a run carry when it starts, beyond what behaviours start them with.
///
/// An interface, since who finds such states lives markets itself: the search for the base case stands above this room.
class StartingStates {
 public:
  /// Customers of one need with what they carry.
  struct Group {
    const NeedPlan& plan;
    const Columns& constants;
    std::span<const std::uint8_t> segment_of;  ///< empty: one segment
    std::size_t count;
  };
  virtual ~StartingStates() = default;
  /// Gives customers first to last of a group what they start with in the columns that both have. One uniform each.
  /// Called from several threads, with ranges that do not overlap.
  virtual void lend(const Group& to, Columns& evolving, Key key, std::size_t first, std::size_t last) const = 0;
};

}  // namespace clientele
