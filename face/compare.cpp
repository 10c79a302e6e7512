#include "clientele/compare.h"

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
  compare.run.threads = options.threads;
  compare.run.watch = watch_of(options.watch);
  return compare;
}

}  // namespace

Tables Comparison::tables() const { return tables_in({inside_, &inside_->found.results.frames}); }
std::uint32_t Comparison::replicates() const { return inside_->found.replicates; }
std::uint32_t Comparison::sets() const { return inside_->found.sets; }
bool Comparison::goal_met() const { return inside_->found.goal_met; }
bool Comparison::complete() const { return inside_->found.results.complete; }

/// A wrong goal or focus is said before anything is lived, and not after it.
Comparison compare(const Scenario& scenario, const CompareOptions& options) {
  if (auto problems = faults_of(scenario, options); !problems.empty()) throw InputError(std::move(problems));
  return through([&] {
    const clientele::Scenario& lived = of(scenario);
    return Comparison(std::make_shared<const Comparison::Inside>(
        Comparison::Inside{clientele::compare(lived, inner(lived, options))}));
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

Answer answer(const Scenario& scenario, const Comparison& comparison, const AnswerOptions& options) {
  return through([&] {
    return Answer(
        std::make_shared<const Answer::Inside>(Answer::Inside{clientele::answer(of(scenario), comparison.inside().found,
                                                                                {.variants = options.variants,
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
