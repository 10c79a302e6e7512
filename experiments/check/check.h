#pragma once

#include <string>

#include "experiments/check/drift.h"

namespace clientele {

/// The base drift of every need with a verdict: a calibrated scenario stays within 1 point of share and 1 % of volume.
std::string check_report(const Scenario& scenario, unsigned threads);

/// The same in words.
std::string words_of(const Drift& drift);

}  // namespace clientele
