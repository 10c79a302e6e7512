#pragma once

#include <span>
#include <string>

#include "models/market/timeline.h"

namespace clientele {

/// The world in which behaviours of these names never act, whoever names them: evidence, needs, segments, variants or
/// events. All else stays, and no rule for the same thing takes their place: what is switched off is the mechanism.
Timeline without(const Timeline& timeline, std::span<const std::string> behaviours);

}  // namespace clientele
