#pragma once

#include <string>
#include <vector>

#include "experiments/compare/change_rows.h"
#include "experiments/compare/focus.h"
#include "experiments/tell/answer.h"
#include "experiments/tell/answer_words.h"

namespace clientele {

/// What the parts of an answer to one question are made of.
/// One for each variant, made by `answer` and handed to every part; the parts know nothing of each other and may be
/// left out or moved.
struct Question {
  const Scenario& scenario;
  const Comparison& comparison;
  const AnswerQuery& query;
  const Variant& variant;
  std::vector<ChangeRow> changes;  ///< over the whole run
  Focus focus;

  const Frame* table(std::string_view name) const;
  double weeks() const { return scenario.clock.ticks * scenario.clock.weeks_per_tick; }
  /// The share of the focus; nullptr if nothing is known of it.
  /// Decides what most sentences say; where several needs have the brand it is that of the first in the table.
  const ChangeRow* share() const { return brand_change(changes, "market", "share", focus.brand); }
  const ChangeRow* profit() const { return firm_change(changes, "firms", "profit", focus.firm); }
};

/// What an outcome is called: "purchases per buyer of Colgate DC".
std::string outcome_words(const ChangeRow& change);
/// A difference with its unit, counts in percent of the base case: "+2.8 points"; and its interval, empty with one
/// replicate.
/// "none" only where it is exactly 0: what merely rounds to 0 is printed as 0.
std::string difference_words(const ChangeRow& change);
std::string interval_words(const ChangeRow& change);

/// A table of the outcomes that matter most.
void write_headline(AnswerText& text, const Question& question);
/// Which mechanisms moved the customers; the parts add up to the whole that is named.
/// Empty where no twins were lived or nothing is known of the share.
std::string why_words(const Question& question);
/// "From whom" or "To whom", and the brands that customers came from or went to.
/// Both empty where what comes and what goes nearly cancel out.
struct Sources {
  std::string label, words;
};
Sources source_words(const Question& question);
/// How many customers the change moved, what moved them first, the segment that it moved most, and since when.
std::string people_words(const Question& question);
/// Two customers, or eight with details, as the run has written them; of unlike outcomes first.
std::vector<std::string> story_words(const Question& question);
std::string money_words(const Question& question);
/// What the intervals cover and what they do not, and which outcomes remain undecided.
std::string certainty_words(const Question& question);
/// A command that would be useful next, and what for; empty if there is none.
/// Once an answer, behind the last question: intervals before all, then the best price, then the tables.
struct NextStep {
  std::string purpose, command;
};
NextStep next_step(const Question& question);

/// What is best of several variants.
/// For each outcome of the focus that was ranked; in steps from place to place, as neighbours are what one chooses
/// between.
void write_ranking(AnswerText& text, const Frame& ranking, const Focus& focus);
/// Share and profit of the focus at each point, and at which of them the firm does best. Writes nothing where the curve
/// knows neither brand nor firm.
void write_curve(AnswerText& text, const Frame& curve, const Focus& focus, const std::string& currency);

}  // namespace clientele
