#include "clientele/compare.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "clientele/program.h"
#include "clientele/results.h"
#include "clientele/run.h"
#include "clientele/scenario.h"
#include "app/arguments.h"
#include "app/line_changes.h"
#include "app/long_work.h"
#include "app/messages.h"
#include "app/report.h"
#include "app/rerun.h"
#include "app/saving.h"
#include "app/shared_options.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

using Names = std::vector<std::string>;

/// What a line asks for.
/// The line is split before the scenario is read (`load`) and settled after it (`variants`), when names can be looked
/// up.
struct Plan {
  LoadOptions load;
  Names variants, curve;  ///< names; the variants are empty if all of the file are meant
};

/// Variants of the line come behind those of the file in the scenario, which `names_in_file` relies on.
Plan plan_of(const Arguments& arguments) {
  Plan plan;
  plan.load.sets = base_changes(arguments, {"--set-base"});
  for (const std::string& name : arguments.further())
    if (std::find(plan.variants.begin(), plan.variants.end(), name) == plan.variants.end())
      plan.variants.push_back(name);
  // --set is a synonym of --change here, of before there was one; both together are one variant.
  Names changes = arguments.texts("--change");
  for (const std::string& set : arguments.texts("--set")) changes.push_back(set);
  if (!changes.empty()) {
    plan.load.what_ifs.push_back(what_if(changes, arguments.has("--change") ? "--change" : "--set"));
    plan.variants.push_back(change_name);
  }
  if (const auto curve = arguments.text("--curve"))
    for (WhatIf& point : curve_points(*curve)) {
      plan.curve.push_back(point.name);
      plan.load.what_ifs.push_back(std::move(point));
    }
  return plan;
}

/// Variants of the file, without those that the line made.
/// They come last in the scenario, in the order of the line (see `plan_of`).
Names names_in_file(const Scenario& scenario, const Plan& plan) {
  Names names;
  for (const Scenario::Variant& variant : scenario.variants()) names.push_back(variant.name);
  names.resize(names.size() - plan.load.what_ifs.size());
  return names;
}

/// With all that there are, for variants are named in a file that the user may not have written.
std::string unknown_variant(const std::string& name, const Names& known, const std::string& file) {
  std::string text = fmt::format("no variant is called '{}' in {}.{}", name, file, did_you_mean(name, known));
  if (known.empty()) return text + " It has none. Give a change on the line: --change 'brands.Acme.price=-5 %'.";
  return text + fmt::format(" It has '{}'.", fmt::join(known, "', '"));
}

/// Settles what is compared; every mistake of the line that only the scenario shows is told at once.
CompareOptions resolve(Plan& plan, const Arguments& arguments, const Scenario& scenario) {
  CompareOptions options;
  const Names known = names_in_file(scenario, plan);
  std::vector<Problem> problems;
  const auto wrong = [&](std::string what) { problems.push_back({.place = {}, .path = {}, .what = std::move(what)}); };
  for (const std::string& name : arguments.further())
    if (std::find(known.begin(), known.end(), name) == known.end())
      wrong(unknown_variant(name, known, *arguments.operand()));
  // Nothing named means all that the file has; with a curve on the line, the curve alone.
  if (plan.variants.empty() && plan.curve.empty()) {
    plan.variants = known;
    if (known.empty())
      wrong(fmt::format("{} has no variants to compare. Give a change on the line: --change 'brands.Acme.price=-5 %'.",
                        *arguments.operand()));
  }
  options.focus = arguments.text("--focus").value_or("");
  options.goal = arguments.text("--precision").value_or("");
  for (Problem& problem : faults_of(scenario, options)) problems.push_back(std::move(problem));
  if (arguments.has("--precision") && plan.variants.empty() && !known.empty())
    wrong("--precision: a curve has no single difference to know so well. Name a variant too, or give --replicates.");
  if (!problems.empty()) throw InputError(std::move(problems));
  options.variants = plan.variants;
  options.variants.insert(options.variants.end(), plan.curve.begin(), plan.curve.end());
  options.curve = plan.curve;
  if (const auto curve = arguments.text("--curve")) options.curve_path = path_of(*curve);
  if (const auto replicates = arguments.whole("--replicates"))
    options.replicates = static_cast<std::uint32_t>(*replicates);
  options.threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0));
  return options;
}

/// Every variant is a world of its own in memory, beside the base case.
Comparison compare_in_memory(const Scenario& scenario, const CompareOptions& options) try {
  return compare(scenario, options);
} catch (const std::bad_alloc&) {
  throw OutputError(too_little_memory(scenario.customers(), options.variants.size() + 1));
}

/// The line in words that a shell takes, to be given again with other replicates and files.
/// What the answer proposes must be a line that works when pasted: quoted for a shell, without files that are there by
/// then.
std::string line_of(const Arguments& arguments) {
  constexpr std::array left_out{"--replicates", "--out", "-o", "--report"};
  std::string line;
  bool value = false;
  for (const std::string& word : arguments.words()) {
    const bool out = std::find(left_out.begin(), left_out.end(), word.substr(0, word.find('='))) != left_out.end();
    if (!out && !value) line += (line.empty() ? "" : " ") + shell_word(word);
    value = out && word.find('=') == std::string::npos;
  }
  return line;
}

/// The options of the line that make the base case another one.
/// For lines about the base case alone, such as a run of it.
std::string base_line_of(const Arguments& arguments) {
  std::string line;
  for (const std::string& set : arguments.texts("--set-base")) line += " --set-base " + shell_word(set);
  if (const auto seed = arguments.text("--seed")) line += " --seed " + *seed;
  return line;
}

/// The answer knows no options, only what was asked.
AnswerOptions query_of(const Arguments& arguments, const Plan& plan) {
  return {.variants = plan.variants,
          .focus = arguments.text("--focus").value_or(""),
          .curve = plan.curve,
          .goal = arguments.text("--precision").value_or(""),
          .base_line = base_line_of(arguments),
          .line = line_of(arguments),
          .saved = arguments.has("--out"),
          .details = arguments.has("--details")};
}

/// What can be said without the scenario.
void check_line(const Arguments& arguments, const Destinations& destinations) {
  if (auto problems = faults_of_destinations(arguments, destinations, compare_table_names()); !problems.empty())
    throw InputError(std::move(problems));
  if (destinations.report) check_report_page();
}

int compare_markets(const Arguments& arguments, const Destinations& destinations, Plan& plan, LongWork& work) {
  if (arguments.has("--set") && !work.quiet())
    say("--set asks a what-if here, as --change does; what the base case is says --set-base.");
  plan.load.watch = work.watch();
  const Scenario scenario = load(destinations.scenario, plan.load);
  if (const std::string absorbed = absorbed_text(scenario); !work.quiet() && !absorbed.empty()) say(absorbed);
  CompareOptions options = resolve(plan, arguments, scenario);
  // Over all variants and sets together: a bar for each would begin again and again.
  options.watch = work.watch();
  const Comparison comparison = compare_in_memory(scenario, options);
  if (!comparison.complete()) return work.stopped("comparison");
  const double seconds = work.elapsed();
  // One answer for all who tell it: what is printed, the file, and the page.
  const Answer told = answer(comparison, query_of(arguments, plan));
  const std::string json = told.json();
  // As many replicates as were lived: a goal of precision may have asked for more than the line.
  save(destinations, {comparison.tables(),
                      provenance_of(scenario, {.command = "compare",
                                               .words = arguments.words(),
                                               .replicates = comparison.replicates(),
                                               .threads = options.threads,
                                               .variants = options.variants}),
                      json});
  if (!work.quiet()) say(done_text(destinations, seconds));
  if (!print_tables(arguments, comparison.tables(), plan.variants.empty() ? "curve" : "differences", json) &&
      (arguments.has("--format") || !work.quiet()))
    print(told.text());
  return exit_code::done;
}

/// The same order as for a run, without checkpoints: a comparison follows twins, whose books are not kept in them.
int compare_runs(const Arguments& arguments) {
  const Destinations destinations = destinations_of(arguments);
  check_line(arguments, destinations);
  Plan plan = plan_of(arguments);
  // Before the scenario is read, so that Ctrl-C is met from here on in the same way.
  LongWork work(arguments);
  return work.run("comparison", [&] { return compare_markets(arguments, destinations, plan, work); });
}

/// The variants that the file offers; none if it cannot be read.
/// For completion: a scenario that is just being written may be wrong, and a shell must not see an error.
Names variants_in(const std::string& file) try {
  Names names;
  for (const Scenario::Variant& variant : load(file).variants()) names.push_back(variant.name);
  return names;
} catch (const std::exception&) {
  return {};
}

/// --set goes on to mean a what-if here, as lines that people keep say it.
std::vector<OptionSpec> options_of_compare() {
  OptionSpec set = set_option();
  set.meaning = "the same as --change here; in other commands it says what the base case is";
  return {change_option(),
          set_base_option(),
          std::move(set),
          {.name = "--curve",
           .value = "PATH=FROM:TO:N",
           .meaning = "try N values of one number, such as 'brands.Acme.price=-10 %:+10 %:9'"},
          // Whose gain the answer is written for: the same change is good news to one firm and bad to another.
          {.name = "--focus",
           .value = "NAME",
           .meaning = "the brand or firm that the answer is about; the first that the variant changes if not given"},
          replicates_option("live it this many times, each with luck of its own; 20 if not given"),
          // Replicates are added until it holds, so how long it takes is not known before; a bound of its own ends
          // what never holds.
          {.name = "--precision",
           .value = "GOAL",
           .meaning = "go on until an outcome is known so well, such as 'share of Acme: 0.2 points'"},
          {.name = "--details", .value = "", .meaning = "every brand, more outcomes, more customers' stories"},
          seed_option(),
          threads_option(),
          out_option(),
          report_option(),
          force_option(),
          {.name = "--format",
           .value = "FORMAT",
           .meaning = "what is printed: the answer (table), or tables for other programs",
           .choices = {"table", "csv", "json"}},
          {.name = "--table",
           .value = "NAME",
           .meaning = "the table to print as csv (differences if not given) or json (all if not given)"},
          no_cache_option(),
          quiet_option()};
}

}  // namespace

Tables compare_again(const Arguments& arguments, const Again& again) {
  Plan plan = plan_of(arguments);
  plan.load.watch = again.watch;
  const Scenario scenario = again.read(plan.load);
  CompareOptions options = resolve(plan, arguments, scenario);
  options.threads = again.threads, options.watch = again.watch;
  const Comparison comparison = compare_in_memory(scenario, options);
  if (!comparison.complete()) throw Stopped();
  return comparison.tables();
}

/// Without anything but the file all its variants are compared, so that a scenario with questions answers them.
const Command& compare_command() {
  static const Command command{
      .name = "compare",
      .summary = "answer a what-if: the difference, why, who changed, what it costs, how sure that is",
      .examples = {{"clientele compare toothpaste.yaml colgate_minus_5_percent",
                    "a variant of the file beside the base case, with the same customers and the same luck"},
                   {"clientele compare toothpaste.yaml --change 'brands.Macleans.price=-5 %'", "a change of your own"},
                   {"clientele compare toothpaste.yaml colgate_minus_5_percent macleans_follows --focus 'Colgate DC'",
                    "several, and which is best"},
                   {"clientele compare toothpaste.yaml --curve 'brands.Colgate DC.price=-10 %:+10 %:9'",
                    "share and profit over a range of prices"},
                   {"clientele compare toothpaste.yaml --precision 'share of Colgate DC: 0.1 points' -o cut.h5",
                    "as many replicates as it takes; all tables into a file"}},
      .operand = Operand{.name = "SCENARIO", .noun = "scenario file", .meaning = "a scenario file (YAML)"},
      .options = options_of_compare(),
      .act = compare_runs,
      .further = FurtherOperands{.name = "VARIANT",
                                 .meaning = "variants of the scenario; all of them if none is given and no change",
                                 .candidates = variants_in}};
  return command;
}

}  // namespace clientele::app
