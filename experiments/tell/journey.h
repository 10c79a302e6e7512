#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// Which journey is to be told.
struct JourneyQuery {
  std::optional<std::int64_t> customer = {};  ///< none: the one whose life is the most varied
  std::string world = "base";
  std::int64_t replicate = 0;
};

/// The customers whose journeys a file of results keeps, by number.
std::vector<std::int64_t> told_customers(std::span<const Frame> results, const JourneyQuery& query);

/// The life of one customer as a story, one line for each turn of it; purchases of the same brand in a row are one
/// line. Throws InputError when the results keep no journeys, or none of this customer, world or replicate.
/// Reads a file of results alone, whatever scenario made it: `clientele journey` has no other.
std::string tell_journey(std::span<const Frame> results, const JourneyQuery& query);

}  // namespace clientele
