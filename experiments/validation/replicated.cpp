#include "experiments/validation/replicated.h"

#include "experiments/outcomes/statistics.h"

namespace clientele {

void add_mean_of_runs(Ladder& ladder, Rung rung, const std::vector<double>& runs) {
  const Estimate estimate = estimate_mean(runs);
  rung.found = estimate.mean;
  // Not Student's quantile: three of them are what every line of the step is judged by.
  rung.tolerance = 3.0 * estimate.error;
  ladder.add(std::move(rung));
}

}  // namespace clientele
