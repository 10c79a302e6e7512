#pragma once

#include <string>
#include <vector>

#include "experiments/record/thing.h"
#include "experiments/record/watched.h"

namespace clientele {

/// What rows call a thing, and where it stands: among the brands, offers or attributes of its need.
struct Named {
  std::size_t at = 0;
  Label name;
};

// Every name goes into a row with the place of what it names in the row's world (Thing): those who read the row join by
// the place.

/// How a world started: names and whose everything is, which stay for the run.
const MarketSpec& market_of(const Watched& watched, std::size_t world);
Label need_name(const Watched& watched, std::size_t world, std::uint32_t need);
Label segment_name(const Watched& watched, std::size_t world, std::size_t segment);

/// Empty, and of nothing, for what only other worlds have.
Label brand_name(const Watched& watched, std::size_t world, std::uint32_t need, std::size_t brand);
/// An offer by its position among those of its need.
Label offer_name(const Watched& watched, std::size_t world, std::uint32_t need, std::size_t position);
/// The brands of a need that a world sells at some time; what only other worlds sell is left out.
std::vector<Named> brands_in(const Watched& watched, std::size_t world, std::uint32_t need);
/// What a column has a value for: nothing in particular, brands, or the offers or attributes of the need.
std::vector<Named> items_in(const Watched& watched, std::size_t world, std::uint32_t need, Per per);

}  // namespace clientele
