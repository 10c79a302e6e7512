#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiments/validation/ladder.h"

namespace clientele {

/// Adds a rung for the mean of several runs, within three standard errors of that mean. The error is the one seen
/// between the runs: of eight runs it is itself uncertain (Student's t of 7 degrees passes 3 in 2 of 100 cases), which
/// is paid once, when a seed is fixed.
void add_mean_of_runs(Ladder& ladder, Rung rung, const std::vector<double>& runs);

}  // namespace clientele
