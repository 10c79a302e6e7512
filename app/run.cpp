#include "clientele/run.h"

#include <filesystem>
#include <new>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "clientele/results.h"
#include "app/arguments.h"
#include "app/line_changes.h"
#include "app/long_work.h"
#include "app/messages.h"
#include "app/report.h"
#include "app/rerun.h"
#include "app/result_file.h"
#include "app/saving.h"
#include "app/shared_options.h"
#include "app/standard_output.h"
#include "app/text.h"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

using Problems = std::vector<Problem>;

LoadOptions load_of(const Arguments& arguments, const Watch& watch) {
  LoadOptions load{base_changes(arguments, {"--set-base", "--set"}), {}, watch};
  if (arguments.has("--change")) load.what_ifs.push_back(what_if(arguments.texts("--change"), "--change"));
  return load;
}

/// Beside the results and named by them, so that the same line given again finds it.
std::optional<fs::path> checkpoint_of(const Destinations& destinations) {
  if (!destinations.results) return std::nullopt;
  return destinations.results->string() + ".checkpoint";
}

/// Options that need each other, and files that would be lost.
/// All mistakes of the line together, before the scenario is read. A checkpoint that is there is hours of somebody's
/// work: it is never written over by accident.
Problems faults_of(const Arguments& arguments, const Destinations& destinations) {
  Problems problems = faults_of_destinations(arguments, destinations, run_table_names());
  const auto wrong = [&](std::string what) { problems.push_back({.place = {}, .path = {}, .what = std::move(what)}); };
  for (const char* option : {"--checkpoint", "--resume"})
    if (arguments.has(option) && !destinations.results)
      wrong(fmt::format("{}: needs --out FILE (checkpoints are kept beside the results). Add it.", option));
  const auto checkpoint = checkpoint_of(destinations);
  // It would be removed with the checkpoint when the run is done.
  const bool kept = arguments.has("--checkpoint") || arguments.has("--resume");
  if (kept && checkpoint && destinations.report && is_same_file(*destinations.report, *checkpoint))
    wrong(fmt::format("--report: '{}' is where the checkpoint is kept. Choose another name.",
                      destinations.report->string()));
  std::set<std::string> variants;
  for (const std::string& variant : arguments.texts("--variant"))
    if (!variants.insert(variant).second)
      wrong(fmt::format("--variant: '{}' is given twice, and its rows would be there twice. Give it once.", variant));
  std::error_code ignored;
  if (checkpoint && arguments.has("--checkpoint") && !arguments.has("--resume") && !arguments.has("--force") &&
      fs::exists(*checkpoint, ignored))
    wrong(fmt::format(
        "--checkpoint: '{}' is there already, from a run that was interrupted. Go on with it by --resume, or "
        "add --force to start anew.",
        checkpoint->string()));
  return problems;
}

/// With --resume a checkpoint is looked for even when none is to be written; it is removed when the run is done.
RunOptions options_of(const Arguments& arguments, const Destinations& destinations, const Scenario& scenario) {
  RunOptions options;
  options.replicates = static_cast<std::uint32_t>(arguments.whole("--replicates").value_or(1));
  options.threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0));
  options.variants = arguments.texts("--variant");
  if (arguments.has("--change")) options.variants.emplace_back(change_name);
  options.resume = arguments.has("--resume");
  if (options.resume || arguments.has("--checkpoint")) options.checkpoint = checkpoint_of(destinations);
  if (const auto every = arguments.text("--checkpoint"))
    options.checkpoint_every = checkpoint_interval(*every, scenario.weeks_per_tick());
  return options;
}

/// Caught here, where the number of customers is known.
Run run_in_memory(const Scenario& scenario, const RunOptions& options) try {
  return run(scenario, options);
} catch (const std::bad_alloc&) {
  throw OutputError(too_little_memory(scenario.customers(), options.variants.size() + 1));
}

/// --quiet leaves what --format asks for by name.
void show(const Arguments& arguments, const Run& lived) {
  if (!print_tables(arguments, lived.tables(), "brands") && (arguments.has("--format") || !arguments.has("--quiet")))
    print(summary(lived));
}

/// How to go on, which depends on whether a checkpoint was asked for and has been written by then.
std::string how_to_go_on(const Arguments& arguments, const RunOptions& options) {
  std::error_code ignored;
  if (options.checkpoint && fs::exists(*options.checkpoint, ignored))
    return fmt::format(" To go on, give the same command again{}; the state is in {}.",
                       arguments.has("--resume") ? "" : " with --resume", options.checkpoint->string());
  return " A run with --out and --checkpoint can be resumed.";
}

int live_market(const Arguments& arguments, const Destinations& destinations, LongWork& work) {
  const Scenario scenario = load(destinations.scenario, load_of(arguments, work.watch()));
  if (const std::string absorbed = absorbed_text(scenario); !work.quiet() && !absorbed.empty()) say(absorbed);
  RunOptions options = options_of(arguments, destinations, scenario);
  std::error_code ignored;
  // Said and gone on with, for the reason given at --resume.
  if (options.resume && !work.quiet() && !fs::exists(*options.checkpoint, ignored))
    say(fmt::format("no checkpoint {} to resume from: starting from the beginning.", options.checkpoint->string()));

  options.watch = work.watch();
  const Run lived = run_in_memory(scenario, options);
  // Nothing is saved of a run that was stopped: half a run would look like a whole one of another market.
  if (!lived.complete()) return work.stopped("run", how_to_go_on(arguments, options));
  const double seconds = work.elapsed();
  save(destinations, {lived.tables(), provenance_of(scenario, {.command = "run",
                                                               .words = arguments.words(),
                                                               .replicates = options.replicates,
                                                               .threads = options.threads,
                                                               .variants = options.variants})});
  // Only now, when the results are safe.
  if (options.checkpoint) fs::remove(*options.checkpoint, ignored);
  if (!work.quiet()) say(done_text(destinations, seconds));
  show(arguments, lived);
  return exit_code::done;
}

/// Line, scenario, run, files, text, in this order: what costs little is looked at before what costs much. The handler
/// of signals is in place before reading, which may take minutes for a large network.
int run_market(const Arguments& arguments) {
  const Destinations destinations = destinations_of(arguments);
  if (auto problems = faults_of(arguments, destinations); !problems.empty()) throw InputError(std::move(problems));
  if (destinations.report) check_report_page();
  // A wrong time is said before the scenario is read; the length of a tick does not matter for that.
  if (const auto every = arguments.text("--checkpoint")) checkpoint_interval(*every, 1.0);
  // From here on Ctrl-C asks for a stop; before it, it ends the program, which has nothing to lose yet.
  LongWork work(arguments);
  return work.run("run", [&] { return live_market(arguments, destinations, work); });
}

}  // namespace

Tables run_again(const Arguments& arguments, const Again& again) {
  const Scenario scenario = again.read(load_of(arguments, again.watch));
  RunOptions options = options_of(arguments, {}, scenario);
  options.resume = false, options.checkpoint_every = 0;
  options.threads = again.threads, options.watch = again.watch;
  const Run lived = run_in_memory(scenario, options);
  if (!lived.complete()) throw Stopped();
  return lived.tables();
}

/// A run shows what happens and answers no question: what a change does, with how sure that is, is `compare`. Hence one
/// replicate if nothing is said, and a summary of the market instead of differences. --set says what the base case is;
/// a what-if is --change, here as in `compare`.
const Command& run_command() {
  static const Command command{
      .name = "run",
      .summary = "live a scenario and show who bought what",
      .examples = {{"clientele run toothpaste.yaml", "live the scenario once and print a summary"},
                   {"clientele run toothpaste.yaml --set customers.count=20000 --replicates 20",
                    "a larger base case; twenty runs"},
                   {"clientele run toothpaste.yaml --variant colgate_minus_5_percent --out cut.h5",
                    "a what-if beside the base case; all tables into a file"},
                   {"clientele run toothpaste.yaml --format csv > brands.csv", "the table by brand for a spreadsheet"},
                   {"clientele run big.yaml --out big.h5 --checkpoint '13 weeks' --resume",
                    "a long run; given again after an interruption, the same command goes on"}},
      .operand = Operand{.name = "SCENARIO", .noun = "scenario file", .meaning = "a scenario file (YAML)"},
      .options =
          {set_option(),
           set_base_option(),
           change_option(),
           seed_option(),
           // Named by an option, unlike in `compare`, where variants are what the command is about.
           {.name = "--variant",
            .value = "NAME",
            .meaning =
                "live this variant too, with the same customers and the same luck; may be repeated. For an answer "
                "see clientele compare",
            .repeats = true},
           replicates_option("live it this many times, each with luck of its own; 1 if not given"),
           threads_option(),
           out_option(),
           report_option(),
           force_option(),
           {.name = "--format",
            .value = "FORMAT",
            .meaning = "what is printed: a summary (table), or tables for other programs",
            .choices = {"table", "csv", "json"}},
           {.name = "--table",
            .value = "NAME",
            .meaning = "the table to print as csv (brands if not given) or json (all if not given)"},
           // A number or a time; which of both it is depends on whether a unit stands behind it.
           {.name = "--checkpoint",
            .value = "EVERY",
            .meaning = "keep the state in FILE.h5.checkpoint every so many ticks, or after a time such as '13 weeks'"},
           // No failure where there is no checkpoint: the same line can stand in a job that is started again until it
           // is done.
           {.name = "--resume",
            .value = "",
            .meaning =
                "go on from the checkpoint, if there is one; the results are the same as without the interruption"},
           no_cache_option(),
           quiet_option()},
      .act = run_market};
  return command;
}

}  // namespace clientele::app
