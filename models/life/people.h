#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/network.h"
#include "engine/population/block.h"
#include "engine/population/values.h"
#include "models/life/need_plan.h"
#include "models/market/spec.h"

namespace clientele {

/// How much each customer goes by feeling, see FeelingSpec.
class FeelingWeights {
 public:
  FeelingWeights() = default;
  FeelingWeights(const FeelingSpec& spec, Key key, Traits& traits);
  /// h of each customer of a block.
  std::span<const float> of(const CustomerBlock& customers) const;

 private:
  Values values_;
  float load_effect_ = 0.0F;
  bool plain_ = true;  ///< neither load nor willpower: h is the disposition
};

/// What was drawn for customers for good, by need and name of the column: for another market of the same people.
struct DrawnConstants {
  std::vector<std::map<std::string, std::vector<std::byte>>> needs;
};

/// What all worlds of a run share: who the customers are, whom they listen to, and what never changes about them.
class People {
 public:
  /// `base` is the base case, from which constant columns are drawn. The plans and the team must outlive this.
  People(const MarketSpec& base, Key key, std::span<const NeedPlan> plans, Team& team);
  People(const People&) = delete;

  std::size_t count() const { return count_; }
  Key key() const { return key_; }
  const Network* network() const { return network_.get(); }
  std::span<const std::uint8_t> segment_of() const { return segment_of_; }
  std::size_t segments() const { return segment_sizes_.size(); }
  /// Customers by segment, counted once: what is reported of segments in every tick divides by them.
  std::span<const std::uint32_t> segment_sizes() const { return segment_sizes_; }
  /// What never changes about customers: drawn once, shared by all worlds, so a second world takes no memory for it.
  Columns& constants(std::uint32_t need) { return constants_[need]; }
  /// A copy of all constant columns.
  DrawnConstants drawn(std::span<const NeedPlan> plans) const;
  /// Takes the constants of a behaviour as they were drawn before. False if one of them is missing or of another size:
  /// then they are still to be drawn.
  bool take(const DrawnConstants& drawn, const NeedPlan& plan, std::string_view behaviour);
  Traits& traits() { return traits_; }
  /// The weight of feeling as `feeling` spreads it.
  FeelingWeights feeling(const FeelingSpec& feeling) { return {feeling, key_, traits_}; }
  std::size_t bytes() const;

 private:
  void draw_segments(const std::vector<SegmentSpec>& segments, Team& team);
  void connect(const NetworkSpec& network);

  std::size_t count_;
  Key key_;
  std::vector<std::uint8_t> segment_of_;
  std::vector<std::uint32_t> segment_sizes_;
  std::unique_ptr<Network> network_;
  std::vector<Columns> constants_;
  Traits traits_;
};

}  // namespace clientele
