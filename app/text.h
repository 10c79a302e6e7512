#pragma once

#include <string>

namespace clientele {

/// A time as people say it, in its two largest units: "less than 1 s", "8 s", "2 min 5 s", "3 h 20 min",
/// "2 d 3 h".
std::string duration(double seconds);

}  // namespace clientele
