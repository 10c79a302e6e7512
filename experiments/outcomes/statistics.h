#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace clientele {

/// The level of every interval that is printed or written.
inline constexpr double confidence = 0.95;

/// A mean with the interval that holds the true mean at some level of confidence. Over replicates it speaks of luck
/// alone, not of parameters that are not known well.
struct Interval {
  double mean = 0.0, low = 0.0, high = 0.0;
  /// Whether the data tell the true mean from `value`.
  constexpr bool excludes(double value) const { return value < low || value > high; }
};

/// A mean that strays about the truth by Student's law. Below one degree of freedom nothing is known about the error.
struct Estimate {
  double mean = 0.0;
  double error = 0.0;    ///< standard error
  double freedom = 0.0;  ///< degrees of freedom of `error`

  /// Infinite if the error is not known; 0 without error.
  double half_width(double level) const;
  Interval interval(double level) const;
  /// That the truth is above 0, for someone who knew nothing before; one half for a mean of exactly 0 without error,
  /// NaN if the error is not known.
  double probability_above_zero() const;
  /// How often luck alone brings a mean as far from 0, two-sided; 1 if the error is not known.
  double p_value() const;
};

/// The mean over replicates, which are nearly normal as sums over many customers. Needs a value.
Estimate estimate_mean(std::span<const double> replicates);

// Replicates are sums over many customers and few in number: normal, with a spread that must be estimated.
/// Student's interval for the mean. From one value nothing is known about luck: the interval is infinite.
Interval mean_interval(std::span<const double> replicates, double level = confidence);

/// The interval of variant minus base, pair by pair: worlds that share their luck differ by much less than
/// strangers. Needs as many values in both.
Interval paired_difference(std::span<const double> base, std::span<const double> variant, double level = confidence);

/// The ratio of the means of pairs with Fieller's interval (1954), which is exact for normal pairs. NaN ends where the
/// denominator is not told from 0. Needs as many values in both, at least one.
Interval ratio_interval(std::span<const double> numerator, std::span<const double> denominator,
                        double level = confidence);

/// Where planning ends: more replicates than anybody runs.
inline constexpr double countless_replicates = 1e9;

/// The fewest replicates that give an interval no wider than `half_width` to either side, judged by the spread seen;
/// at most countless_replicates. Needs two values or more and a positive width.
double replicates_needed(std::span<const double> replicates, double half_width, double level = confidence);

/// The same where replicates vary by `variance`.
double replicates_needed(double variance, double half_width, double level = confidence);

/// How many times fewer replicates shared luck needs than independent luck: the variances of both worlds over that of
/// the paired difference. Infinite if the difference does not vary. Needs two pairs or more.
double variance_ratio(std::span<const double> base, std::span<const double> variant);

/// Holm's procedure (1979): which of several hypotheses fall, so that one or more true ones fall with probability
/// `error` at most. In the order of the p-values.
std::vector<bool> holm(std::span<const double> p_values, double error);

}  // namespace clientele
