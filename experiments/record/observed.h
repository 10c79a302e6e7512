#pragma once

#include "models/observe/followed.h"
#include "scenarios/scenario.h"

namespace clientele {

/// Customers of a run whose reasons are kept: enough to tell shares of reasons, few enough to cost little. A comparison
/// tells the stories of twins and no journeys.
Followed::Wanted followed_customers(const Scenario& scenario, bool journeys);

/// Length of a panel period in ticks: as observed, at most the whole run; 0 without a panel.
int panel_ticks(const Scenario& scenario);

}  // namespace clientele
