#pragma once

#include <array>

namespace clientele {

/// What a customer's record says, in one unit of time throughout, counted from the first purchase.
struct BuyingRecord {
  double repeats = 0.0;  ///< x, purchases after the first
  double recency = 0.0;  ///< t_x, time of the last of them; 0 without any
  double age = 0.0;      ///< T, how long the customer has been watched
};

/// BG/NBD: repeat buying with silent drop-out. While alive, a customer buys by a Poisson process at a rate of its own,
/// Gamma(r, alpha); after each repeat purchase it is gone for good with a probability of its own, Beta(a, b), that
/// knows nothing of the rate. Nobody can be lost before the first repeat purchase. With a = 0 it is the NBD.
/// Neglects seasons, marketing and customers who come back.
/// Source: Fader, Hardie & Lee (2005), Marketing Science 24(2), 275.
struct BgNbd {
  double r = 1.0;      ///< shape of the rates, without a unit
  double alpha = 1.0;  ///< time: the mean rate of buying is r / alpha
  double a = 0.0, b = 1.0;
};

/// ln of the density of a customer's purchase times; `slope`, if asked for, is filled with its derivatives by r,
/// alpha, a and b. Needs whole repeats, and positive parameters (a may be 0: its slope is then none).
double log_likelihood(const BgNbd& law, const BuyingRecord& record, std::array<double, 4>* slope = nullptr);

struct MeanAndVariance {
  double mean = 0.0, variance = 0.0;
};

/// Of the repeat purchases of a new customer within `time`, from P(X >= n) = B(a, b + n - 1) / B(a, b) * P(N >= n),
/// N being the NBD's count without drop-out. Sums over n stop when what is left out is below 1e-12.
MeanAndVariance repeats_within(const BgNbd& law, double time);

/// The share of new customers without a repeat purchase within `time`.
double never_repeating(const BgNbd& law, double time);

/// That a customer with this record has not dropped out.
double probability_alive(const BgNbd& law, const BuyingRecord& record);

/// Of the purchases that a customer with this record will make within `time` from now. Given that it is alive, it is as
/// a new customer of Gamma(r + x, alpha + T) and Beta(a, b + x).
MeanAndVariance repeats_ahead(const BgNbd& law, const BuyingRecord& record, double time);

}  // namespace clientele
