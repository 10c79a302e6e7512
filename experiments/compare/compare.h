#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/compare/goal.h"
#include "experiments/run/run.h"

namespace clientele {

struct CompareOptions {
  std::vector<std::string> variants;     ///< names in the scenario; none: all
  std::uint32_t replicates = 20;         ///< with a goal: how many to begin with
  std::uint32_t most_replicates = 1000;  ///< where a goal gives up
  std::optional<Goal> goal;              ///< add replicates until this outcome is known so well
  std::string focus;                     ///< the brand or firm that the answer is about; empty: the one that is changed
  std::string curve_path;                ///< whose values the points of a curve are; empty: no curve
  std::vector<std::string> curve;        ///< those of the variants that are its points, in its order
  bool sets = true;                      ///< live the scenario's other sets of parameters too, as far as it has some
  RunOptions run;                        ///< threads, watch and the base case, if it is known; the rest is not read
};

/// What a comparison found: the tables of docs/output.md, whole-run and by time.
struct Comparison {
  Results results;
  std::uint32_t replicates = 0;  ///< lived with each set of parameters
  std::uint32_t sets = 1;        ///< sets of parameters, the scenario's own among them
  bool goal_met = true;
};

/// The one way in for commands and reports; `run` alone tells of levels, this of what differs and why.
/// Lives the base case and the variants with the same luck, replicate by replicate, and with every set of parameters
/// that the scenario carries; finds differences, twins, reasons and money.
/// Throws InputError when options and scenario do not fit.
Comparison compare(const Scenario& scenario, const CompareOptions& options);

}  // namespace clientele
