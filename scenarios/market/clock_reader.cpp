#include "scenarios/market/clock_reader.h"

#include "scenarios/values/time_points.h"

namespace clientele {
namespace {

/// A length of time as ticks, at least `least`.
/// Refused and not rounded: a panel period of 4 weeks with a tick of a month would be counted over 13/3 weeks, and
/// penetrations would be compared with figures of another period.
int read_ticks(const Cursor& length, const Clock& clock, int least, int fallback) {
  const auto weeks = length.number("weeks");
  // These have been reported by the check of the document; 52,000 weeks are its bound.
  if (!weeks || *weeks < 0 || *weeks > 52'000) return fallback;
  const auto ticks = whole_ticks(*weeks, clock);
  if (!ticks)
    length.problem(quoted(length.json()) +
                   " is no whole number of ticks (a month is 52/12 weeks, a quarter 13, a year 52). Choose a multiple "
                   "of the tick.");
  else if (*ticks < least)
    length.problem(quoted(length.json()) + " is shorter than one tick.");
  return ticks && *ticks >= least ? *ticks : fallback;
}

}  // namespace

Clock read_clock(const Cursor& clock) {
  Clock read;
  // A month is a twelfth of 52 weeks, so that a year is 52 weeks, 12 months and 364 days.
  if (clock["tick"].is("day")) read.weeks_per_tick = 1.0 / 7.0;
  if (clock["tick"].is("month")) read.weeks_per_tick = 13.0 / 3.0;
  read.ticks = read_ticks(clock["length"], read, 1, *whole_ticks(52.0, read));
  read.burn_in = read_ticks(clock["burn_in"], read, 0, 0);
  return read;
}

Observe read_observe(const Cursor& observe, const Clock& clock) {
  Observe read;
  read.every = read_ticks(observe["every"], clock, 1, 1);
  const int quarter = *whole_ticks(13.0, clock);
  const Cursor panel = observe["panel"];
  read.panel_ticks = panel.is("none") ? 0 : read_ticks(panel, clock, 1, quarter);
  read.patience = observe["patience"].number("1").value_or(read.patience);
  read.journeys = static_cast<int>(observe["journeys"].integer().value_or(read.journeys));
  return read;
}

}  // namespace clientele
