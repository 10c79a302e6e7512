#include "experiments/fit/fit_steps.h"

#include <cstdint>
#include <numeric>
#include <utility>

namespace clientele {

FitSteps::FitSteps(const Watch& watch, std::vector<double> costs) : watch_(watch), until_(std::move(costs)) {
  // Costs become the shares at which steps end: the last is 1, and no step begins before the one before it has ended.
  std::partial_sum(until_.begin(), until_.end(), until_.begin());
  for (double& share : until_) share /= until_.back();
  watch_.at({.done = 0.0, .what = "reading"});
}

/// The step says how far it is, and this which step it is: a search knows nothing of the others.
Watch FitSteps::next() {
  const double from = begun_ == 0 ? 0.0 : until_[begun_ - 1], until = until_[begun_];
  ++begun_;
  const auto number = static_cast<std::int64_t>(begun_), of = static_cast<std::int64_t>(until_.size());
  Watch step = watch_.part(from, until);
  step = step.telling([step, number, of](const Progress& now) {
    step.tell({.done = now.done, .what = "fitting, step", .number = number, .of = of});
  });
  step.at({});
  return step;
}

/// Without a look: what is done is not thrown away for a stop that came too late.
void FitSteps::end() const {
  const auto all = static_cast<std::int64_t>(until_.size());
  watch_.tell({.done = 1.0, .what = "fitting, step", .number = all, .of = all});
}

}  // namespace clientele
