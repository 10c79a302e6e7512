#pragma once

#include <set>
#include <vector>

#include "experiments/outcomes/directory.h"
#include "experiments/outcomes/outcomes.h"

namespace clientele {

/// The table `market`, out of the outcomes of `offers`, `segments` and `tallies`: units, revenue, profit, the mean
/// price paid and the share of the need's units, of each need, brand and firm of several brands; units and shares of
/// brands in each segment. Where customers hold what they decided for, a unit is a customer in a tick: there are the
/// mean number of customers, the share of them who end it in a month, and what one pays in a month, too. Shares and
/// prices of the whole run are ratios of sums, not means of ratios. Money is that of the whole market, units and
/// customers are those lived.
std::vector<Outcome> market_outcomes(const Scenario& scenario, const Directory& directory, const Outcomes& outcomes);

/// Whether customers hold and use what they decided for, in a need or in all needs of a scenario.
bool customers_hold(const NeedSpec& need);
bool customers_hold(const Scenario& scenario);
/// The needs in which they do, by their keys: `units` counts who holds an offer, tick by tick.
std::set<LabelKey> needs_held(const Scenario& scenario);

}  // namespace clientele
