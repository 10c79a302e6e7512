#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/compare/change_rows.h"
#include "experiments/tell/answer_data.h"

namespace clientele {

/// Every brand of a need before and after. Without rows if nothing is known of the need.
AnswerTable brand_changes(const std::vector<ChangeRow>& changes, const Label& need, const std::string& currency);

/// What a variant of the scenario changed in each need, out of the table `differences`.
void write_change(std::ostream& out, const Scenario& scenario, const Frame& differences, const std::string& variant);

}  // namespace clientele
