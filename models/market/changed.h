#pragma once

#include <optional>
#include <vector>

#include "models/market/timeline.h"

namespace clientele {

/// What a variant changes, found from the specifications alone: what nobody could ever distinguish counts as the same,
/// such as names, parameters of behaviours that are off, and base shares, which are read from the base case only.
struct Changed {
  int from_tick = 0;         ///< the first tick at which the markets differ; the clock's length if they never do
  std::vector<bool> brands;  ///< by position: an offer of it, or itself, differs or is new
  std::vector<bool> firms;   ///< by position: of such a brand, or itself different
  bool customers = false;    ///< feeling, behaviours, needs or the option to buy nothing differ
  bool anything() const;
};

/// Compares two timelines of one scenario over `ticks`, by what is in force if nobody but they decides.
/// An offer that nobody can consider counts too: the specifications differ, even if nobody lives differently.
/// Asked before anything is lived: twins are compared from `from_tick` on, and answers take whose change it was from
/// it. A change too many costs time and a wider answer; one too few would leave effects without an author.
Changed what_changed(const Timeline& base, const Timeline& variant, int ticks);

/// The timeline that lies `share` of the way from base to variant: prices, costs and all other numbers of offers,
/// brands and firms, stocks and parameters in between, at the times of both. Nothing if the two differ in anything that
/// is not a matter of size (an offer added or withdrawn, a behaviour turned on, another distribution). Money
/// is rounded to the nearest whole number, so a change of a few ten-thousandths may come out whole or not at all.
/// Lived beside a variant to see how its effect grows with its size: what the last tenth of a change adds. Random
/// numbers are not touched, so the worlds in between share the luck of both ends.
std::optional<Timeline> part_of_the_way(const Timeline& base, const Timeline& variant, double share);

}  // namespace clientele
