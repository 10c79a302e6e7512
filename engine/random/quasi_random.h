#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/random/philox.h"

namespace clientele {

/// points[i][d] in (0, 1): a Sobol sequence, shifted digit by digit by the words of a stream at `purpose`, trait tick.
/// Of 2^k points each of 2^k equal parts of every dimension holds one. Further points or dimensions leave the others as
/// they are. At most 3,667 dimensions. Source: Joe & Kuo (2008), as Boost has it.
std::vector<std::vector<double>> quasi_random(Key key, std::uint32_t purpose, std::size_t points,
                                              std::size_t dimensions);

}  // namespace clientele
