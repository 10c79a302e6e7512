#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/measures/frame.h"
#include "models/life/market.h"
#include "scenarios/scenario.h"
#include "experiments/record/twin_outcomes.h"

namespace clientele {

/// Watches twins while a base case and variants are lived and writes down what the changes did: the tables twins,
/// flows, why, divergence, value and stories (docs/output.md). Names are those of the base case where it has them.
class TwinCollector {
 public:
  /// `variants` are those of Market::Setup::twins, in order.
  TwinCollector(const Scenario& scenario, std::vector<std::string> variants);

  void begin(const Market& market, std::uint32_t replicate);
  /// To be called after each tick.
  void observe(const Market& market);
  /// To be called after the last tick of a replicate.
  void end(const Market& market);

  std::vector<Frame>& frames() { return frames_; }

 private:
  /// What has been counted of one variant and need since the last row.
  struct Sums {
    std::vector<std::int64_t> parts = {};               ///< [mechanism][slot]
    std::vector<std::int64_t> units = {}, demand = {};  ///< by slot, variant minus base case
    std::vector<std::int64_t> occasions = {};           ///< by segment
    std::vector<double> gains = {};                     ///< by segment
    std::int64_t first = 0;
    std::vector<std::int64_t> flows = {};  ///< [from][to], over the whole replicate
  };
  /// One variant and need.
  struct Pair {
    std::size_t at = 0;  ///< among the variants
    std::uint32_t need = 0;
    const TwinBook* book = nullptr;
    OfferNames names;
    const TickCounts *base = nullptr, *variant = nullptr;
    bool holds = false;  ///< customers use what they hold, see OccasionRule::held
  };
  std::vector<Pair> pairs(const Market& market) const;
  Sums& sums(const Pair& pair) { return sums_[pair.at * needs_ + pair.need]; }
  void add_up(const Pair& pair);
  void write_why(const Pair& pair, int tick);
  void write_divergence(const Pair& pair, int tick);
  void write_value(const Pair& pair, int tick);
  void write_flows(const Pair& pair);
  void write_twins(const Pair& pair);
  void write_stories(const Pair& pair);
  std::string segment_name(std::size_t segment) const;
  Frame& row(std::string_view table, const Pair& pair);

  const Scenario& scenario_;
  std::vector<std::string> variants_;
  std::size_t needs_;
  std::uint32_t replicate_ = 0;
  std::vector<Frame> frames_;
  std::vector<Sums> sums_;
};

}  // namespace clientele
