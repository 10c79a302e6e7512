#pragma once

#include <memory>
#include <vector>

#include "models/life/market.h"
#include "models/life/together.h"

namespace clientele {

/// What one thread needs to work on a block.
/// Made once and used in every tick, so that passes seldom ask for memory, for which threads would queue.
struct Market::Worker {
  Worker(unsigned number, std::size_t most_slots, bool several_worlds, bool notes_contacts)
      : index(number), room(most_slots), who(block_size), counts(block_size) {
    if (several_worlds) together = std::make_unique<Together>(most_slots);
    bought.who.resize(most_rows + 1), bought.brand.resize(most_rows + 1), bought.slot.resize(most_rows + 1);
    bought.quality.resize(most_rows + 1), bought.surprise.resize(most_rows + 1);
    bought.failure.resize(most_rows + 1), bought.redress.resize(most_rows + 1), bought.pieces.resize(most_rows + 1);
    bought.complained.resize(most_rows + 1);
    if (notes_contacts) bought.contacts.resize(most_rows + 1);
  }

  unsigned index;  ///< number of the thread
  Scratch scratch;
  WeighingRoom room;
  Slabs slabs;  ///< for observers
  std::vector<std::uint32_t> who;
  std::vector<std::uint8_t> counts;  ///< occasions of each customer of a block
  std::vector<OfferSlot> best = std::vector<OfferSlot>(most_rows), second = best;  ///< choices of a tile

  std::unique_ptr<Together> together;  ///< null: one world
  struct Bought {
    std::vector<std::uint32_t> who, brand;
    std::vector<OfferSlot> slot;
    std::vector<float> quality, surprise, failure, redress;
    std::vector<std::uint8_t> complained, pieces, contacts;  ///< contacts: empty where no records are kept
  } bought;

  /// The purchases among the occasions first to last of a block whose first customer is `base`.
  Purchases collect(const BlockOccasions& occasions, std::size_t first, std::size_t last, std::size_t base,
                    const Scene& scene);
  /// The purchases among what customers from `first` on hold or chose.
  Purchases collect(std::span<const OfferSlot> slots, std::size_t first, const Scene& scene);
  /// What the first n of `bought` got. Purchases of all three are views of `bought`, good until the next are collected.
  Purchases describe(std::size_t n, const Scene& scene);

  /// A view of consecutive customers.
  CustomerBlock consecutive(const CustomerBlock::Home& home, std::size_t first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) who[i] = static_cast<std::uint32_t>(first + i);
    return CustomerBlock(home, {who.data(), count}, true);
  }
};

}  // namespace clientele
