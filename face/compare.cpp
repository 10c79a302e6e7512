#include "clientele/compare.h"

#include <algorithm>

#include "experiments/compare/compare.h"
#include "experiments/compare/curve.h"
#include "experiments/compare/differences.h"
#include "experiments/compare/focus.h"
#include "experiments/compare/money.h"
#include "experiments/compare/ranking.h"
#include "experiments/record/tables.h"
#include "experiments/tell/answer.h"
#include "clientele/run.h"
#include "face/inside.h"

namespace clientele::api {

struct Comparison::Inside {
  Scenario scenario;
  std::vector<std::string> variants;  ///< that were compared, points of a curve not among them
  clientele::Comparison found;
};
struct Answer::Inside {
  clientele::Answer answer;
};

namespace {

/// A goal is read against the scenario, since money has its currency.
clientele::CompareOptions inner(const clientele::Scenario& scenario, const CompareOptions& options) {
  clientele::CompareOptions compare{.variants = options.variants,
                                    .replicates = options.replicates,
                                    .most_replicates = options.most_replicates,
                                    .goal = {},
                                    .focus = options.focus,
                                    .curve_path = options.curve_path,
                                    .curve = options.curve,
                                    .run = {}};
  if (!options.goal.empty()) compare.goal = parse_goal(options.goal, scenario.currency);
  compare.run.threads = threads_of(options.threads);
  compare.run.watch = watch_of(options.watch);
  return compare;
}

/// All that the scenario has where nobody says which; of a curve its points are left out.
std::vector<std::string> compared(const Scenario& scenario, const CompareOptions& options) {
  std::vector<std::string> names;
  if (options.variants.empty())
    for (const Scenario::Variant& variant : scenario.variants()) names.push_back(variant.name);
  for (const std::string& name : options.variants)
    if (std::ranges::find(options.curve, name) == options.curve.end()) names.push_back(name);
  return names;
}

}  // namespace

Tables Comparison::tables() const { return tables_in({inside_, &inside_->found.results.frames}); }
std::uint32_t Comparison::replicates() const { return inside_->found.replicates; }
std::uint32_t Comparison::sets() const { return inside_->found.sets; }
bool Comparison::goal_met() const { return inside_->found.goal_met; }
bool Comparison::complete() const { return inside_->found.results.complete; }

/// A wrong goal or focus is said before anything is lived, and not after it.
Comparison compare(const Scenario& scenario, const CompareOptions& options) {
  auto problems = faults_of(scenario, options);
  if (options.replicates == 0)
    problems.push_back({{}, "", "no replicate is asked for, and nothing would be lived. Ask for 20."});
  if (scenario.variants().empty())
    problems.push_back({{}, "", "the scenario has no variants to compare. Load it with a what-if."});
  if (!problems.empty()) throw InputError(std::move(problems));
  return through([&] {
    const clientele::Scenario& lived = of(scenario);
    return Comparison(std::make_shared<const Comparison::Inside>(
        Comparison::Inside{scenario, compared(scenario, options), clientele::compare(lived, inner(lived, options))}));
  });
}

/// What lies below throws at the first mistake; whoever fills in a form wants all of them.
std::vector<Problem> faults_of(const Scenario& scenario, const CompareOptions& options) {
  std::vector<Problem> problems;
  const auto attempt = [&](auto&& act) {
    try {
      act();
    } catch (const clientele::InputError& error) {
      for (Problem& problem : problems_of(error)) problems.push_back(std::move(problem));
    }
  };
  if (!options.focus.empty()) attempt([&] { check_focus(of(scenario), options.focus); });
  if (!options.goal.empty()) attempt([&] { parse_goal(options.goal, scenario.currency()); });
  return problems;
}

std::vector<std::string> compare_table_names() {
  std::vector<std::string> names = run_table_names();
  const auto add = [&](const std::vector<clientele::Frame>& frames) {
    for (const clientele::Frame& frame : frames) names.push_back(frame.name());
  };
  add(twin_tables(""));
  add({differences_table(), ranking_table(), money_table(""), curve_table("")});
  return names;
}

Answer answer(const Comparison& comparison, const AnswerOptions& options) {
  const Comparison::Inside& inside = comparison.inside();
  // Else it would say that nothing changed.
  if (!comparison.complete())
    throw InputError("the comparison was stopped, and half of one has no answer. Live it whole.");
  if (auto problems = faults_of(inside.scenario, {.focus = options.focus}); !problems.empty())
    throw InputError(std::move(problems));
  for (const std::string& name : options.variants)
    if (std::ranges::find(inside.variants, name) == inside.variants.end())
      throw InputError("variant '" + name + "' was not compared, and nothing is known of it. Compare it first.");
  return through([&] {
    return Answer(std::make_shared<const Answer::Inside>(Answer::Inside{clientele::answer(
        of(inside.scenario), inside.found,
        {.variants = options.variants.empty() && options.curve.empty() ? inside.variants : options.variants,
         .focus = options.focus,
         .curve = options.curve,
         .goal = options.goal,
         .base_line = options.base_line,
         .line = options.line,
         .saved = options.saved,
         .details = options.details})}));
  });
}

std::string Answer::text() const { return answer_text(inside_->answer); }
std::string Answer::json() const { return answer_json(inside_->answer); }

}  // namespace clientele::api
