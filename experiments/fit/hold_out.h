#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace clientele {

/// Which of `actors` are kept back: round(share * actors) of them, those with the smallest words of their own under
/// `seed`, so that a change of the share moves few. Draws a word for each.
std::vector<bool> hold_out(std::size_t actors, double share, std::uint64_t seed);

}  // namespace clientele
