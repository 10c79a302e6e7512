#pragma once

#include <string_view>

#include "models/market/spec.h"
#include "scenarios/values/units.h"

namespace clientele {

/// Weeks after the start of `week 14`, `14 weeks`, `month 3` and the like.
/// Times count from the start of the run, burn-in left out: `week 0` is when the first tick begins, and `week 14` when
/// 14 weeks are over.
Reading<double> read_time_point(std::string_view text);

/// The first tick that begins at or after a moment.
/// A change takes effect at a tick's beginning or not at all within it; later and not earlier, so nothing happens
/// before it was said to.
int tick_at(double weeks, const Clock& clock);
/// A length in ticks if it is a whole number of them.
/// Lengths are refused where moments are moved on: a moment is when something is in force, a length is what figures are
/// counted over.
std::optional<int> whole_ticks(double weeks, const Clock& clock);

}  // namespace clientele
