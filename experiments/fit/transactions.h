#pragma once

#include <map>

#include "engine/schedule/watch.h"
#include "models/laws/bgnbd.h"
#include "experiments/fit/maximise.h"
#include "experiments/fit/purchase_log.h"

namespace clientele {

/// Where the search for the logarithms of parameters ends: 1e-5 to 1e5, in weeks for alpha. Beyond, customers are
/// alike or the parameter is none, and the likelihood is flat.
struct BgNbdBounds {
  static constexpr double low = -11.5, high = 11.5;
};

/// BG/NBD by maximum likelihood (Fader, Hardie & Lee 2005). `at` holds the logarithms of r, alpha, a and b. Needs
/// somebody who repeats. Also the estimator of the ladder's recovery of what was simulated.
Maximum fit_transactions(const Records& records, const Watch& watch = {});
/// The same customers without drop-out, which makes it the NBD: logarithms of r and alpha.
Maximum fit_without_drop_out(const Records& records, const Watch& watch = {});
/// Back from logarithms: four of them, or two where nobody drops out.
BgNbd law_at(const Maximum& maximum, bool drops_out);

/// What a law expects of a log's customers, given when they bought first. Remembers the moments of each age, which are
/// sums over many numbers of purchases: customers who came on the same day, and the weeks of a tracking, share them.
/// Variances add up, as customers are independent given the parameters.
class ExpectedRepeats {
 public:
  explicit ExpectedRepeats(const BgNbd& law) : law_(law) {}
  /// Repeats by day `until` of customers who bought first before day `acquired`.
  MeanAndVariance repeats(const PurchaseLog& log, int acquired, int until);
  /// Repeats of customers at their own ages.
  MeanAndVariance repeats(const Records& records);

 private:
  const MeanAndVariance& at(double age);
  BgNbd law_;
  std::map<double, MeanAndVariance> known_;
};

}  // namespace clientele
