#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/life/choice.h"
#include "models/life/world.h"

namespace clientele {

/// Rows of a block that are worked on together, at most.
inline constexpr std::size_t most_rows = 1024;

/// What each mechanism adds to utility, its weight of feeling or reason included, kept apart on request: for reasons
/// and for freezing one mechanism. Only slots that can be chosen hold values.
struct Slabs {
  std::size_t rows = 0, slots = 0;
  std::vector<std::vector<float>>
      by_behaviour;  ///< [position in NeedPlan::behaviours][slot * rows + row]; empty if it is off

  float at(std::size_t behaviour, std::size_t slot, std::size_t row) const {
    return by_behaviour[behaviour][slot * rows + row];
  }
  const float* plane(std::size_t behaviour, std::size_t slot) const {
    return by_behaviour[behaviour].data() + slot * rows;
  }
  /// Empties all, keeping their memory.
  void begin(std::size_t behaviours, std::size_t slots_now, std::size_t rows_now);
};

/// The memory in which one worker weighs offers.
class WeighingRoom {
 public:
  /// Rows of a tile that keeps within 256 KiB, at most `most_rows`: so tiles shrink as offers grow.
  static std::size_t rows_for(std::size_t slots);

  explicit WeighingRoom(std::size_t most_slots);
  UtilityTile utility(std::size_t rows, std::size_t slots, std::span<const OfferSlot> live) {
    return tile(0, rows, slots, live);
  }
  UtilityTile rational(std::size_t rows, std::size_t slots, std::span<const OfferSlot> live) {
    return tile(1, rows, slots, live);
  }
  UtilityTile emotional(std::size_t rows, std::size_t slots, std::span<const OfferSlot> live) {
    return tile(2, rows, slots, live);
  }

 private:
  UtilityTile tile(std::size_t which, std::size_t rows, std::size_t slots, std::span<const OfferSlot> live);
  std::size_t floats_;
  LargeArray memory_;
};

/// The result lies in `room`: good until the same room is weighed in again.
struct Weighing {
  const NeedPlan& plan;
  const Moment& moment;
  CustomerBlock& customers;
  WeighingRoom& room;
  bool base_only = false;  ///< only what is steady, with tilts in place of constants: where base probabilities are from
  bool settled = false;    ///< reason and feeling left out: how customers stand while nothing happens
};

/// Utilities before noise of everything that can be chosen, nothing included, for the customers of a view (as many as
/// a tile takes). Fills `slabs` when given. The bits of the utilities do not depend on that.
UtilityTile weigh(const Weighing& weighing, Slabs* slabs = nullptr);

/// Weighs, adds the noise of occasion `rank` and chooses.
void choose(const Weighing& weighing, std::uint32_t rank, const Choices& out);

}  // namespace clientele
