#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "experiments/world_books.h"

namespace clientele {

/// What a buyer of one of a firm's brands is worth to it, by replicate and firm, in currency units; NaN without a panel
/// of two periods (docs/decisions/money_of_a_change.md). `brands` is that table of a run, or null; `books` are the
/// world's; `discount` is per year.
std::map<std::int64_t, std::vector<double>> lifetime_values(const Frame* brands, const BookedWorld& world,
                                                            const std::map<std::int64_t, WorldBooks>& books,
                                                            const OfferPlaces& places, double discount);

}  // namespace clientele
