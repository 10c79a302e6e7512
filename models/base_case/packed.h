#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/market/need_base.h"
#include "models/market/spec.h"

namespace clientele {

/// A base case that was found, as bytes.
std::vector<std::byte> packed_base_case(const BaseCase& found);
/// The base case again, bit for bit. Throws std::runtime_error for bytes that are none of this market.
BaseCase unpacked_base_case(std::span<const std::byte> bytes, const MarketSpec& market);

}  // namespace clientele
