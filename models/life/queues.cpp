#include "models/life/queues.h"

#include <optional>

#include "engine/math/exact.h"
#include "models/firms/service.h"

namespace clientele {
namespace {

/// Looked up by name: the firm's queue does not know the behaviour that counts contacts, and nobody may count any.
std::optional<TallyKey> contacts_of(const ColumnRequests& requests) {
  for (std::uint32_t t = 0; t < requests.tallies().size(); ++t)
    if (requests.tallies()[t].name == contacts_tally && !requests.tallies()[t].owner.empty()) return TallyKey{t};
  return std::nullopt;
}

/// What turns the faded sum of counts into a mean per week, however short the past.
/// A geometric series of what each past tick still counts for, cut off at the ticks lived; without a half-life the last
/// tick alone is recalled.
double per_week(double half_life, double weeks, int ticks) {
  if (ticks == 0) return 0.0;
  const double kept = half_life > 0.0 ? math::exp(-weeks / half_life * math::log(2.0)) : 0.0;
  const double all = half_life > 0.0 ? math::exp(-weeks * ticks / half_life * math::log(2.0)) : 0.0;
  return (1.0 - kept) / (1.0 - all) / weeks;
}

/// Both levels, answered and given up: who gave up was on the line too.
double brand_contacts(const Scene& scene, TallyKey contacts, std::size_t brand) {
  double sum = 0.0;
  for (std::size_t level = 0; level < scene.tallies->layout().levels(contacts); ++level)
    sum += scene.recalled(contacts, brand, level);
  return sum;
}

/// Contacts a week by firm.
/// The queue of a tick is loaded by the weeks before it. Within a tick the load would depend on who is served, which
/// depends on the load; and the order of customers would show.
std::vector<double> find_loads(const Moment& moment, std::span<const NeedPlan> plans, int ticks_lived) {
  std::vector<double> loads(moment.market->firms.size());
  for (const NeedPlan& plan : plans) {
    const Scene& scene = moment.needs[plan.need()].scene;
    const auto contacts = contacts_of(plan.columns());
    if (!contacts) continue;
    const double scale = per_week(scene.tallies->layout().half_life(*contacts), scene.weeks_per_tick, ticks_lived);
    for (std::size_t b = 0; b < scene.brand.size(); ++b)
      if (scene.brand[b].exists) loads[scene.brand[b].owner] += scale * brand_contacts(scene, *contacts, b);
  }
  return loads;
}

}  // namespace

/// Staff is there for all real customers: contacts of those simulated are scaled up to theirs, so that queues, which
/// are not proportional, stay as long as in the real market. Brands of a firm share its queue and its manner.
void staff_queues(Moment& moment, const Terms& terms, std::span<const NeedPlan> plans, int ticks_lived) {
  std::vector<double> answered = find_loads(moment, plans, ticks_lived);
  for (std::size_t f = 0; f < answered.size(); ++f) {
    const ServiceSpec& service = terms.firms[f].service;
    answered[f] = share_answered(service, moment.market->customer_weight * answered[f]);
  }
  for (NeedMoment& need : moment.needs)
    for (BrandView& brand : need.scene.brand) {
      if (!brand.exists) continue;
      brand.answered = static_cast<float>(answered[brand.owner]);
      brand.service = brand.answered * static_cast<float>(brand.firm.service.manner);
    }
}

}  // namespace clientele
