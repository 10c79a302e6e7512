#pragma once

#include <string>
#include <vector>

#include "experiments/compare/change_rows.h"
#include "experiments/compare/focus.h"
#include "experiments/tell/answer.h"
#include "experiments/tell/answer_words.h"

namespace clientele {

/// What the parts of an answer to one question are made of.
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
  const ChangeRow* share() const { return brand_change(changes, "market", "share", focus.brand); }
  const ChangeRow* profit() const { return firm_change(changes, "firms", "profit", focus.firm); }
};

/// What an outcome is called: "purchases per buyer of Colgate DC".
std::string outcome_words(const ChangeRow& change);
/// A difference with its unit, counts in percent of the base case: "+2.8 points"; and its interval, empty with one
/// replicate.
std::string difference_words(const ChangeRow& change);
std::string interval_words(const ChangeRow& change);

/// A table of the outcomes that matter most.
void write_headline(AnswerText& text, const Question& question);
/// Which mechanisms moved the customers; the parts add up to the whole that is named.
std::string why_words(const Question& question);
/// "From whom" or "To whom", and the brands that customers came from or went to.
struct Sources {
  std::string label, words;
};
Sources source_words(const Question& question);
std::string people_words(const Question& question);
std::vector<std::string> story_words(const Question& question);
std::string money_words(const Question& question);
std::string certainty_words(const Question& question);
/// A command that would be useful next, and what for; empty if there is none.
struct NextStep {
  std::string purpose, command;
};
NextStep next_step(const Question& question);

/// What is best of several variants.
void write_ranking(AnswerText& text, const Frame& ranking, const Focus& focus);
/// The curve of the focus.
void write_curve(AnswerText& text, const Frame& curve, const Focus& focus, const std::string& currency);

}  // namespace clientele
