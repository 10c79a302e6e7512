#include "experiments/run/checkpoint_interval.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "scenarios/values/units.h"

namespace clientele {
namespace {

// More than any run has, and far from the end of int.
constexpr int most_ticks = 1'000'000'000;

InputError refused(std::string_view every) {
  return InputError(fmt::format(
      "--checkpoint: '{}' is neither a number of ticks nor a time. Write it like 10 or '13 weeks'.", every));
}

}  // namespace

/// A number alone counts ticks, as `clock` does in scenarios; with a unit it is a length of time.
int checkpoint_interval(std::string_view every, const Clock& clock) {
  const auto quantity = split_quantity(every);
  if (!quantity || !(quantity->number > 0.0)) throw refused(every);
  if (quantity->unit.empty()) {
    if (quantity->number != std::floor(quantity->number) || quantity->number > most_ticks) throw refused(every);
    return static_cast<int>(quantity->number);
  }
  const auto unit = time_unit(quantity->unit), week = time_unit("week");
  if (!unit || !week) throw refused(every);
  // By the lengths of units that scenarios have too: a month is a twelfth of 52 weeks.
  const double weeks = quantity->number * static_cast<double>(*unit) / static_cast<double>(*week);
  return static_cast<int>(std::clamp(std::floor(weeks / clock.weeks_per_tick), 1.0, double{most_ticks}));
}

}  // namespace clientele
