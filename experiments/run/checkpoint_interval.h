#pragma once

#include <string_view>

#include "models/market/spec.h"

namespace clientele {

/// How many ticks lie between checkpoints: `EVERY` is a number of ticks, or a time such as "13 weeks", which is
/// rounded down to whole ticks, one at least. Throws InputError.
/// Rounded and not refused, unlike lengths in a scenario: no figure depends on when state is kept.
int checkpoint_interval(std::string_view every, const Clock& clock);

}  // namespace clientele
