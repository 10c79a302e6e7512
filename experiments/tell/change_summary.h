#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/compare/change_rows.h"

namespace clientele {

/// Every brand of a need before and after. Nothing if the need has no rows.
void write_brand_changes(std::ostream& out, const std::vector<ChangeRow>& changes, const Label& need,
                         const std::string& currency);

/// What a variant of the scenario changed in each need, out of the table `differences`.
void write_change(std::ostream& out, const Scenario& scenario, const Frame& differences, const std::string& variant);

}  // namespace clientele
