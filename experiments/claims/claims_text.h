#pragma once

#include <span>
#include <string>

#include "engine/measures/frame.h"
#include "experiments/claims/judge.h"

namespace clientele {

/// Judged claims for people: a table with what was found, its interval, the smallest size that counts and the verdict,
/// scenario by scenario, and how many come out as claimed.
std::string claims_text(std::span<const JudgedClaims> scenarios);
/// The table `claims`: one row a claim, with both intervals.
Frame claims_frame(std::span<const JudgedClaims> scenarios);

}  // namespace clientele
