#pragma once

#include <vector>

#include "experiments/outcomes/directory.h"
#include "experiments/outcomes/outcomes.h"

namespace clientele {

/// The table `market`, out of the outcomes of `offers` and `segments`: units, revenue, profit, the mean price paid and
/// the share of the need's units, of each need, brand and firm of several brands; units and shares of brands in each
/// segment. Shares and prices of the whole run are ratios of sums, not means of ratios.
std::vector<Outcome> market_outcomes(const Directory& directory, const Outcomes& outcomes);

}  // namespace clientele
