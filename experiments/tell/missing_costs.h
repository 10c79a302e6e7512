#pragma once

#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/compare/focus.h"

namespace clientele {

/// A cost that nothing states of a lever which a variant moves.
struct MissingCost {
  std::string what;    ///< "what staff costs"
  std::string path;    ///< what to write, such as "firms.Astra.service.wage"
  bool along = false;  ///< stated, but not changed with the lever, as the unit cost of another quality
};

/// What a verdict on a variant lacks for a firm, by its label in comparisons (Directory). Several levers with one cost
/// are told once.
std::vector<MissingCost> missing_costs(const Scenario& scenario, const Variant& variant, const Label& firm);

/// Why there is no verdict, and what to write; empty where nothing lacks. Without a full stop.
std::string missing_words(const std::vector<MissingCost>& missing);

}  // namespace clientele
