#include "experiments/run.h"

#include <algorithm>
#include <filesystem>
#include <new>
#include <ostream>
#include <span>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "output/csv.h"
#include "output/errors.h"
#include "output/hdf5_results.h"
#include "output/json.h"
#include "output/numbers.h"
#include "experiments/summary.h"
#include "experiments/tables.h"
#include "app/arguments.h"
#include "app/checkpoint_interval.h"
#include "app/interruption.h"
#include "app/messages.h"
#include "app/progress.h"
#include "app/provenance.h"
#include "app/result_file.h"
#include "app/standard_output.h"
#include "app/text.h"

namespace clientele {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_replicates = 1'000'000'000, most_threads = 1024, most_seed = 4'294'967'295;

using Problems = std::vector<Problem>;

struct Paths {
  fs::path scenario;
  std::optional<fs::path> results, checkpoint;
};

std::vector<std::string> changes_of(const Arguments& arguments) {
  std::vector<std::string> sets = arguments.texts("--set");
  if (const auto seed = arguments.text("--seed")) sets.push_back("seed=" + *seed);
  return sets;
}

/// Said before the run, not after hours of it.
void check_table(const std::string& name, Problems& problems) {
  std::vector<std::string> names;
  for (const Frame& frame : run_tables("")) names.push_back(frame.name());
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  problems.push_back({.place = {},
                      .path = "--table",
                      .what = fmt::format("there is no table '{}'.{} There are: {}.", name, did_you_mean(name, names),
                                          fmt::join(names, ", "))});
}

/// Options that need each other, and files that would be lost.
Problems faults_of(const Arguments& arguments, const Paths& paths) {
  Problems problems;
  const auto wrong = [&](std::string what) { problems.push_back({.place = {}, .path = {}, .what = std::move(what)}); };
  const bool force = arguments.has("--force"), resume = arguments.has("--resume");
  for (const char* option : {"--checkpoint", "--resume"})
    if (arguments.has(option) && !paths.results)
      wrong(fmt::format("{}: needs --out FILE (checkpoints are kept beside the results). Add it.", option));
  if (arguments.has("--table") && arguments.text("--format").value_or("table") == "table")
    wrong("--table: needs --format csv or json (the summary is not one table). Add it.");
  if (const auto table = arguments.text("--table")) check_table(*table, problems);
  if (!paths.results) return problems;
  if (const std::string fault = fault_of_result_file(*paths.results, paths.scenario, force); !fault.empty())
    wrong(fmt::format("--out: '{}' {}", paths.results->string(), fault));
  std::error_code ignored;
  if (arguments.has("--checkpoint") && !resume && !force && fs::exists(*paths.checkpoint, ignored))
    wrong(fmt::format(
        "--checkpoint: '{}' is there already, from a run that was interrupted. Go on with it by --resume, or "
        "add --force to start anew.",
        paths.checkpoint->string()));
  return problems;
}

Paths paths_of(const Arguments& arguments) {
  Paths paths{.scenario = *arguments.operand(), .results = {}, .checkpoint = {}};
  if (const auto out = arguments.text("--out")) {
    paths.results = *out;
    paths.checkpoint = *out + ".checkpoint";
  }
  return paths;
}

RunOptions options_of(const Arguments& arguments, const Paths& paths, const Scenario& scenario) {
  RunOptions options;
  options.replicates = static_cast<std::uint32_t>(arguments.whole("--replicates").value_or(1));
  options.threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0));
  options.variant = arguments.text("--variant");
  options.resume = arguments.has("--resume");
  if (options.resume || arguments.has("--checkpoint")) options.checkpoint = paths.checkpoint;
  if (const auto every = arguments.text("--checkpoint"))
    options.checkpoint_every = checkpoint_interval(*every, scenario.clock);
  return options;
}

Results run_in_memory(const Scenario& scenario, const RunOptions& options) try {
  return run(scenario, options);
} catch (const std::bad_alloc&) {
  const auto customers = std::int64_t{scenario.base.front().market->customers};
  throw OutputError(
      fmt::format("not enough memory for {} customers{}. Take fewer (--set customers.count=...), or a machine "
                  "with more memory.",
                  count(customers), options.variant ? " in two worlds" : ""));
}

void show(const Arguments& arguments, const Scenario& scenario, const Results& results, const RunOptions& options) {
  const auto format = arguments.text("--format"), table = arguments.text("--table");
  if (format == "csv")
    print([&](std::ostream& out) { write_csv(out, results.frame(table.value_or("brands"))); });
  else if (format == "json")
    print([&](std::ostream& out) {
      write_json(out, table ? std::span(&results.frame(*table), 1) : std::span(results.frames));
    });
  else if (format || !arguments.has("--quiet"))
    print(summary(scenario, results, options));
}

std::string stopped_text(const Arguments& arguments, const RunOptions& options, double done) {
  std::error_code ignored;
  const std::string stopped =
      fmt::format("stopped after {} % of the run, which left no results.", static_cast<int>(done * 100.0));
  if (options.checkpoint && fs::exists(*options.checkpoint, ignored))
    return fmt::format("{} To go on, give the same command again{}; the state is in {}.", stopped,
                       arguments.has("--resume") ? "" : " with --resume", options.checkpoint->string());
  return stopped + " A run with --out and --checkpoint can be resumed.";
}

void save(const Paths& paths, const Results& results, const Provenance& provenance, const RunOptions& options) {
  if (!paths.results) return;
  write_results(*paths.results, results.frames, provenance);
  std::error_code ignored;
  if (options.checkpoint) fs::remove(*options.checkpoint, ignored);
}

int act(const Arguments& arguments) {
  const Paths paths = paths_of(arguments);
  if (auto problems = faults_of(arguments, paths); !problems.empty()) throw InputError(std::move(problems));
  // A wrong time is said before the scenario is read; the length of a tick does not matter for that.
  if (const auto every = arguments.text("--checkpoint")) checkpoint_interval(*every, Clock{});
  const bool quiet = arguments.has("--quiet");
  const Interruption interruption;
  const Scenario scenario = load_scenario(paths.scenario, changes_of(arguments));
  RunOptions options = options_of(arguments, paths, scenario);
  std::error_code ignored;
  if (options.resume && !quiet && !fs::exists(*paths.checkpoint, ignored))
    say(fmt::format("no checkpoint {} to resume from: starting from the beginning.", paths.checkpoint->string()));

  ProgressReport progress(progress_style(quiet));
  options.progress = [&](const Progress& now) { progress.show(now); };
  options.stop = &interruption.flag();
  const Results results = run_in_memory(scenario, options);
  progress.clear();
  if (!results.complete) {
    if (!quiet) say(stopped_text(arguments, options, progress.done()));
    return interruption.exit_code();
  }
  save(paths, results, provenance_of(scenario, options, arguments.words()), options);
  if (!quiet)
    say(fmt::format("done in {}{}", duration(progress.elapsed()),
                    paths.results ? fmt::format("; results are in {}", paths.results->string()) : "."));
  show(arguments, scenario, results, options);
  return exit_code::done;
}

}  // namespace

const Command& run_command() {
  static const Command command{
      .name = "run",
      .summary = "live a scenario and show who bought what",
      .examples = {{"clientele run toothpaste.yaml", "live the scenario once and print a summary"},
                   {"clientele run toothpaste.yaml --set 'brands.Macleans.price=-5 %' --replicates 20",
                    "change it first; twenty runs"},
                   {"clientele run toothpaste.yaml --variant colgate_minus_5_percent --out cut.h5",
                    "a what-if beside the base case; all tables into a file"},
                   {"clientele run toothpaste.yaml --format csv > brands.csv", "the table by brand for a spreadsheet"},
                   {"clientele run big.yaml --out big.h5 --checkpoint '13 weeks' --resume",
                    "a long run; given again after an interruption, the same command goes on"}},
      .operand = Operand{.name = "SCENARIO", .noun = "scenario file", .meaning = "a scenario file (YAML)"},
      .options =
          {{.name = "--set",
            .value = "PATH=VALUE",
            .meaning = "change a value of the scenario, such as customers.count=1000 or 'brands.Acme.price=-5 %'; may "
                       "be repeated",
            .repeats = true},
           {.name = "--seed",
            .value = "N",
            .meaning = "the seed of all luck, instead of the scenario's; 0 to 4294967295",
            .whole = OptionSpec::Range{0, most_seed}},
           {.name = "--variant",
            .value = "NAME",
            .meaning = "live this variant too, with the same customers and the same luck"},
           {.name = "--replicates",
            .value = "R",
            .meaning = "live it this many times, each with luck of its own; 1 if not given",
            .whole = OptionSpec::Range{1, most_replicates}},
           {.name = "--threads",
            .value = "T",
            .meaning =
                "at most so many threads; as many as the machine has if not given. Results are the same for any number",
            .whole = OptionSpec::Range{1, most_threads}},
           {.name = "--out", .value = "FILE.h5", .meaning = "write all tables into this HDF5 file"},
           {.name = "--force", .value = "", .meaning = "replace a file that is there already"},
           {.name = "--format",
            .value = "FORMAT",
            .meaning = "what is printed: a summary (table), or tables for other programs",
            .choices = {"table", "csv", "json"}},
           {.name = "--table",
            .value = "NAME",
            .meaning = "the table to print as csv (brands if not given) or json (all if not given)"},
           {.name = "--checkpoint",
            .value = "EVERY",
            .meaning = "keep the state in FILE.h5.checkpoint every so many ticks, or after a time such as '13 weeks'"},
           {.name = "--resume",
            .value = "",
            .meaning =
                "go on from the checkpoint, if there is one; the results are the same as without the interruption"},
           {.name = "--quiet", .value = "", .meaning = "print nothing but errors and what --format asks for"}},
      .act = act};
  return command;
}

}  // namespace clientele
