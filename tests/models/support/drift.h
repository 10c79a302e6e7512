#pragma once

#include "models/market/spec.h"

namespace clientele::markets {

/// How far a base case wanders in four years of weeks, from the first year to the last.
struct Drift {
  double volume = 0.0, worst_share = 0.0;  ///< as parts of one
};

/// Beside `plain`, the same people with less on their minds, so that their luck cancels.
Drift drift_of(const MarketSpec& market, const MarketSpec& plain);

}  // namespace clientele::markets
