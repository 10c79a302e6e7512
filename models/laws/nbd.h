#pragma once

#include <cstdint>

#include "engine/math/exact.h"

namespace clientele {

/// The negative binomial law of buying: each customer's purchases are Poisson at a steady rate of their own, and the
/// rates follow Gamma(shape, mean / shape). Neglects dead time after a purchase and any drift of the rate.
/// Source: Ehrenberg (1959), Applied Statistics 8, 26.
struct Nbd {
  double mean = 0.0;   ///< purchases per customer in the period, buyers or not
  double shape = 1.0;  ///< K, without a unit: small when a few customers buy most; it does not depend on the period

  /// The same customers watched for `periods` times as long.
  constexpr Nbd over(double periods) const { return {mean * periods, shape}; }
};

/// ln P(no purchase) = -K ln(1 + mean / K).
inline double log_zero_class(const Nbd& law) { return -law.shape * math::log1p(law.mean / law.shape); }

/// The share of customers who buy nothing in the period.
inline double zero_class(const Nbd& law) { return math::exp(log_zero_class(law)); }

/// The share of customers who buy exactly `purchases` times.
inline double pmf(const Nbd& law, std::uint32_t purchases) {
  if (law.mean == 0.0) return purchases == 0 ? 1.0 : 0.0;
  const double n = purchases;
  const double log_ways = math::lgamma(law.shape + n) - math::lgamma(law.shape) - math::lgamma(n + 1.0);
  return math::exp(log_ways + log_zero_class(law) + n * math::log(law.mean / (law.mean + law.shape)));
}

}  // namespace clientele
