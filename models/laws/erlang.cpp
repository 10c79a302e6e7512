#include "models/laws/erlang.h"

#include <limits>

#include "engine/core/check.h"

namespace clientele {
namespace {

/// Sums over states in which all servers are busy, and over all others, in units that cancel.
struct States {
  double others = 0.0;  ///< some server is free
  double busy = 0.0;
  double queue = 0.0;  ///< the sum of state x customers waiting
};

/// Erlang's loss formula, by its stable recursion: P(all busy) where nobody may wait.
double loss(double load, int servers) {
  double blocked = 1.0;
  for (int k = 1; k <= servers; ++k) blocked = load * blocked / (k + load * blocked);
  return blocked;
}

/// Without impatience the states with j waiting are a geometric series.
States patient(double blocked, double use) {
  return {1.0 / blocked - 1.0, 1.0 / (1.0 - use), use / ((1.0 - use) * (1.0 - use))};
}

States impatient(double blocked, const Queue& queue) {
  States states{1.0 / blocked - 1.0, 1.0, 0.0};
  double weight = 1.0;
  for (double waiting = 1.0;; waiting += 1.0) {
    const double ratio = queue.arrivals / (queue.servers * queue.services + waiting * queue.impatience);
    weight *= ratio;
    states.busy += weight;
    states.queue += weight * waiting;
    if (weight > 1e200) {  // long queues of overloaded servers
      weight *= 1e-200;
      states = {states.others * 1e-200, states.busy * 1e-200, states.queue * 1e-200};
    }
    if (ratio < 1.0 && weight * waiting < 1e-15 * (1.0 - ratio) * (1.0 - ratio) * states.busy) return states;
  }
}

}  // namespace

Waiting waiting(const Queue& queue) {
  check(queue.servers >= 1 && queue.services > 0.0 && queue.arrivals >= 0.0 && queue.impatience >= 0.0,
        "a queue has servers who serve");
  if (queue.arrivals == 0.0) return {};
  const double load = queue.arrivals / queue.services, use = load / queue.servers;
  if (queue.impatience == 0.0 && use >= 1.0) return {1.0, 0.0, std::numeric_limits<double>::infinity(), 1.0};
  const double blocked = loss(load, queue.servers);
  const States states = queue.impatience == 0.0 ? patient(blocked, use) : impatient(blocked, queue);
  const double all = states.others + states.busy, length = states.queue / all;
  const double given_up = queue.impatience * length / queue.arrivals;
  return {states.busy / all, given_up, length / queue.arrivals, use * (1.0 - given_up)};
}

}  // namespace clientele
