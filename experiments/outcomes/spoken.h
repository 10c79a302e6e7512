#pragma once

#include <string>
#include <vector>

#include "scenarios/values/units.h"
#include "experiments/outcomes/outcomes.h"

namespace clientele {

/// Outcomes in the words of people: `share of Acme`, `units of Acme in soap`, `satisfaction of Acme`. Measures are
/// called as columns of the tables, with blanks or underscores, and states as in the table of states; letters may be
/// small or large.

/// All outcomes of the whole run that are called so, whatever else they say.
std::vector<const Outcome*> outcomes_called(const Outcomes& outcomes, const std::string& spoken);
/// The one of them that is meant, which says least else: `profit of Acme` is the firm's before that of a brand in a
/// need. Else a sentence: there is none, or it is not plain which.
Reading<OutcomeKey> outcome_called(const Outcomes& outcomes, const std::string& spoken);

/// Why an amount with this unit (`points`, `%`, the currency or nothing) is none of the outcome; empty if it is one.
std::string unfit_unit(const OutcomeKey& key, const std::string& spoken, const std::string& unit);

/// 'a', 'b' and others: a dozen at most.
std::string some_of(const std::vector<std::string>& words);

}  // namespace clientele
