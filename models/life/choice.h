#pragma once

#include <cstdint>
#include <span>

#include "models/customers/behaviour.h"
#include "models/market/scene.h"

namespace clientele {

/// What one occasion led to, for some customers: three parallel arrays, `second` and `gap` on request.
struct Choices {
  OfferSlot* best = nullptr;
  OfferSlot* second = nullptr;  ///< the next best, nothing included; null when nobody asks
  float* gap = nullptr;         ///< utility of the best minus that of the second, noise included; needs `second`
};

/// Finds the offer of highest utility for every row; ties go to the lower slot. `slots` are those in the race.
void pick_best(const UtilityTile& tile, std::span<const OfferSlot> slots, const Choices& out);

/// utility += (1 - h) * rational + h * emotional, plane by plane over the tile's offers.
void mix_feeling(UtilityTile& utility, UtilityTile& rational, UtilityTile& emotional, std::span<const float> h);
/// utility += h * emotional.
void add_feeling(UtilityTile& utility, UtilityTile& emotional, std::span<const float> h);

/// units[slot] += how often each slot was chosen.
void count_slots(std::span<const OfferSlot> chosen, std::span<std::uint32_t> units);

}  // namespace clientele
