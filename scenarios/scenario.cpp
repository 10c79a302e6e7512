#include "scenarios/scenario.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <span>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "models/base_case/base_market.h"
#include "scenarios/changes/absorbed.h"
#include "scenarios/changes/assignment.h"
#include "scenarios/changes/changes.h"
#include "scenarios/changes/ensemble.h"
#include "scenarios/changes/extra_variants.h"
#include "scenarios/changes/population.h"
#include "scenarios/changes/switched_off.h"
#include "scenarios/changes/timelines.h"
#include "scenarios/claims/claims_reader.h"
#include "scenarios/market/behaviours_check.h"
#include "scenarios/market/clock_reader.h"
#include "scenarios/text/files.h"
#include "scenarios/text/yaml_reader.h"
#include "scenarios/values/time_points.h"
#include "scenarios/words/sources.h"
#include "scenarios/words/validate.h"

namespace clientele {

/// The document as all of it was checked, with what the line says; and what readers know of files.
struct ScenarioSource {
  Document document;
  ReaderContext context;
  bool switched = false;  ///< whether the line has turned behaviours on or off
};

namespace {

constexpr double default_burn_in_weeks = 52.0;  ///< by which habits and expectations have settled
constexpr std::size_t most_problems = 100;      // more than anyone reads at once

AppliedChange apply_set(Document& document, const BaseChange& set, Problems& problems) {
  AppliedChange applied{set.text, {}};
  if (const auto change = read_assignment(set.text, set.option, problems))
    apply_change(document, change->path, change->value, "", Changer::base, problems, &applied.touched);
  return applied;
}

/// What the line says beside the file. Returns its changes.
std::vector<AppliedChange> apply_options(Document& document, const LoadOptions& options, Problems& problems) {
  std::vector<AppliedChange> applied;
  const std::optional<double> market = real_customers(document);
  for (const BaseChange& set : options.sets) applied.push_back(apply_set(document, set, problems));
  const auto says = [&](std::string_view path) {
    return std::any_of(options.sets.begin(), options.sets.end(),
                       [&](const BaseChange& set) { return set.text.starts_with(path); });
  };
  if (says("customers.count") && !says("customers.weight")) keep_real_market(document, market);
  add_extra_variants(document, options.variants, problems);
  return applied;
}

/// A word of its own, or `evidence`, below a map of behaviours.
bool switches_behaviours(const Touched& touched) { return above(touched.pointer).ends_with("/behaviour"); }

/// All that the file says is looked at, and what the line changes more strictly.
Levers levers_of(const std::vector<AppliedChange>& line, const std::string& file) {
  Levers levers{.of_file = true, .switched = false, .changed = {}, .guessed = {}, .file = file};
  for (const AppliedChange& change : line)
    for (const Touched& touched : change.touched) {
      levers.changed.push_back(touched.pointer);
      levers.switched = levers.switched || switches_behaviours(touched);
    }
  return levers;
}

/// Drops what later stages say about values that an earlier stage refused: one sentence about them is enough.
void keep_first_words(Problems& problems, std::size_t earlier) {
  const auto key = [](const Problem& problem) { return to_string({problem.place, problem.path, ""}); };
  std::set<std::string> spoken;
  for (std::size_t i = 0; i < earlier; ++i) spoken.insert(key(problems[i]));
  const auto first = problems.begin() + static_cast<std::ptrdiff_t>(earlier);
  const auto repeats = [&](const Problem& problem) { return !problem.path.empty() && spoken.count(key(problem)) > 0; };
  problems.erase(std::remove_if(first, problems.end(), repeats), problems.end());
}

/// By place in the files, each once, and no more than anyone reads.
Problems in_order(Problems problems, const std::vector<std::string>& files) {
  const auto rank = [&](const Problem& problem) {
    const auto file = std::find(files.begin(), files.end(), problem.place.file);
    return std::tuple(file - files.begin(), problem.place.line, problem.place.column);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return rank(a) < rank(b); });
  std::set<std::string> seen;
  Problems kept;
  for (Problem& problem : problems)
    if (seen.insert(to_string({problem.place, problem.place.line > 0 ? "" : problem.path, problem.what})).second)
      kept.push_back(std::move(problem));
  if (kept.size() <= most_problems) return kept;
  const std::size_t more = kept.size() - most_problems;
  kept.resize(most_problems);
  kept.push_back({{}, "", "... and " + std::to_string(more) + " more problems."});
  return kept;
}

void stop_on(const Problems& problems, const std::vector<std::string>& files) {
  if (!problems.empty()) throw InputError(in_order(problems, files));
}

void read_heading(const Cursor& root, Scenario& scenario) {
  scenario.title = root["title"].text();
  scenario.source = root["source"].text();
  scenario.seed = static_cast<std::uint32_t>(root["seed"].integer().value_or(1));
  scenario.discount = root["discount"].number("share").value_or(scenario.discount);
}

/// The file alone; what it extends is read beside it by `read_sources`.
std::string text_of(const std::filesystem::path& file) {
  std::string wrong;
  const auto text = read_file(file.string(), most_bytes, wrong);
  if (!text) throw InputError(std::vector<Problem>{{{file.string()}, "", wrong}});
  return *text;
}

std::atomic<std::size_t> documents_read = 0;

/// What does not come from the markets themselves.
Scenario read_frame(const Document& document, ReaderContext& context, Problems& problems) {
  Scenario scenario;
  const Cursor root(document, "", problems);
  read_heading(root, scenario);
  context.clock = read_clock(root["clock"]);
  context.currency = currency_of(document.root);
  scenario.currency = context.currency;
  scenario.clock = context.clock;
  scenario.observe = read_observe(root["observe"], scenario.clock);
  return scenario;
}

/// What can be said when all markets are known.
/// `resolved` is after `--set` and the set of parameters, with events and variants as words: reading it again gives the
/// same scenario.
void finish(const Document& document, Scenario& scenario) {
  Problems none;
  const Cursor root(document, "", none);
  if (!root["clock"]["burn_in"].given() && customers_learn(*scenario.base.market))
    scenario.clock.burn_in = whole_ticks(default_burn_in_weeks, scenario.clock).value_or(0);
  scenario.resolved = document.root.dump(2);
}

/// A document that was checked before and has been changed since, by the same stages as below.
Scenario read_changed(const Scenario& before, Document document, ReaderContext context, const Levers& levers,
                      Problems& problems, std::span<const std::string> off = {}) {
  Scenario scenario = read_frame(document, context, problems);
  read_timelines(document, context, scenario, levers, problems);
  stop_on(problems, before.files);
  scenario.base = without(scenario.base, off);
  for (Variant& variant : scenario.variants) variant.timeline = without(variant.timeline, off);
  check_behaviours(scenario, document, problems);
  stop_on(problems, before.files);
  finish(document, scenario);
  scenario.files = before.files;
  scenario.read_from = std::make_shared<const ScenarioSource>(
      ScenarioSource{std::move(document), std::move(context), before.read_from->switched});
  return scenario;
}

/// The source of a scenario that was read; a program that makes scenarios by hand has none to change.
const ScenarioSource& source_of(const Scenario& scenario) {
  if (scenario.read_from == nullptr) throw std::logic_error("a scenario that was not read cannot be read again");
  return *scenario.read_from;
}

}  // namespace

/// Stages, each of which needs the one before: files to one document; changes of the line; the check of every value;
/// the base case and its worlds; what behaviours need of each other; and every set of parameters. Problems are
/// collected from stage to stage, as long as going on makes sense: values that the check refused read as absent, but
/// rules are only planned for markets that are sound.
Scenario read_scenario(const std::string& text, const std::string& name, const LoadOptions& options) {
  ++documents_read;
  Problems problems;
  std::vector<std::string> files;
  Document document = read_sources(text, name, files, problems);
  if (!document.root.is_object() && problems.empty()) validate(document, problems);
  // Without the file it extends a scenario lacks everything; saying so would bury the reason.
  const bool base_is_lost =
      std::any_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.path == "extends"; });
  if (!document.root.is_object() || base_is_lost) stop_on(problems, files);
  const std::size_t of_yaml = problems.size();
  const std::vector<AppliedChange> line = apply_options(document, options, problems);
  validate(document, problems);
  keep_first_words(problems, of_yaml);
  const std::size_t of_values = problems.size();
  ReaderContext context;
  Scenario scenario = read_frame(document, context, problems);
  const Levers levers = levers_of(line, name);
  const BaseStart start = read_timelines(document, context, scenario, levers, problems);
  const std::vector<Member> members = read_members(document, scenario.seed, problems);
  scenario.files = std::move(files);
  scenario.files.insert(scenario.files.end(), context.files_read.begin(), context.files_read.end());
  keep_first_words(problems, of_values);
  stop_on(problems, scenario.files);
  check_behaviours(scenario, document, problems);
  scenario.claims = read_claims(Cursor(document, "/claims", problems), scenario);
  stop_on(problems, scenario.files);
  check_members(document, members, levers.switched, context, options.watch, problems);
  stop_on(problems, scenario.files);
  for (const Member& one : members) scenario.ensemble.push_back(parameter_set(one));
  scenario.absorbed = absorbed_changes(document, start, scenario.base, line);
  finish(document, scenario);
  scenario.read_from =
      std::make_shared<const ScenarioSource>(ScenarioSource{std::move(document), std::move(context), levers.switched});
  return scenario;
}

std::vector<BaseChange> base_changes_of(const std::vector<std::string>& sets) {
  std::vector<BaseChange> changes;
  for (const std::string& set : sets) changes.push_back({.text = set});
  return changes;
}

Scenario read_scenario(const std::string& text, const std::string& name, const std::vector<std::string>& sets) {
  return read_scenario(text, name, LoadOptions{base_changes_of(sets), {}});
}

/// A member loses `uncertainty`: it is one of the sets and has none below it. What it changes was looked at when the
/// scenario was read.
Scenario with_set(const Scenario& scenario, const ParameterSet& set) {
  const ScenarioSource& source = source_of(scenario);
  Document document = source.document;
  Problems problems;
  for (const BaseChange& change : base_changes_of(set.sets)) apply_set(document, change, problems);
  if (document.find("/uncertainty")) remove(document, "/uncertainty");
  return read_changed(scenario, std::move(document), source.context, Levers{}, problems);
}

/// Half a tick before it, since changes take effect when the first tick begins after their time: a number of weeks may
/// not be a whole number of ticks to the last digit.
Scenario with_event(const Scenario& scenario, int tick, const std::vector<std::string>& changes) {
  const ScenarioSource& source = source_of(scenario);
  const double weeks = std::max(0.0, tick - 0.5) * scenario.clock.weeks_per_tick;
  Document document = source.document, event;
  event.root = Json::object();
  event.root["at"] = written(weeks, "weeks");
  event.root["change"] = Json::object();
  event.spots[""] = Spot{};
  Problems problems;
  for (const std::string& text : changes)
    if (const auto change = read_assignment(text, "change", problems))
      graft(event, below("/change", change->path), change->value, "");
  stop_on(problems, scenario.files);
  if (!document.find("/events")) document.root["events"] = Json::array();
  graft(document, below("/events", document.find("/events")->size()), event, "");
  return read_changed(scenario, std::move(document), source.context,
                      Levers{true, source.switched, {}, {}, scenario.files.front()}, problems);
}

Scenario under(const Scenario& scenario, const Conditions& conditions) {
  const ScenarioSource& source = source_of(scenario);
  Document document = source.document;
  ReaderContext context = source.context;
  context.late_is_left_out = true;
  Problems problems;
  if (!conditions.length.empty()) apply_set(document, {"clock.length=" + conditions.length, "over"}, problems);
  for (const char* part : {"/uncertainty", "/claims"})
    if (document.find(part)) remove(document, part);
  add_extra_variants(document, conditions.variants, problems);
  Scenario changed =
      read_changed(scenario, std::move(document), std::move(context), Levers{}, problems, conditions.off);
  changed.clock.burn_in = scenario.clock.burn_in;
  return changed;
}

std::size_t scenarios_read() { return documents_read; }

Scenario load_scenario(const std::filesystem::path& file, const LoadOptions& options) {
  return read_scenario(text_of(file), file.string(), options);
}

Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& sets) {
  return load_scenario(file, LoadOptions{base_changes_of(sets), {}});
}

}  // namespace clientele
