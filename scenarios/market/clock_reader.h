#pragma once

#include "models/market/spec.h"
#include "scenarios/market/cursor.h"
#include "scenarios/scenario.h"

namespace clientele {

/// The clock; where it is wrong the problem is noted and the default stands in.
/// Read before all else: moments, lengths and stocks become ticks by it. A burn-in that is not given stays 0 here;
/// whether customers learn, so that one is needed, is known only when the market has been read.
Clock read_clock(const Cursor& clock);
/// What is recorded, in ticks of the clock.
/// A quarter of a year is the usual period of consumer panels.
Observe read_observe(const Cursor& observe, const Clock& clock);

}  // namespace clientele
