#pragma once

#include <string>

#include "experiments/check/drift.h"

namespace clientele {

/// The base drift of every need with a verdict: a calibrated scenario stays within 1 point of share and 1 % of volume.
/// The verdict is in the words alone: drift does not fail the command, as differences between variants may be sound all
/// the same. Takes the time of a run of four years.
std::string check_report(const Scenario& scenario, unsigned threads, const Watch& watch = {});

/// The same in words.
std::string words_of(const Drift& drift);

}  // namespace clientele
