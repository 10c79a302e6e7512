#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "engine/schedule/parallel.h"
#include "models/life/need_plan.h"

namespace clientele {

/// Customers as they look to somebody who knows their purchases alone. Whoever has bought twice or more is known; a
/// known customer is taken for lost who has been silent for longer than some times the usual gap, the mean time between
/// its purchases (a tick at least). Whether they are lost is what only the model knows.
struct SilenceReport {
  std::int64_t known = 0;
  std::int64_t lost = 0;            ///< of the known
  std::int64_t taken_for_lost = 0;  ///< of the known
  std::int64_t wrongly = 0;         ///< of those taken for lost: false alarms
};

/// By customer; stamps are of 16 bits and only their differences mean anything.
struct SilenceView {
  Column &first, &last, &times;
};
SilenceView view_silence(const NeedPlan::Silence& keys, Columns& columns);

/// Notes a purchase of each customer.
void note_purchases(const SilenceView& silence, int tick, std::span<const std::uint32_t> who);
/// Somebody else takes the places of some customers.
void forget_purchases(const SilenceView& silence, std::span<const std::uint32_t> who);

/// Reports all customers after `tick`. `patience`: usual gaps of silence after which a customer is taken for lost.
SilenceReport report_silence(const SilenceView& silence, int tick, double patience, std::size_t customers,
                             const std::function<bool(std::uint32_t)>& is_lost, Team& team);

}  // namespace clientele
