#include "experiments/tell/answer.h"

#include <algorithm>
#include <cmath>

#include "scenarios/variants.h"
#include "output/numbers.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/thing.h"
#include "experiments/tell/answer_parts.h"
#include "experiments/tell/change_summary.h"

namespace clientele {
namespace {

/// Ticks need not be whole weeks.
std::string lived_words(double weeks) { return decimal(weeks, weeks == std::floor(weeks) ? 0 : 1) + " weeks"; }

/// The user's own question where the scenario has one; then what was lived, on which all figures below rest.
void write_heading(AnswerText& text, const Question& question) {
  const std::string& asked = question.variant.question;
  text.heading(asked.empty() ? "What changes with " + question.variant.name + "?" : asked);
  const Comparison& comparison = question.comparison;
  std::string lived = question.variant.name + ": " + lived_words(question.weeks()) + ", " +
                      count(question.scenario.base.market->customers) + " customers, " + count(comparison.replicates) +
                      (comparison.replicates == 1 ? " replicate" : " replicates with the same luck");
  if (comparison.sets > 1) lived += ", " + count(comparison.sets) + " sets of parameters";
  text.heading(lived);
}

/// Whether the change left every outcome and every customer as they were.
/// Exactly nothing, not nearly: the same luck makes an idle change leave every number as it was. Outcomes may agree by
/// chance while customers differ, so twins are asked as well.
bool nothing_changed(const Question& question) {
  const auto moved = [](const ChangeRow& change) {
    return change.difference != 0.0 || change.told_apart || change.luck_sd > 0.0 ||
           std::isnan(change.base) != std::isnan(change.variant);
  };
  if (std::any_of(question.changes.begin(), question.changes.end(), moved)) return false;
  const Frame* divergence = question.table("divergence");
  for (const std::size_t row : rows_with(divergence, {{"world", question.variant.name}}))
    if (number(*divergence, "customers", row) > 0.0) return false;
  return true;
}

/// Needs of the base case's last epoch: a variant adds none.
void write_details(AnswerText& text, const Question& question) {
  const std::vector<NeedSpec>& needs = question.scenario.base.market->needs;
  for (std::size_t n = 0; n < needs.size(); ++n)
    write_brand_changes(text.out(), question.changes, {needs[n].name, Thing::of_need(n).key()},
                        question.scenario.currency);
}

/// From what happened to how sure that is, each paragraph an answer to what a reader asks next; paragraphs without
/// words vanish with their labels.
void write_answer(AnswerText& text, const Question& question, bool last) {
  write_heading(text, question);
  if (nothing_changed(question)) {
    text.out() << '\n';
    text.heading("Nothing changed: every customer lived the same life.");
    return;
  }
  text.out() << '\n';
  write_headline(text, question);
  text.out() << '\n';
  text.paragraph("Why", why_words(question));
  const Sources sources = source_words(question);
  text.paragraph(sources.label, sources.words);
  text.paragraph("Who changed", people_words(question));
  text.paragraph("Money", money_words(question));
  text.paragraph("How sure", certainty_words(question));
  std::string_view label = "For example";
  for (const std::string& story : story_words(question)) {
    text.paragraph(label, story);
    label = "";
  }
  if (question.query.details) write_details(text, question);
  if (!last) return;
  const NextStep next = next_step(question);
  text.paragraph("Next", next.purpose);
  text.verbatim(next.command);
}

/// Over the whole run; what came when is for the page of results.
std::vector<ChangeRow> changes_of(const Comparison& comparison, const std::string& variant) {
  const Frame* differences = find_frame(comparison.results.frames, "differences");
  return differences == nullptr ? std::vector<ChangeRow>() : whole_run_changes(*differences, variant);
}

/// The curve and the ranking are about the focus that was asked for, or that of the first variant.
Focus common_focus(const Scenario& scenario, const Comparison& comparison, const AnswerQuery& query) {
  const std::string& name = query.variants.empty() ? query.curve.front() : query.variants.front();
  return find_focus(scenario, variant_called(scenario, name), query.focus, changes_of(comparison, name));
}

}  // namespace

const Frame* Question::table(std::string_view name) const { return find_frame(comparison.results.frames, name); }

/// Each variant has a focus of its own, as each may change another brand; what is common to several is about one.
std::string answer(const Scenario& scenario, const Comparison& comparison, const AnswerQuery& query) {
  AnswerText text;
  for (const std::string& name : query.variants) {
    const Variant& variant = variant_called(scenario, name);
    auto changes = changes_of(comparison, name);
    Focus focus = find_focus(scenario, variant, query.focus, changes);
    if (&name != &query.variants.front()) text.out() << '\n';
    write_answer(text, {scenario, comparison, query, variant, std::move(changes), std::move(focus)},
                 &name == &query.variants.back());
  }
  const Focus focus = common_focus(scenario, comparison, query);
  const Frame* ranking = find_frame(comparison.results.frames, "ranking");
  if (ranking != nullptr && query.variants.size() > 1) write_ranking(text, *ranking, focus);
  const Frame* curve = find_frame(comparison.results.frames, "curve");
  if (curve != nullptr && curve->rows() > 0) write_curve(text, *curve, focus, scenario.currency);
  return text.text();
}

}  // namespace clientele
