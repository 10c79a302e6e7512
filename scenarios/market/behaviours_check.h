#pragma once

#include "scenarios/scenario.h"
#include "scenarios/text/document.h"

namespace clientele {

/// Reports behaviours in use that do not go together, such as one that reads a state which nobody writes, in the base
/// case and in every variant beside it.
/// Called when everything has been read without a problem, because it plans the simulation as a run would. It is made
/// here and not at the start of a run so that `clientele check` says all, with lines.
void check_behaviours(const Scenario& scenario, const Document& document, Problems& problems);

}  // namespace clientele
