#pragma once

#include <vector>

#include "scenarios/market/market_reader.h"

namespace clientele {

/// An offer as written: its own words, then those of its brand.
/// An offer inherits word by word and not as a whole; what must not be inherited, the name and the share of a brand, is
/// asked of `offer` alone. Without `offers:` both are the brand.
struct Written {
  Cursor offer, brand;

  Cursor operator[](std::string_view key) const {
    Cursor own = offer[key];
    return own.given() ? own : brand[key];
  }
};

/// An offer on its way into its need.
/// Shares and prices can only be checked beside the other offers of a need, so what was written is kept beside what was
/// read until all are there.
struct Draft {
  OfferSpec spec;
  std::vector<PlannedPrice> planned;  ///< by rising tick
  Written written;
  std::size_t need = 0;
  /// Told apart from a price of 0: without prices in a need everything costs 1, and nobody reacts to prices.
  bool priced = false;
};

/// All that an offer says but its attributes, whose names are its need's.
OfferSpec read_offer_values(const Written& written, const ReaderContext& context);

/// The prices that are planned for later, by rising tick; `spec` gets the one of tick 0, if there is one.
std::vector<PlannedPrice> read_schedule(const Cursor& schedule, ReaderContext& context, OfferSpec& spec);

/// Whether and how the offers of a need are priced: all or none, and by the time of use where customers hold what they
/// decided for.
/// Called once for each need and world, with all its offers.
void check_prices(const NeedSpec& need, const std::vector<const Draft*>& offers, const ReaderContext& context);

}  // namespace clientele
