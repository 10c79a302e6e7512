#pragma once

#include <limits>

namespace clientele {

/// A number of which nothing is known. Means leave it out, and whoever writes it for people writes that it is not
/// known.
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace clientele
