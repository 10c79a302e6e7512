#pragma once

#include "bench/reference_market.h"

namespace clientele::bench {

/// The reference market as a loop over customer objects: what a competent programmer writes without a thought of
/// vectors, threads or caches. Uses one thread whatever `size.threads` says. Compiled with -O2.
/// Not a straw man: friends are found once and stored, and all customers stand in one array.
std::unique_ptr<Market> plain_loop(const Size& size);

}  // namespace clientele::bench
