#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/measures/frame.h"
#include "engine/schedule/watch.h"
#include "experiments/outcomes/outcomes.h"
#include "experiments/outcomes/statistics.h"

namespace clientele {

/// One figure in two worlds that share their luck, by replicate; NaN: unknown.
struct Pairs {
  std::span<const double> base, variant;
};

/// What pairs say of variant minus base (docs/decisions/differences.md).
struct PairedEstimate {
  double base = 0.0, variant = 0.0;  ///< means over the pairs, and over sets of parameters; NaN: unknown
  Estimate difference;               ///< covers luck, and parameters where there are several sets
  Estimate luck;                     ///< the same mean, as far as more replicates would make it better known
  Interval percent;                  ///< of the base's size; NaN where it is 0 or not told from 0
  double luck_sd = 0.0;              ///< of the difference in one replicate; NaN: unknown
  double parameter_sd = 0.0;         ///< of the true difference between sets; NaN: unknown
  std::size_t sets = 0;              ///< of parameters, in which something is known
  std::size_t replicates = 0;        ///< pairs of the set that has fewest
};

/// Compares pair by pair. One element per set of parameters; sets in which nothing is known are left out.
PairedEstimate compare_pairs(std::span<const Pairs> sets, double level = confidence);

/// One outcome in every set of parameters. A set that lacks it has zeros if it is a sum, and else knows nothing.
class OutcomeInSets {
 public:
  /// Looks it up in each set, which must outlive this object.
  OutcomeInSets(std::span<const Outcomes> sets, const OutcomeKey& key);
  /// `found` has the outcome, or null, for each set; at least one is there.
  OutcomeInSets(std::span<const Outcomes> sets, std::vector<const Outcome*> found);

  bool known() const { return any_ != nullptr; }
  const OutcomeKey& key() const { return any_->key; }
  /// The worlds are positions in Outcomes::worlds.
  std::vector<Pairs> pairs(std::size_t base, std::size_t variant) const;

 private:
  std::span<const Outcomes> sets_;
  std::vector<const Outcome*> found_;
  const Outcome* any_ = nullptr;
  std::vector<double> zeros_;  ///< as many as the longest set has replicates, if a set lacks a sum
};

/// Also the list of its columns for those who ask for tables by name before any is made.
/// The table `differences`, empty.
Frame differences_table();

/// Every outcome of every variant against the base case. `sets` are the outcomes of one set of parameters or of
/// several, the scenario's own first, all with the same worlds. Needs a set. `watch` is told and heard.
Frame differences(std::span<const Outcomes> sets, const Watch& watch = {});

}  // namespace clientele
