#pragma once

#include <vector>

#include "engine/schedule/watch.h"
#include "models/laws/sbg.h"
#include "experiments/fit/maximise.h"

namespace clientele {

/// A cohort under contract, counted at the ends of periods. Customers may be fractions: percentages of a round number
/// stand for customers where the file has no counts.
struct CohortCounts {
  std::vector<int> period;        ///< 0 first, rising; periods that nobody counted may be missing
  std::vector<double> customers;  ///< still there; never rising
};

/// sBG by maximum likelihood (Fader & Hardie 2007): sum of n ln(S(t1) - S(t2)) over those who left between two counts,
/// plus n ln S(t) of those who stay. `at` holds the logarithms of alpha and beta. Needs two counts or more.
Maximum fit_survival(const CohortCounts& cohort, const Watch& watch = {});
/// Customers who are all alike: ln(-ln) of the rate at which they stay from one period to the next. The plain model
/// beside the sBG; with periods that nobody counted its rate has no closed form.
Maximum fit_constant_retention(const CohortCounts& cohort, const Watch& watch = {});
/// Back from logarithms. Shapes at a bound come back as 1e-5 or 1e5, with NaN as their standard error in `maximum`.
ShiftedBetaGeometric law_at(const Maximum& maximum);

}  // namespace clientele
