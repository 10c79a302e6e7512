#pragma once

#include <string>
#include <vector>

namespace clientele::bench {

/// What was found for one of the limits that the design sets.
struct Finding {
  std::string what;
  double found = 0.0;
  enum class Bound { at_least, at_most } bound = Bound::at_most;
  double limit = 0.0;
  std::string unit;
  std::string detail;  ///< the times behind the figure

  bool holds() const { return bound == Bound::at_least ? found >= limit : found <= limit; }
};

struct LimitPlan {
  int repetitions = 7;
  bool huge = false;  ///< 100 million customers too: takes 15 GiB
};

/// Peak memory of large markets. Each lives in a process of its own, made by fork: to be called before the caller
/// has started a thread.
std::vector<Finding> memory_findings(const LimitPlan& plan);
/// Customer-weeks a second and core of two demanding markets, and the bytes that a customer takes.
std::vector<Finding> speed_findings(const LimitPlan& plan);
/// Cost per customer-week as the population grows, and the gain from a second thread.
std::vector<Finding> scaling_findings(const LimitPlan& plan);
/// What it costs to make a population.
std::vector<Finding> set_up_findings(const LimitPlan& plan);
/// What a second world in lock step costs.
std::vector<Finding> comparison_findings(const LimitPlan& plan);
/// The share of a run that goes into writing its results.
std::vector<Finding> writing_findings(const LimitPlan& plan);

}  // namespace clientele::bench
