#pragma once

#include "bench/reference_market.h"

namespace clientele::bench {

/// The roof: the reference market fused by hand, as fast as we know how to make it with the same words of luck, the
/// same Gumbel choice, computed friends and two passes a week. It can do nothing else, so an engine is judged by
/// how near it comes.
/// It keeps the rules of the project, equal bits on every machine among them: neither FMA nor approximate functions,
/// which would raise it without showing what an engine could reach.
std::unique_ptr<Market> roof(const Size& size);

}  // namespace clientele::bench
