#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/market/spec.h"

namespace clientele {

/// The search for the constants of a need where customers hold what they decided for: shares are of holders, and they
/// change by decisions alone (docs/decisions/base_case.md). Arrays are by slot, 0 being nothing.
class Holders {
 public:
  explicit Holders(std::size_t slots) : sum_(slots), wanted_(slots), before_(slots), step_(slots) {}

  /// Adds the holders of a tick.
  void add(std::span<const std::int64_t> held);
  /// The holders when a year begins.
  void begin_year(std::span<const std::int64_t> held) { before_.assign(held.begin(), held.end()); }
  /// Takes shares of holders as they stand for those wanted, where there are tastes for brands; else those given.
  void want(const NeedSpec& need);
  /// Moves constants so that as many come to each offer in a year as leave it, and the part `gain` of those that it
  /// lacks. `joins` are a year's decisions; the holders at its start are known.
  void balance(std::span<const std::int64_t> held, std::span<const std::int64_t> joins, double gain,
               std::span<float> constants);
  /// One round of the contraction for shares of holders. They answer to constants less than choices do, most of all
  /// where nobody may return to the brand just left, so each step goes by the answer to the last one.
  void correct(std::span<float> constants);

 private:
  std::vector<std::int64_t> sum_;               ///< of holders over the measured ticks of this round
  std::vector<double> wanted_, before_, step_;  ///< shares; last round's; what constants rose by since
};

}  // namespace clientele
