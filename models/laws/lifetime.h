#pragma once

#include "engine/math/exact.h"

namespace clientele {

/// What a customer is worth who brings the same margin in every period and stays from one to the next with the same
/// probability: the sum over periods k = 1, 2, ... of margin * (retention / (1 + discount))^k. The margin of the period
/// in which the customer is seen is not part of it. All rates are per period, whatever its length.
///
/// Assumes that who leaves is lost for good, and that who stays is as likely to stay again: a floor where customers
/// pause, and too low where they differ (long-standing ones stay longer). Source: Gupta, Lehmann & Stuart (2004), JMR
/// 41(1) 7-18, "Valuing customers".
struct CustomerLife {
  double margin = 0.0;
  double retention = 0.0;  ///< 0 to 1
  double discount = 0.0;   ///< above 0, or retention below 1

  /// margin * r / (1 + d - r).
  constexpr double value() const { return margin * retention / (1.0 + discount - retention); }
  /// The same for the first `periods` alone: the longer one looks ahead, the more retention counts.
  constexpr double value_within(int periods) const {
    double sum = 0.0, still = 1.0;
    for (int k = 0; k < periods; ++k) sum += still *= retention / (1.0 + discount);
    return margin * sum;
  }
};

/// As scenarios count them: a month is a twelfth, a quarter 13 weeks.
inline constexpr double weeks_per_year = 52.0;

/// What a payment after `weeks` is worth today, at a discount rate per year.
inline double present_value(double per_year, double weeks) {
  return math::pow(1.0 + per_year, -weeks / weeks_per_year);
}

/// The discount rate of a period that comes to `per_year` over a year.
inline double discount_within(double per_year, double weeks) {
  return math::pow(1.0 + per_year, weeks / weeks_per_year) - 1.0;
}

}  // namespace clientele
