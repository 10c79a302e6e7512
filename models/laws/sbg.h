#pragma once

namespace clientele {

/// Shifted beta-geometric: at the end of each period a customer under contract leaves with a probability of its own
/// that never changes, Beta(alpha, beta) over customers. Retention rises with tenure since the fickle leave first.
/// Neglects that customers change, marketing and shocks that hit all at once.
/// Source: Fader & Hardie (2007), Journal of Interactive Marketing 21(1), 76.
struct ShiftedBetaGeometric {
  double alpha = 1.0, beta = 1.0;  ///< a mean churn of alpha / (alpha + beta) in the first period
};

/// The share that stays from the start of period `period` (1, 2, ...) to its end, renewal included, of those there.
constexpr double retention(const ShiftedBetaGeometric& law, int period) {
  return (law.beta + period - 1.0) / (law.alpha + law.beta + period - 1.0);
}

/// The share of a cohort that is still there after `periods` renewals.
constexpr double survival(const ShiftedBetaGeometric& law, int periods) {
  double share = 1.0;
  for (int period = 1; period <= periods; ++period) share *= retention(law, period);
  return share;
}

/// What a customer who has renewed `renewals` times is still worth in payments of 1 at each renewal to come, the first
/// of them at the end of the running period and not discounted: the sum over k >= 0 of
/// S(renewals + 1 + k) / S(renewals) / (1 + discount)^k. Needs a discount above 0. Source: Fader & Hardie (2010),
/// Marketing Science 29(1), 85, equation 6. Terms below 1e-12 of the sum are left out.
constexpr double discounted_renewals(const ShiftedBetaGeometric& law, int renewals, double discount) {
  double sum = 0.0, still = 1.0;
  for (int period = renewals + 1;; ++period) {
    still *= retention(law, period);
    sum += still;
    still /= 1.0 + discount;
    if (still < 1e-12 * discount * sum) return sum;
  }
}

}  // namespace clientele
