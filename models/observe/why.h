#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/life/choice.h"
#include "models/life/decided.h"
#include "models/life/need_plan.h"

namespace clientele {

/// What can move a customer from one choice to another: every behaviour of a need, by its position in
/// NeedPlan::behaviours, and what follows here behind them.
class Mechanisms {
 public:
  explicit Mechanisms(const NeedPlan& plan)
      : behaviours_(static_cast<std::uint8_t>(plan.behaviours().size())), plan_(&plan) {}

  std::uint8_t nothing() const { return behaviours_; }                               ///< how buying nothing competes
  std::uint8_t range() const { return static_cast<std::uint8_t>(behaviours_ + 1); }  ///< which offers can be chosen
  std::uint8_t occasions() const { return static_cast<std::uint8_t>(behaviours_ + 2); }  ///< how often the need arises
  /// What is sold beyond decisions, or short of them: who got what was short, units beyond one for each purchase, or
  /// what customers hold and use without having to decide. Called by what it can be.
  std::uint8_t stock() const { return static_cast<std::uint8_t>(behaviours_ + 3); }
  /// Why customers end what they hold, by OccasionRule::ended_by, which is not 0 here.
  std::uint8_t ended(std::uint8_t by) const { return static_cast<std::uint8_t>(behaviours_ + 3 + by); }
  std::size_t size() const { return behaviours_ + std::size_t{4} + plan_->occasions().reasons().size(); }
  std::string name(std::size_t mechanism) const;

 private:
  std::uint8_t behaviours_;
  const NeedPlan* plan_;
};

/// One run of occasions of one rank; all arrays by its rows.
struct TwinRun {
  const Mechanisms& mechanisms;
  const Decided &base, &variant;
  std::span<const std::uint8_t> present;  ///< by row: in which of the two worlds there is this occasion
  std::span<std::uint8_t> moved;          ///< gets, by row, whether anything but luck differs between the worlds
  UtilityTile spare;                      ///< as large as the others, with any content
};

inline constexpr std::uint8_t same_choice = 0xff;

/// Tells why twins choose differently (docs/decisions/why_by_freezing.md).
///
/// Freezes one mechanism at a time: the customers of the variant choose once more, with the same noise, but with this
/// mechanism as it is in the base case. Adds to parts[mechanism * slots + slot] how many more chose the slot because of
/// the mechanism. An offer that only one world has keeps its own utility. `reasons` gets, by row, the mechanism with
/// the largest part in the gap that made the choice another one, or `same_choice`. Both worlds' choices come before any
/// shortage.
void explain(const TwinRun& run, std::span<std::int64_t> parts, std::span<std::uint8_t> reasons);

}  // namespace clientele
