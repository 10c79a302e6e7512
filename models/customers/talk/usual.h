#pragma once

#include "models/market/scene.h"

namespace clientele {

/// The satisfaction of customers in the base case, over brands by their shares: what praise and blame start from. Not
/// each brand's own mean, or everybody would speak as well of the worst brand as of the best.
/// From the base case in every world and tick, so that a variant which pleases more is praised more.
inline float usual_satisfaction(const Scene& market, ColumnKey satisfaction) {
  double sum = 0.0, shares = 0.0;
  for (const OfferView& offer : market.offers) {
    if (!offer.in_base) continue;
    sum += offer.alpha_share * static_cast<double>(market.baseline(satisfaction, offer.brand));
    shares += offer.alpha_share;
  }
  return shares > 0.0 ? static_cast<float>(sum / shares) : market.baseline(satisfaction);
}

}  // namespace clientele
