#pragma once

#include <optional>
#include <string>

#include "scenarios/values/distributions.h"
#include "scenarios/values/scale.h"

namespace clientele {

/// What a parameter might be: how likely which number is, and how its numbers are written.
struct Uncertain {
  Distribution spread;  ///< uniform, normal or lognormal
  Scale scale;

  /// The value of a change below which a part `probability` of the range lies; with six significant digits.
  /// Monotone in `probability`, so that points that are even in it are even in the range.
  Json value(double probability) const;
  /// What must be possible for the range to make sense: its ends, or its middle where it has none.
  /// They are tried in the market when the file is read, long before the first draw.
  std::vector<Json> landmarks() const;
  bool has_ends() const { return spread.family == Distribution::Family::uniform; }
};

/// Reads `1.15 to 1.45`, `-10 % to +10 %`, `normal(-2.62, 0.3)`, `uniform(1, 2) per quarter` and the like.
Reading<Uncertain> read_uncertain(const Json& value);

}  // namespace clientele
