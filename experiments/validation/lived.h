#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/life/market.h"
#include "scenarios/scenario.h"
#include "experiments/validation/ladder.h"

namespace clientele {

/// A scenario lived for the ladder: the base case, with its variants beside it. World 0 is the base case, world v + 1
/// the variant v; all share their luck. Lives as `run` does, but shows every tick to whoever asks instead of filling
/// tables: what laws need (who bought what, when) is in no table.
class Lived {
 public:
  /// Finds the base case, which may take longer than living it; once for all replicates.
  Lived(Scenario scenario, const Ladder::Options& options);
  /// A scenario that is written out in the code.
  Lived(const std::string& yaml, const Ladder::Options& options) : Lived(read_scenario(yaml, "ladder.yaml"), options) {}

  using Seen = std::function<void(const Market& market)>;
  /// Lives all ticks; `seen` is called after each of them, never during burn-in, and may read all that the market lets
  /// read until it returns.
  void live(const Seen& seen, std::uint32_t replicate = 0);
  const Scenario& scenario() const { return *scenario_; }
  const MarketSpec& market() const { return *scenario_->base.market; }
  /// The same market with something of it changed, before it is lived: what scenarios do not say, such as a network
  /// that is given. The base case is found anew. What the base case plans for later is dropped, as it was meant for
  /// the old market.
  void change(const std::function<void(MarketSpec& market)>& how);
  /// What moves while the base case is lived, beside what the scenario says.
  void plan(std::vector<TermChange> changes);

 private:
  std::shared_ptr<Scenario> scenario_;  ///< sessions share it, and none of them is there when it changes
  Watch watch_;                         ///< heard, not told: parts say how far they are
  Team team_;
  BaseCase base_case_;
};

/// Calls visit(customer, slot) for each occasion of the first need that did not end with nothing, in the order of
/// blocks and occasions. Slots count from 1, 0 being nothing.
void for_each_purchase(const Market& market, const std::function<void(std::uint32_t customer, OfferSlot slot)>& visit,
                       std::size_t world = 0);

/// What the last tick counted in the first need at a level, known by name: all segments and brands. Throws
/// std::out_of_range for a tally that is not there.
double counted(const Market& market, std::string_view tally, std::string_view level);

/// Purchases of each offer of the first need over all ticks.
std::vector<double> purchases(Lived& lived, std::size_t world = 0, std::uint32_t replicate = 0);

/// The values that the first need's customers have in a column, by item and customer. Throws std::out_of_range for one
/// that is not there.
std::vector<std::vector<float>> column_of(const Market& market, std::string_view name);

}  // namespace clientele
