#pragma once

#include <string>
#include <vector>

#include "experiments/check/drift.h"

namespace clientele {

/// The drift of all needs in words, with a verdict each: a calibrated scenario stays within 1 point of share and 1 % of
/// volume. The verdict is in the words alone: drift does not fail the command, as differences between variants may be
/// sound all the same.
std::string drift_text(const std::vector<Drift>& drifts);
/// Of one need.
std::string words_of(const Drift& drift);

}  // namespace clientele
