#pragma once

#include <string>

#include "experiments/run/run.h"

namespace clientele {

/// Why customers of a need left their brands, in a sentence or two; empty where nobody is known to have left.
std::string reasons_sentence(const Scenario& scenario, const Results& results, const Label& need);

}  // namespace clientele
