#include "models/firms/service.h"

#include <algorithm>

#include "engine/math/exact.h"
#include "models/laws/erlang.h"

namespace clientele {
namespace {

/// Nobody waits longer than a working day, or an overloaded queue would grow without end; the least patience keeps the
/// rate of giving up finite.
constexpr double minutes_per_hour = 60.0, working_day_minutes = 480.0, shortest_patience_minutes = 0.01;

/// Far above its capacity a queue never runs empty: what is not served gives up. Ten standard deviations of its length.
/// By this shortcut long queues, whose sums have many terms, cost nothing; it agrees with them where it is
/// taken.
bool never_empty(const Queue& queue) {
  const double excess = queue.arrivals - queue.servers * queue.services;
  return excess > 0.0 && excess * excess > 100.0 * queue.arrivals * queue.impatience;
}

/// The share of callers that a whole number of people answers.
double served_by(Queue queue, int people) {
  if (people == 0) return 0.0;
  queue.servers = people;
  if (never_empty(queue)) return people * queue.services / queue.arrivals;
  return 1.0 - waiting(queue).given_up;
}

}  // namespace

/// In hours: contacts come while the lines are open, evenly. People are whole in a queue; parts lie on the line
/// between.
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

/// The product stays, however often the market changes size.
void resize_market(MarketSpec& market, std::uint32_t customers) {
  if (customers == 0) return;
  market.customer_weight = market.customer_weight * market.customers / customers;
  market.customers = customers;
}

}  // namespace clientele
