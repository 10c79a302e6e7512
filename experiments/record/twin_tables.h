#pragma once

#include <string>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// The tables that twins of a comparison fill, all empty, in the order in which they are written. `currency` names the
/// unit of money.
std::vector<Frame> twin_tables(const std::string& currency);

}  // namespace clientele
