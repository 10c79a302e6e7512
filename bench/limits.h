#pragma once

#include <string>
#include <vector>

namespace clientele::bench {

/// What was found for one of the limits that the design sets.
/// A limit is a promise to users, set before it was measured; a figure beyond it is printed as missed and ends the
/// program with 1, so that a slow change is noticed by who makes it.
struct Finding {
  std::string what;
  double found = 0.0;
  enum class Bound { at_least, at_most } bound = Bound::at_most;
  double limit = 0.0;
  std::string unit;
  std::string detail;  ///< the times behind the figure

  bool holds() const { return bound == Bound::at_least ? found >= limit : found <= limit; }
};

/// Seven: the median of an odd number is a sample, and one or two disturbed ones do not move it.
struct LimitPlan {
  int repetitions = 7;
  bool huge = false;  ///< 100 million customers too: takes 15 GiB
};

/// Peak memory of large markets. Each lives in a process of its own, made by fork: to be called before the caller
/// has started a thread.
std::vector<Finding> memory_findings(const LimitPlan& plan);
/// Customer-weeks a second and core of two demanding markets, and the bytes that a customer takes.
/// By CPU time on one thread: what else the machine does hardly shows in it.
std::vector<Finding> speed_findings(const LimitPlan& plan);
/// Cost per customer-week as the population grows, and the gain from a second thread.
/// Growth is by CPU time; threads by wall time, the only thing that they shorten.
std::vector<Finding> scaling_findings(const LimitPlan& plan);
/// What it costs to make a population.
/// In weeks of the same market, which makes it a figure of the program rather than of the machine.
std::vector<Finding> set_up_findings(const LimitPlan& plan);
/// What a second world in lock step costs.
std::vector<Finding> comparison_findings(const LimitPlan& plan);
/// What the command adds to the engine: observers, tables and the file of results.
std::vector<Finding> command_findings(const LimitPlan& plan);
/// The share of a run that goes into writing its results.
/// The file is a real one in the folder for temporary files, so the disk is in it.
std::vector<Finding> writing_findings(const LimitPlan& plan);

}  // namespace clientele::bench
