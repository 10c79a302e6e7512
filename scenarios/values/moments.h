#pragma once

#include <string_view>

#include "models/market/spec.h"
#include "scenarios/values/units.h"

namespace clientele {

/// Weeks after the start of `week 14`, `14 weeks`, `month 3` and the like.
Reading<double> read_moment(std::string_view text);

/// The first tick that begins at or after a moment.
int tick_at(double weeks, const Clock& clock);
/// A length in ticks if it is a whole number of them.
std::optional<int> whole_ticks(double weeks, const Clock& clock);

}  // namespace clientele
