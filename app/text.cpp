#include "app/text.h"

#include <array>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace clientele::app {

/// Rounded to whole seconds first and cut in the second unit, so never "1 min 60 s".
std::string duration(double seconds) {
  struct Unit {
    std::int64_t seconds;
    const char* name;
  };
  constexpr std::array<Unit, 4> units{{{86'400, "d"}, {3'600, "h"}, {60, "min"}, {1, "s"}}};
  // NaN too: a guess may come from a pace of nearly nothing.
  if (!(seconds >= 0.0 && seconds < 1e9)) return "a very long time";
  const std::int64_t whole = std::llround(seconds);
  for (std::size_t i = 0; i + 1 < units.size(); ++i) {
    if (whole < units[i].seconds) continue;
    const std::int64_t rest = whole % units[i].seconds / units[i + 1].seconds;
    const std::string first = fmt::format("{} {}", whole / units[i].seconds, units[i].name);
    return rest == 0 ? first : fmt::format("{} {} {}", first, rest, units[i + 1].name);
  }
  return whole == 0 ? "less than 1 s" : fmt::format("{} s", whole);
}

}  // namespace clientele::app
