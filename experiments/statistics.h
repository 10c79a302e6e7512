#pragma once

#include <span>

namespace clientele {

/// A mean with the interval that holds the true mean at some level of confidence. It speaks of luck alone: of
/// replicates, not of parameters that are not known well.
struct Interval {
  double mean = 0.0, low = 0.0, high = 0.0;
  /// Whether the data tell the true mean from `value`.
  constexpr bool excludes(double value) const { return value < low || value > high; }
};

/// Student's interval for the mean over replicates, which are nearly normal as sums over many customers. From one
/// value nothing is known about luck: the interval is infinite. Needs a value.
Interval mean_interval(std::span<const double> replicates, double level = 0.95);

/// The interval of variant minus base, pair by pair: worlds that share their luck differ by much less than
/// strangers. Needs as many values in both.
Interval paired_difference(std::span<const double> base, std::span<const double> variant, double level = 0.95);

/// About how many replicates give an interval no wider than `half_width` to either side, judged by the spread seen.
/// Needs two values or more and a positive width.
double replicates_needed(std::span<const double> replicates, double half_width, double level = 0.95);

}  // namespace clientele
