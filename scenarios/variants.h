#pragma once

#include <string>

#include "scenarios/scenario.h"

namespace clientele {

/// The variant of that name. Throws std::out_of_range if the scenario has none.
const Variant& variant_called(const Scenario& scenario, const std::string& name);

}  // namespace clientele
