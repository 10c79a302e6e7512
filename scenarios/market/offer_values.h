#pragma once

#include <vector>

#include "scenarios/market/market_reader.h"

namespace clientele {

/// An offer as written: its own words, then those of its brand.
struct Written {
  Cursor offer, brand;

  Cursor operator[](std::string_view key) const {
    Cursor own = offer[key];
    return own.given() ? own : brand[key];
  }
};

/// An offer on its way into its need.
struct Draft {
  OfferSpec spec;
  Written written;
  std::size_t need = 0;
  bool priced = false;
};

/// All that an offer says but its attributes, whose names are its need's.
OfferSpec read_offer_values(const Written& written, const ReaderContext& context);

/// Whether and how the offers of a need are priced: all or none, and by the time of use where customers hold what they
/// decided for.
void check_prices(const NeedSpec& need, const std::vector<const Draft*>& offers, const ReaderContext& context);

}  // namespace clientele
