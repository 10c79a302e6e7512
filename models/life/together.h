#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/life/observer.h"
#include "models/life/people.h"
#include "models/life/weigh.h"
#include "models/life/world.h"

namespace clientele {

/// Lets the worlds of a run decide together: for each run of occasions the noise is drawn once, and twins are compared
/// while what moved them is at hand. Each world decides as it would alone, to the bit.
///
/// A customer who has an occasion in one world only is weighed in all of them, since a twin's reasons need it.
class Together {
 public:
  explicit Together(std::size_t most_slots);

  struct Side {
    World* world = nullptr;
    const Moment* moment = nullptr;
    PairObserver* pair = nullptr;  ///< null: not compared with the first side, which is the base case
  };
  struct Block {
    const NeedPlan& plan;
    People& people;
    Scratch& scratch;
    std::size_t block = 0;
    unsigned worker = 0;
  };
  /// Chooses for every occasion of a block, in all worlds. The occasions have been found.
  void decide(const Block& block, std::span<const Side> sides);

 private:
  struct Run;
  // In the order in which a block is decided. One thread has one of these to itself, so that nothing here is locked.
  BlockOccasions& occasions(const Block& block, const Side& side) const;
  const BlockOccasions& unite(const Block& block, std::span<const Side> sides);
  void decide_run(const Run& run, std::span<const Side> sides);
  CustomerBlock customers_of(const Run& run, const Side& side) const;
  void decide_side(const Run& run, std::span<const Side> sides, std::size_t s);
  Choices places(const Run& run, const Side& side, std::size_t s);
  void hand_out(const Run& run, const Side& side, std::size_t s);
  void compare(const Run& run, std::span<const Side> sides, std::size_t v, const UtilityTile& noisy);

  WeighingRoom base_room_, room_;  ///< the base case stays in its room, to be compared with
  WeighingRoom noise_room_;        ///< the noise that worlds share, and a tile to spare
  Slabs base_slabs_, slabs_;
  BlockOccasions all_;  ///< the occasions that any world has
  std::vector<std::uint8_t> counts_;
  std::vector<bool> has_all_;         ///< by world: its occasions are all there are
  std::vector<std::size_t> cursor_;   ///< by world: its next occasion of this rank
  std::vector<const Scene*> scenes_;  ///< by world, of the need that is decided
  std::vector<std::uint32_t> who_;
  std::vector<std::uint16_t> rows_;
  std::vector<OfferSlot> base_chosen_, chosen_, second_;  ///< by row of a run
  std::vector<std::uint8_t> in_base_, in_variant_;        ///< by row of a run: whether there is the occasion
  bool compares_ = false;
};

}  // namespace clientele
