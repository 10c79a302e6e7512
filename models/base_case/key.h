#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/market/timeline.h"

namespace clientele {

/// What the base case of a scenario depends on, as bytes, and nothing else: two scenarios of equal keys have the same
/// one. So names, money that customers do not see, the number of customers (the search has its own) and what happens
/// after the start are left out, edges of a given network and recorded purchases are in.
std::vector<std::byte> key_of_search(const Timeline& base, const Clock& clock, std::uint32_t seed);

}  // namespace clientele
