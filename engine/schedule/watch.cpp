#include "engine/schedule/watch.h"

#include <algorithm>
#include <utility>

namespace clientele {

Watch::Watch(const std::atomic<bool>* stop, Tell tell) : tell_(std::move(tell)) {
  if (stop != nullptr) stops_.push_back(stop);
}

/// Relaxed: whoever sets a flag hands over nothing else, and a step sooner or later does not matter.
bool Watch::stopped() const {
  return std::any_of(stops_.begin(), stops_.end(),
                     [](const std::atomic<bool>* stop) { return stop->load(std::memory_order_relaxed); });
}

void Watch::look() const {
  if (stopped()) throw Stopped();
}

void Watch::tell(const Progress& now) const {
  if (tell_) tell_(now);
}

void Watch::at(const Progress& now) const {
  tell(now);
  look();
}

/// A copy of the one who is told, as parts may outlive the watch that they were made of.
Watch Watch::part(double from, double until) const {
  if (!tell_) return *this;
  return telling([tell = tell_, from, until](Progress now) {
    now.done = from + (until - from) * now.done;
    tell(now);
  });
}

Watch Watch::with(const std::atomic<bool>* another) const {
  Watch both = *this;
  both.stops_.push_back(another);
  return both;
}

Watch Watch::telling(Tell tell) const {
  Watch other = *this;
  other.tell_ = std::move(tell);
  return other;
}

}  // namespace clientele
