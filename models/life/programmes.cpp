#include "models/life/programmes.h"

#include <string_view>

#include "models/customers/states.h"

namespace clientele {
namespace {

/// By name, since behaviours that are off make no tally: nothing counted is no cost.
/// How often something was counted of a brand in the last tick, all segments together.
std::int64_t counted(const NeedPlan& plan, const Tallies& tallies, std::string_view name, std::size_t brand) {
  const auto& entries = plan.columns().tallies();
  std::int64_t sum = 0;
  for (std::uint32_t t = 0; t < entries.size(); ++t)
    for (std::size_t s = 0; entries[t].name == name && s < tallies.layout().segments(); ++s)
      sum += tallies.counts()[tallies.layout().at({t}, s, brand, 0)];
  return sum;
}

}  // namespace

// Free programmes look for no tally: this is asked of every brand in every tick.
Money gestures_cost(const NeedPlan& plan, const Tallies& tallies, const BrandSpec& spec, std::size_t brand) {
  return spec.gesture_cost == Money{} ? Money{} : spec.gesture_cost * counted(plan, tallies, counts::gestures, brand);
}

Money rewards_cost(const NeedPlan& plan, const Tallies& tallies, const BrandSpec& spec, std::size_t brand) {
  return spec.reward.worth == Money{} ? Money{} : spec.reward.worth * counted(plan, tallies, counts::rewards, brand);
}

}  // namespace clientele
