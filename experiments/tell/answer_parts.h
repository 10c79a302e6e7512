#pragma once

#include <string>
#include <string_view>
#include <utility>
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
  /// Real customers whom each simulated one stands for: answers tell money and counts of the whole market.
  double weight() const { return scenario.base.market->customer_weight; }
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
/// What a difference is for whom it is good if it is above 0; open where its interval, if there is one, holds 0.
Meaning meaning_of(double difference, double low, double high);

/// The outcomes that matter most.
std::vector<AnswerFigure> figures(const Question& question);
/// Which mechanisms moved the customers of each brand of the need, the focus first; the parts add up to the whole that
/// is named. Empty where no twins were lived or nothing is known of the share.
std::vector<AnswerReasons> reasons(const Question& question);
std::string why_words(const AnswerReasons& reasons);
/// The brands that customers of the focus came from or went to.
AnswerSources sources(const Question& question);
/// Those of `found`, in percent of the whole; empty where what comes and what goes nearly cancel out.
std::string source_words(const AnswerSources& found);
/// What is called in tables as if it were a brand, and its words.
std::vector<std::pair<std::string, std::string>> labels_of_no_brands();
/// How many customers the change moved.
AnswerPeople people(const Question& question);
/// The same in words: what moved them first, the segment that it moved most, and since when.
std::string people_words(const Question& question, const AnswerPeople& people);
/// Two customers, or eight with details, as the run has written them; of unlike outcomes first.
std::vector<std::string> story_words(const Question& question);
/// Of every firm, that of the focus first. Empty where nothing was booked beside a base case.
std::vector<AnswerMoney> money(const Question& question);
/// Of the firm of the focus, with what it is worth to customers.
std::string money_words(const Question& question);
/// What the intervals cover and what they do not, and which outcomes remain undecided.
std::string certainty_words(const Question& question);
/// A command that would be useful next, and what for; empty if there is none.
/// Once an answer, behind the last question: intervals before all, then the best price, then the tables.
AnswerParagraph next_step(const Question& question);

/// What is best of several variants.
/// For each outcome of the focus that was ranked; in steps from place to place, as neighbours are what one chooses
/// between.
/// Without those of profit where `judge_profit` is false, as what a variant costs is not known then.
std::vector<AnswerRanking> rankings(const Frame& ranking, const Focus& focus, bool judge_profit);
/// Share and profit of the focus at each point, and at which of them the firm does best; courses of the others too.
/// Empty where the curve knows neither brand nor firm.
/// `withheld`: why nothing is said about the best profit of the focus; empty where it can be said.
AnswerCurve curve_answer(const Frame& curve, const Focus& focus, const Scenario& scenario, const std::string& withheld);

/// A blank line, the heading, and the table below it, as answers and summaries of runs show tables.
void write_table(AnswerText& text, const AnswerTable& table);

}  // namespace clientele
