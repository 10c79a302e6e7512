#pragma once

namespace clientele::math {

/// Where a value stands in the Gamma(shape, 1) distribution: P of it lies at or below the value, Q above.
struct GammaOdds {
  double log_odds = 0.0;   ///< ln(P / Q)
  double slope = 0.0;      ///< of the log odds, by the log of the value
  double log_above = 0.0;  ///< ln Q
};

/// By the log of the value, since for small shapes most values themselves would underflow. Relative errors of P and Q
/// are below 1e-11 for shapes from 1e-6 to 1e3, however small either is. Shape > 0; draws and remembers nothing.
GammaOdds gamma_odds(double shape, double log_value);

}  // namespace clientele::math
