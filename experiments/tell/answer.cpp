#include "experiments/tell/answer.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "models/market/changed.h"
#include "scenarios/variants.h"
#include "output/numbers.h"
#include "experiments/outcomes/directory.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/mechanism_label.h"
#include "experiments/record/thing.h"
#include "experiments/tell/answer_parts.h"
#include "experiments/tell/change_summary.h"
#include "experiments/tell/missing_costs.h"

namespace clientele {
namespace {

/// Ticks need not be whole weeks.
std::string lived_words(double weeks) { return decimal(weeks, weeks == std::floor(weeks) ? 0 : 1) + " weeks"; }

/// "1,000,000 customers (20,000 lived, each for 50)": money and counts below are those of the first number.
std::string population_words(const MarketSpec& market) {
  if (market.customer_weight == 1.0) return count(market.customers) + " customers";
  const double weight = market.customer_weight;
  return count(std::llround(weight * market.customers)) + " customers (" + count(market.customers) +
         " lived, each for " + grouped_number(weight, weight == std::floor(weight) ? 0 : 2) + ")";
}

/// What was lived, on which all figures rest.
std::string setting_words(const Question& question) {
  const Comparison& comparison = question.comparison;
  std::string lived = question.variant.name + ": " + lived_words(question.weeks()) + ", " +
                      population_words(*question.scenario.base.market) + ", " + count(comparison.replicates) +
                      (comparison.replicates == 1 ? " replicate" : " replicates with the same luck");
  if (comparison.sets > 1) lived += ", " + count(comparison.sets) + " sets of parameters";
  return lived;
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

/// An entrant that sold nothing is news too, and no outcome knows it.
void add_unsold(const Question& question, std::size_t need, AnswerTable& table) {
  const MarketSpec& market = *question.variant.timeline.market;
  const Directory directory(question.scenario);
  const std::size_t world = directory.world(question.variant.name);
  // Brands may sell in several needs, and each need has its table.
  for (const OfferSpec& offer : market.needs[need].offers) {
    if (offer.reserved) continue;  // a place, not an offer
    const std::string name = directory.label(world, Thing::of_brand(offer.brand)).text;
    const auto is_it = [&](const std::vector<std::string>& row) { return row.front() == name; };
    if (std::any_of(table.rows.begin(), table.rows.end(), is_it)) continue;
    std::vector<std::string> cells{name, "0.0", "0.0", "0"};
    cells.resize(table.columns.size());
    table.rows.push_back(std::move(cells));
  }
}

/// Needs of the base case's last epoch: a variant adds none.
/// A need of which nothing is known has no table.
std::vector<AnswerTable> details_of(const Question& question) {
  std::vector<AnswerTable> tables;
  const std::vector<NeedSpec>& needs = question.scenario.base.market->needs;
  for (std::size_t n = 0; n < needs.size(); ++n)
    if (AnswerTable table =
            brand_changes(question.changes, {needs[n].name, Thing::of_need(n).key()}, question.scenario.currency);
        !table.rows.empty()) {
      add_unsold(question, n, table);
      tables.push_back(std::move(table));
    }
  return tables;
}

/// Whether the variant has a brand that the base case lacks: who gives way to it is then half of the answer.
bool has_entrants(const Question& question) {
  return question.variant.timeline.market->brands.size() > question.scenario.base.market->brands.size();
}

/// From what happened to how sure that is. A paragraph that the tables cannot carry is not there at all: who tells the
/// answer need not ask.
void add_paragraphs(VariantAnswer& answer, const Question& question) {
  const auto add = [&](const std::string& label, std::string words) {
    if (!words.empty()) answer.paragraphs.push_back({label, std::move(words)});
  };
  // Only with reasons of the focus itself: those of its rivals are for charts.
  if (!answer.reasons.empty() && answer.reasons.front().brand == answer.brand)
    add("Why", why_words(answer.reasons.front()));
  add(answer.sources.label, source_words(answer.sources));
  add("Who changed", people_words(question, answer.people));
  add("Money", money_words(question));
  add("How sure", certainty_words(question));
}

/// The user's own question where the scenario has one. Where nobody lived differently that is all there is to say, and
/// figures that are all equal would only hide it.
VariantAnswer answer_of(const Question& question, bool last) {
  const std::string &name = question.variant.name, &asked = question.variant.question;
  VariantAnswer answer;
  answer.variant = name;
  answer.question = asked.empty() ? "What changes with " + name + "?" : asked;
  answer.setting = setting_words(question);
  answer.brand = question.focus.brand.text;
  answer.firm = question.focus.firm.text;
  answer.need = question.focus.need.text;
  if (nothing_changed(question)) {
    answer.nothing = "Nothing changed: every customer lived the same life.";
    return answer;
  }
  answer.figures = figures(question);
  answer.reasons = reasons(question);
  answer.sources = sources(question);
  answer.people = people(question);
  answer.money = money(question);
  add_paragraphs(answer, question);
  answer.stories = story_words(question);
  if (question.query.details || has_entrants(question)) answer.details = details_of(question);
  if (last) answer.next = next_step(question);
  return answer;
}

/// Over the whole run; what came when is for the page of results.
std::vector<ChangeRow> changes_of(const Comparison& comparison, const std::string& variant) {
  const Frame* differences = find_frame(comparison.results.frames, "differences");
  return differences == nullptr ? std::vector<ChangeRow>() : whole_run_changes(*differences, variant);
}

/// Whose curve it is shows only where something moves.
/// The first point of a curve that is not the base case itself, as that changes nobody's lever.
const std::string& point_that_changes(const Scenario& scenario, const std::vector<std::string>& curve) {
  for (const std::string& name : curve)
    if (what_changed(scenario.base, variant_called(scenario, name).timeline, scenario.clock.ticks).anything())
      return name;
  return curve.front();
}

/// The curve and the ranking are about the focus that was asked for, or that of the first variant.
Focus common_focus(const Scenario& scenario, const Comparison& comparison, const AnswerQuery& query) {
  const std::string& name = query.variants.empty() ? point_that_changes(scenario, query.curve) : query.variants.front();
  return find_focus(scenario, variant_called(scenario, name), query.focus, changes_of(comparison, name));
}

/// Why profit cannot be judged in all of some variants; empty where it can.
std::string missing_in(const Scenario& scenario, const std::vector<std::string>& names, const Label& firm) {
  for (const std::string& name : names)
    if (const auto missing = missing_costs(scenario, variant_called(scenario, name), firm); !missing.empty())
      return missing_words(missing);
  return "";
}

/// Of all that tables of this comparison name and that is no name of a user: mechanisms, and what was done instead of
/// buying.
std::vector<std::pair<std::string, std::string>> labels_in(const std::vector<Frame>& frames) {
  std::set<std::string> names;
  for (const auto& [table, column] : {std::pair("why", "mechanism"), {"twins", "reason"}, {"reasons", "reason"}})
    if (const Frame* frame = find_frame(frames, table); frame != nullptr)
      for (const std::string& name : frame->get<std::string>(column))
        if (!name.empty()) names.insert(name);
  std::vector<std::pair<std::string, std::string>> labels = labels_of_no_brands();
  labels.insert(labels.end(), {{"passed through", "bought otherwise for a while"},
                               {"switched anyway", "switched with or without it"},
                               {"untouched", "unmoved"}});
  for (const std::string& name : names) labels.emplace_back(name, mechanism_label(name));
  return labels;
}

}  // namespace

const Frame* Question::table(std::string_view name) const { return find_frame(comparison.results.frames, name); }

/// Each variant has a focus of its own, as each may change another brand; what is common to several is about one.
Answer answer(const Scenario& scenario, const Comparison& comparison, const AnswerQuery& query) {
  Answer answer;
  for (const std::string& name : query.variants) {
    const Variant& variant = variant_called(scenario, name);
    auto changes = changes_of(comparison, name);
    Focus focus = find_focus(scenario, variant, query.focus, changes);
    answer.variants.push_back(answer_of({scenario, comparison, query, variant, std::move(changes), std::move(focus)},
                                        &name == &query.variants.back()));
  }
  const std::vector<Frame>& frames = comparison.results.frames;
  const Focus focus = common_focus(scenario, comparison, query);
  const Frame* ranking = find_frame(frames, "ranking");
  if (ranking != nullptr && query.variants.size() > 1)
    answer.rankings = rankings(*ranking, focus, missing_in(scenario, query.variants, focus.firm).empty());
  const Frame* curve = find_frame(frames, "curve");
  if (curve != nullptr && curve->rows() > 0)
    answer.curve = curve_answer(*curve, focus, scenario, missing_in(scenario, query.curve, focus.firm));
  answer.labels = labels_in(frames);
  return answer;
}

}  // namespace clientele
