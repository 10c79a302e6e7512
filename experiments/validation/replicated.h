#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiments/validation/ladder.h"

namespace clientele {

/// Adds a rung for the mean of several runs, within three standard errors of that mean.
void add_mean_of_runs(Ladder& ladder, Rung rung, const std::vector<double>& runs);

}  // namespace clientele
