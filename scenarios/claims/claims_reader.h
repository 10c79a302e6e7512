#pragma once

#include <string>
#include <vector>

#include "scenarios/claim.h"
#include "scenarios/market/cursor.h"
#include "scenarios/scenario.h"

namespace clientele {

/// Reads `claims:` of a document whose markets have been read into `scenario`: variants and mechanisms must be there,
/// times whole numbers of ticks, curves curves, and who speaks of another claim must have one before.
/// Called last, when worlds and clock are known. Whether a curve can be lived shows where it is made (`under` in
/// scenario.h), and whether an outcome is known where tables are (experiments/claims).
std::vector<Claim> read_claims(const Cursor& claims, const Scenario& scenario);

}  // namespace clientele
