#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

/// Helpers of statistical tests. A p value is the chance that luck alone gives a sample as far from the hypothesis or
/// farther; a test that asks `p > false_alarm_rate` fails by luck at that rate. All are two-sided unless they say so.
namespace clientele::statistics {

/// The rate at which a statistical test of this project may fail by luck. Seeds are fixed, so one that passes keeps
/// passing; the rate says how hard it is to pass by choosing a seed.
inline constexpr double false_alarm_rate = 1e-6;

double mean(std::span<const double> sample);

/// Standard deviation with divisor n - 1. Needs two values or more.
double standard_deviation(std::span<const double> sample);

struct Bounds {
  double low = 0.0, high = 0.0;
  bool contains(double value) const { return low <= value && value <= high; }
};

/// Student's interval for the mean of normal values, wrong with probability `error`. Needs two values or more.
Bounds t_interval(std::span<const double> sample, double error = false_alarm_rate);

/// Of a value that should be normal with this mean and standard deviation.
double normal_p_value(double value, double mean, double sd);

/// Student's test that the mean of normal values is `expected`. Needs two values or more that differ.
double t_p_value(std::span<const double> sample, double expected);

/// Pearson's goodness of fit of counts to expected counts (same total; each should be 5 or more). `fitted`
/// parameters estimated from the counts cost a degree of freedom each. One-sided: only a bad fit alarms.
double chi_square_p_value(std::span<const std::uint64_t> counts, std::span<const double> expected, int fitted = 0);

/// Of `successes` out of `trials` with this probability of each: twice the smaller exact tail, at most 1.
double binomial_p_value(std::uint64_t successes, std::uint64_t trials, double probability);

/// Kolmogorov and Smirnov's test that a sample has a continuous distribution function; by Kolmogorov's limit law with
/// the correction of Stephens (1970), good to a few per cent of p from 10 values on.
double ks_p_value(std::vector<double> sample, const std::function<double(double)>& distribution);

/// P(sup |Brownian bridge| > x), Kolmogorov's limit law.
double kolmogorov_tail(double x);

}  // namespace clientele::statistics
