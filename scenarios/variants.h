#pragma once

#include <string>
#include <vector>

#include "scenarios/scenario.h"

namespace clientele {

/// The variant of that name. Throws InputError, with what there is, if the scenario has none.
const Variant& variant_called(const Scenario& scenario, const std::string& name);

/// Throws InputError with all that the variants of these names plan for after the end of the clock, or change of what
/// nobody reads: asked before they are lived. The same for a name that the scenario lacks, or that is given twice.
void expect_livable(const Scenario& scenario, const std::vector<std::string>& names);

/// A sentence for each variant that could not be lived so, with what to do; for who reads a scenario to check it.
std::vector<std::string> warnings_of(const Scenario& scenario);

}  // namespace clientele
