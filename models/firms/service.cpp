#include "models/firms/service.h"

#include <algorithm>
#include <optional>

#include "engine/math/exact.h"
#include "models/laws/erlang.h"

namespace clientele {
namespace {

constexpr double minutes_per_hour = 60.0, working_day_minutes = 480.0, shortest_patience_minutes = 0.01;

/// Far above its capacity a queue never runs empty: what is not served gives up. Ten standard deviations of its length.
bool never_empty(const Queue& queue) {
  const double excess = queue.arrivals - queue.servers * queue.services;
  return excess > 0.0 && excess * excess > 100.0 * queue.arrivals * queue.impatience;
}

double served_by(Queue queue, int people) {
  if (people == 0) return 0.0;
  queue.servers = people;
  if (never_empty(queue)) return people * queue.services / queue.arrivals;
  return 1.0 - waiting(queue).given_up;
}

std::optional<TallyKey> contacts_of(const ColumnRequests& requests) {
  for (std::uint32_t t = 0; t < requests.tallies().size(); ++t)
    if (requests.tallies()[t].name == contacts_tally && !requests.tallies()[t].owner.empty()) return TallyKey{t};
  return std::nullopt;
}

/// What turns the faded sum of counts into a mean per week, however short the past.
double per_week(double half_life, double weeks, int ticks) {
  if (ticks == 0) return 0.0;
  const double kept = half_life > 0.0 ? math::exp(-weeks / half_life * math::log(2.0)) : 0.0;
  const double all = half_life > 0.0 ? math::exp(-weeks * ticks / half_life * math::log(2.0)) : 0.0;
  return (1.0 - kept) / (1.0 - all) / weeks;
}

double brand_contacts(const Scene& scene, TallyKey contacts, std::size_t brand) {
  double sum = 0.0;
  for (std::size_t level = 0; level < scene.tallies->layout().levels(contacts); ++level)
    sum += scene.recalled(contacts, brand, level);
  return sum;
}

/// Contacts a week by firm.
std::vector<double> find_loads(const Moment& moment, std::span<const NeedPlan> plans, int ticks_lived) {
  std::vector<double> loads(moment.market->firms.size());
  for (const NeedPlan& plan : plans) {
    const Scene& scene = moment.needs[plan.need()].scene;
    const auto contacts = contacts_of(plan.columns());
    if (!contacts) continue;
    const double scale = per_week(scene.tallies->layout().half_life(*contacts), scene.weeks_per_tick, ticks_lived);
    for (std::size_t b = 0; b < scene.brand.size(); ++b)
      if (scene.brand[b].exists) loads[scene.brand[b].spec.firm] += scale * brand_contacts(scene, *contacts, b);
  }
  return loads;
}

}  // namespace

double share_answered(const ServiceSpec& service, double contacts) {
  if (service.staff <= 0.0 || contacts <= 0.0) return 1.0;
  if (service.hours <= 0.0) return 0.0;
  const double patience = std::clamp(service.patience_minutes, shortest_patience_minutes, working_day_minutes);
  const Queue queue{.arrivals = contacts / service.hours,
                    .services = minutes_per_hour / service.handling_minutes,
                    .servers = 1,
                    .impatience = minutes_per_hour / patience};
  const double people = math::floor(service.staff), part = service.staff - people;
  const double fewer = served_by(queue, static_cast<int>(people));
  return part > 0.0 ? fewer + part * (served_by(queue, static_cast<int>(people) + 1) - fewer) : fewer;
}

void staff_queues(Moment& moment, std::span<const NeedPlan> plans, int ticks_lived) {
  std::vector<double> answered = find_loads(moment, plans, ticks_lived);
  for (std::size_t f = 0; f < answered.size(); ++f) {
    const ServiceSpec& service = moment.market->firms[f].service;
    const double scale = service.customers > 0.0 ? service.customers / moment.market->customers : 1.0;
    answered[f] = share_answered(service, scale * answered[f]);
  }
  for (NeedMoment& need : moment.needs)
    for (BrandView& brand : need.scene.brand) {
      if (!brand.exists) continue;
      brand.answered = static_cast<float>(answered[brand.spec.firm]);
      brand.service = brand.answered * static_cast<float>(brand.firm.service.manner);
    }
}

void resize_market(MarketSpec& market, std::uint32_t customers) {
  for (FirmSpec& firm : market.firms)
    if (firm.service.customers <= 0.0) firm.service.customers = market.customers;
  market.customers = customers;
}

}  // namespace clientele
