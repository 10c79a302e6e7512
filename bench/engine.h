#pragma once

#include <memory>

#include "bench/reference_market.h"

namespace clientele::bench {

/// The product itself: scenarios/library/reference.yaml as anybody would run it, without tables of results.
/// Without a base case: the reference market has no shares to hold, and its rules are not measured from means.
std::unique_ptr<Market> engine(const Size& size);

}  // namespace clientele::bench
