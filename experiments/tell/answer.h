#pragma once

#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/compare/compare.h"
#include "experiments/tell/answer_data.h"

namespace clientele {

struct AnswerQuery {
  std::vector<std::string> variants = {};  ///< what is answered, in this order; points of a curve are not among them
  std::string focus = {};                  ///< a brand or firm of the scenario; empty: the one that is changed
  std::vector<std::string> curve = {};     ///< variants that are the points of a curve
  std::string goal = {};                   ///< the precision that was asked for, in the user's words, or empty
  std::string base_line = {};              ///< options that make the base case another one, to be given again
  std::string line = {};                   ///< what stood behind `clientele compare`, to be given again with more
  bool saved = false;                      ///< the tables are in a file
  bool details = false;                    ///< every brand and more outcomes and stories
};

/// The answer to what-if questions: for each variant the difference with its interval, why, from whom, who changed,
/// what it costs and how sure that is; then what is best of several, and a curve if there is one.
/// Reads tables alone and lives nothing: what a sentence says can be looked up in the file of results. A sentence that
/// the tables cannot carry is left out rather than hedged. Called by `clientele compare` once all replicates are lived.
Answer answer(const Scenario& scenario, const Comparison& comparison, const AnswerQuery& query);

/// For the terminal. Fits 100 columns, ends with a newline.
std::string answer_text(const Answer& answer);
/// The part of it that is about one variant.
std::string answer_text(const VariantAnswer& answer);

/// For programs and for the page of a report: one line of JSON (docs/output.md).
std::string answer_json(const Answer& answer);

}  // namespace clientele
