#pragma once

#include <span>

#include "models/life/need_plan.h"
#include "models/life/world.h"

namespace clientele {

/// Money of those simulated as that of all whom they stand for. Rounded once, to the nearest ten-thousandth.
Money for_all(Money of_simulated, double weight);

/// What brands spend in a tick beyond the cost of units, into their accounts of a need: by the week for what is always
/// there, by what behaviours counted for the rest. Terms that state no cost cost nothing; whether that can be so is
/// asked where a change is judged (models/market/levers.h).
///
/// What belongs to a brand as a whole is booked in the first need that knows it. Nobody pays interest under contract,
/// where each period is paid for by itself.
void book_brand_spending(World& world, const Moment& moment, const NeedPlan& plan, double weeks_per_tick);

/// The same of firms, into their own accounts.
///
/// Staff are places that answer at the same time; a person works a week of 40 hours, so that lines which are open for
/// 60 take one and a half persons a place. New customers are those who joined under contract and, elsewhere, those whom
/// `acquired` counts; where nobody counts them their reception is not paid for.
void book_firm_spending(World& world, const Moment& moment, std::span<const NeedPlan> plans, double weeks_per_tick);

}  // namespace clientele
