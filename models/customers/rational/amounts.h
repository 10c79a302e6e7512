#pragma once

#include <cstddef>

#include "models/market/scene.h"

namespace clientele {

/// How good an amount of an attribute is: the nearer to the ideal the better, or the more the better without one.
/// Nearer from either side is better alike; at the ideal it is 0, elsewhere negative.
inline double goodness(const Scene& market, std::size_t attribute, double amount) {
  if (market.ideal.empty()) return amount;
  const double gap = amount - static_cast<double>(market.ideal[attribute]);
  return gap < 0.0 ? gap : -gap;
}

/// The amount in the base case; of an entrant, the mean of the base case.
inline double base_amount(const Scene& market, const OfferView& offer, std::size_t attribute) {
  return offer.in_base ? offer.base.attributes[attribute] : static_cast<double>(market.mean_attributes[attribute]);
}

}  // namespace clientele
