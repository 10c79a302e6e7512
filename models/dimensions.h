#pragma once

#include "engine/population/columns.h"

namespace clientele {

/// What customers have one value for: themselves, each attribute that offers of a need differ in, each brand that ever
/// has an offer in the need, each offer. Extents of a need count them over all its worlds (NeedPlan::extents).
enum class Per : std::uint8_t { customer, attribute, brand, offer };

static_assert(Per::customer == Per{}, "the engine takes dimension 0 for the customer alone");

}  // namespace clientele
