#pragma once

#include <cstdint>
#include <span>

#include "models/life/weigh.h"

namespace clientele {

/// The customers of one run of occasions as one world sees them: what each offer is worth, noise included, what that
/// is made of, and what they choose.
/// A view of the memory of whoever decides: good while the observer's call lasts, overwritten by the next run.
struct Decided {
  const NeedMoment& need;
  UtilityTile noisy;
  const Slabs& slabs;
  std::span<const OfferSlot> chosen;
};

/// Whether a customer of a run has this occasion; bits.
inline constexpr std::uint8_t occasion_in_base = 1, occasion_in_variant = 2, occasion_in_both = 3;

}  // namespace clientele
