#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/outcomes/world_books.h"

namespace clientele {

/// What a buyer of one of a firm's brands is worth to it, by replicate and firm, in currency units; NaN without a panel
/// of two periods (docs/decisions/money_of_a_change.md). `brands` is that table of a run, or null; `books` are the
/// world's; `discount` is per year.
std::map<std::int64_t, std::vector<double>> lifetime_values(const Frame* brands, const BookedWorld& world,
                                                            const BooksOfReplicates& books, const OfferPlaces& places,
                                                            double discount);

/// Fills the table `lifetimes` of a run, replicate by replicate and world by world: what a customer of each brand is
/// worth to its firm, in the brands of which a panel knows enough. Referral value counts customers won by talk and
/// referral, where a tally `acquired` tells of them; what these bring in their turn is left out, so that nobody counts
/// twice. Source: Kumar et al. (2010), Journal of Service Research 13(3), for referral beside lifetime value.
void add_lifetimes(std::vector<Frame>& run, std::span<const BookedWorld> worlds, const Scenario& scenario);

}  // namespace clientele
