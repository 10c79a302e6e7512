#pragma once

#include <span>
#include <string>

#include "experiments/outcomes/outcomes.h"

namespace clientele {

/// How well an outcome is to be known, as a user writes it: `share of Acme: 0.2 points`.
struct Goal {
  std::string measure;      ///< as a column of the tables calls it, with blanks or underscores
  std::string name;         ///< brand, firm, segment, offer or need; `Acme in soap` where Acme alone is not enough
  double half_width = 0.0;  ///< in the unit of the measure (shares from 0 to 1, money in currency units)
  bool relative = false;    ///< half_width is a part of the base case's mean
  std::string unit;         ///< as written: `points`, `%`, the currency or nothing
};

/// Reads `MEASURE of NAME: AMOUNT UNIT`; units are `points`, `%` (relative), a currency or none.
/// Throws InputError that says how to write it.
Goal parse_goal(const std::string& text, const std::string& currency);

/// The outcome of the whole run that a goal means. Of several, the one that says least else: `profit of Acme` is the
/// firm's before that of a brand in a need. Throws InputError if there is none, if it is not plain which, or if the
/// goal's unit does not fit it.
OutcomeKey find_goal_outcome(const Outcomes& outcomes, const Goal& goal);

/// Whether every variant's difference is known so well, as far as luck goes: more replicates cannot tell more about
/// parameters. `sets` as for `differences`. Throws as find_goal_outcome.
bool goal_met(std::span<const Outcomes> sets, const Goal& goal);

/// How many replicates of each set are needed in all, judged by the spread seen; NaN from fewer than two replicates.
/// Throws as find_goal_outcome.
double replicates_for_goal(std::span<const Outcomes> sets, const Goal& goal);

}  // namespace clientele
