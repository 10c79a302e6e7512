#pragma once

#include <span>

#include "models/life/world.h"

namespace clientele {

/// Empty accounts of a world whose last market knows all of its firms: a world may add some, never take one away.
Accounts accounts_of(std::span<const NeedPlan> plans, const MarketSpec& last_market);

struct Booked {
  std::span<const NeedPlan> plans;
  int tick = 0;  ///< negative in the burn-in, which has the prices of the first tick and no programmes
  double weeks_per_tick = 1.0;
};
/// What so many units of an offer are billed in a tick.
Money revenue_of(const OfferSpec& offer, std::int64_t units, const Booked& booked);
/// Pays for a tick, once units are summed and behaviours have counted: households pay firms, firms pay suppliers, and
/// programmes are paid for as they were counted ("gestures", "rewards"); rewards are worth to customers what they cost.
/// Whatever moves in the ledger stands in the accounts, by offer, brand and firm. Per slot and tick, not per customer.
void book(World& world, const Moment& moment, const Booked& booked);

}  // namespace clientele
