#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/customers/behaviour.h"
#include "models/firms/desk.h"
#include "models/life/need_plan.h"
#include "models/life/world.h"

namespace clientele {

/// What is kept of single customers for firms, where it is asked for (docs/decisions/deals_and_records.md).

/// Notes what customers of a block have just lived: in their firms' records, and how many units were sold under which
/// deal. Writes the block's own customers, and counts of the worker's own.
struct Noting {
  const NeedPlan& plan;
  const Scene& scene;
  NeedState& state;
  std::span<const std::uint8_t> segment_of;  ///< empty: one segment
  unsigned worker;
  double weeks_per_tick;
};
void note_personal(const Noting& noting, const Purchases& purchases);

/// Whoever takes the place of a customer has no deal and stands in no record.
void forget_personal(const NeedPlan& plan, NeedState& state, std::span<const std::uint32_t> who);

/// Units sold under deals in the last tick, of one slot: by number of the deal, 0 being none; of one segment or of all.
/// Sums over workers, integers. Empty where there are no deals.
std::vector<std::int64_t> dealt_units(const NeedState& state, std::size_t segments, std::size_t slot,
                                      std::optional<std::size_t> segment);

/// What units of an offer come to, those under deals at their own prices. Rounds once for each deal. Of the tick lived
/// last: deals that held then are there until others are made.
Money own_bill(const OfferView& offer, const NeedState& state, std::int64_t units, std::span<const std::int64_t> dealt,
               double weeks_per_tick);

/// A firm's books of the customers of a brand of its own; none where none are kept.
std::optional<CustomerBook> book_of(const World& world, const NeedPlan& plan, std::uint32_t market_brand, int tick);

/// Writes down a deal of a brand in a need; takes its number off all who still carry it from an older one.
std::optional<std::uint8_t> make_deal(World& world, const NeedPlan& plan, std::uint32_t market_brand, const Deal& deal,
                                      int tick);
/// Gives customers the deal of a number, or takes theirs with number 0.
bool give_deal(World& world, const NeedPlan& plan, std::uint32_t market_brand, std::uint8_t number,
               std::span<const std::uint32_t> who);

}  // namespace clientele
