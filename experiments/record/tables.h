#pragma once

#include <string>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// The tables of a run, all empty, in the order in which they are written. `currency` names the unit of money.
/// Their columns are documented in docs/output.md from the texts here.
std::vector<Frame> run_tables(const std::string& currency);

}  // namespace clientele
