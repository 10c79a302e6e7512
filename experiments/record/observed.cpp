#include "experiments/record/observed.h"

#include <algorithm>

namespace clientele {

/// 200 customers tell which reason is the largest, 5,000 its share to a point; assumption: one in 50 costs too little
/// to notice.
Followed::Wanted followed_customers(const Scenario& scenario, bool journeys) {
  constexpr std::size_t fewest = 200, most = 5000, one_in = 50;
  const std::size_t customers = scenario.base.market->customers;
  return {.customers = std::min(customers, std::clamp(customers / one_in, fewest, most)),
          .journeys = journeys ? static_cast<std::size_t>(scenario.observe.journeys) : 0};
}

int panel_ticks(const Scenario& scenario) { return std::min(scenario.observe.panel_ticks, scenario.clock.ticks); }

}  // namespace clientele
