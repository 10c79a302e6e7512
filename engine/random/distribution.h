#pragma once

namespace clientele {

/// How a value is spread over customers. `constant` gives everyone `a`.
struct Distribution {
  enum class Family { constant, uniform, normal, lognormal, gamma, beta };

  Family family = Family::constant;
  double a = 0.0;  ///< the constant; low; mean; mean of the log; shape; first shape
  double b = 0.0;  ///< unused;       high; sd;  sd of the log;   scale; second shape

  static constexpr Distribution constant(double value) { return {Family::constant, value, 0.0}; }
  constexpr bool is_constant() const { return family == Family::constant; }
  /// The mean over customers.
  double mean() const;
  friend constexpr bool operator==(const Distribution&, const Distribution&) = default;
};

}  // namespace clientele
