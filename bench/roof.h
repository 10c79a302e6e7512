#pragma once

#include "bench/reference_market.h"

namespace clientele::bench {

/// The roof: the reference market fused by hand, as fast as we know how to make it with the same words of luck, the
/// same Gumbel choice, computed friends and two passes a week. It can do nothing else, so an engine is judged by
/// how near it comes.
std::unique_ptr<Market> roof(const Size& size);

}  // namespace clientele::bench
