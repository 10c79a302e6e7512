#pragma once

#include <string>

#include "experiments/run/run.h"

namespace clientele {

/// What a run found, for people: brands beside what was observed, the laws of buying, what a variant changed.
/// Fits 100 columns; ends with a newline.
/// Called by `clientele run` at its end. What was not recorded is left out: without a panel neither penetration nor
/// laws.
std::string summary(const Scenario& scenario, const Results& results, const RunOptions& options);

}  // namespace clientele
