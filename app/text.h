#pragma once

#include <string>

namespace clientele::app {

/// A time as people say it, in its two largest units: "less than 1 s", "8 s", "2 min 5 s", "3 h 20 min",
/// "2 d 3 h".
/// For people; a guess of the time left is not worth more than two units.
std::string duration(double seconds);

}  // namespace clientele::app
