#pragma once

#include <span>

#include "models/life/world.h"

namespace clientele {

/// Empty accounts of a world.
Accounts accounts_of(std::span<const NeedPlan> plans, const MarketSpec& market);

struct Booked {
  std::span<const NeedPlan> plans;
  int tick = 0;  ///< negative in the burn-in, in which nothing but units is paid for
  double weeks_per_tick = 1.0;
  std::size_t segments = 1;
};
/// Pays for a tick at the terms that the moment shows, once units are summed and behaviours have counted: households
/// pay firms, firms pay suppliers, and whatever else they spend is paid kind by kind (models/life/spending.h). Money is
/// that of the whole market: each simulated customer pays for all whom it stands for. Whatever moves in the ledger
/// stands in the accounts, by offer, brand and firm. Per slot and tick, not per customer.
void book(World& world, const Moment& moment, const Booked& booked);

}  // namespace clientele
