#pragma once

#include <string>
#include <vector>

#include "output/provenance.h"
#include "experiments/run.h"

namespace clientele {

/// Where the results of a run come from: scenario, seed, options, program, machine. `words` is the command line.
Provenance provenance_of(const Scenario& scenario, const RunOptions& options, const std::vector<std::string>& words);

}  // namespace clientele
