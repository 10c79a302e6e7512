#pragma once

#include "scenarios/scenario.h"
#include "experiments/outcomes/outcomes.h"

namespace clientele {

/// Every outcome of the whole run that the base case or a variant may have, without replicates and values, for who has
/// to know what words mean before anything is lived. Names are those of comparisons; labels have no keys. Left out is
/// what nobody calls by the name of one thing (who switched from whom, cohorts, tallies by level); some that are there
/// stay 0 in every world.
Outcomes outcomes_to_expect(const Scenario& scenario);

}  // namespace clientele
