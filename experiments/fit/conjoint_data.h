#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiments/fit/choice_sets.h"
#include "experiments/fit/fit.h"

namespace clientele {

/// One attribute of a stated choice: a number, or levels that are known by name. Files that code levels as 0/1 columns
/// have one attribute for each column, as nothing in them says which belong together.
struct ConjointAttribute {
  std::string name;
  std::string base;                ///< of levels: the one the others are compared with; empty: a number
  std::vector<std::size_t> parts;  ///< its numbers among those of the choices
};

/// Stated choices of respondents. Respondents count as alike: that one respondent's answers hang together is
/// neglected, so that standard errors are somewhat small.
struct Conjoint {
  ChoiceSets sets;
  std::vector<ConjointAttribute> attributes;
  std::vector<std::size_t> respondent;  ///< by choice, numbered from 0
  std::size_t respondents = 0;
  std::vector<std::string> notes;
};

/// Reads stated choices, one row for each alternative of each task. What is returned has one chosen alternative in
/// every task and at least one number, none of them a combination of others. Throws InputError.
Conjoint read_conjoint(const FitRequest& request);

}  // namespace clientele
