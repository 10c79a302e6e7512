#pragma once

#include <cstdint>
#include <span>

#include "models/customers/behaviour.h"

namespace clientele {

/// What customers of a view pay for an offer as a multiple of its list price, by row, where deals are theirs alone.
/// Empty where all of them pay the list price, which is everywhere unless somebody has made a deal: behaviours of price
/// do then what they did without.
std::span<const float> own_price_factors(const View& view, OfferSlot slot);
/// The same of one customer.
float own_price_factor(const View& view, std::uint32_t customer, OfferSlot slot);
/// ln of a factor, each.
std::span<const float> logs(const View& view, std::span<const float> factors);

}  // namespace clientele
