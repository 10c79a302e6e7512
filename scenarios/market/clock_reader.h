#pragma once

#include "models/market/spec.h"
#include "scenarios/market/cursor.h"
#include "scenarios/scenario.h"

namespace clientele {

/// The clock; where it is wrong the problem is noted and the default stands in.
Clock read_clock(const Cursor& clock);
/// What is recorded, in ticks of the clock.
Observe read_observe(const Cursor& observe, const Clock& clock);

}  // namespace clientele
