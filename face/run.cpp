#include "clientele/run.h"

#include "experiments/record/tables.h"
#include "experiments/run/base_case_cache.h"
#include "experiments/run/checkpoint_interval.h"
#include "experiments/run/run.h"
#include "experiments/tell/summary.h"
#include "face/inside.h"

namespace clientele::api {

struct Run::Inside {
  Scenario scenario;
  RunOptions options;
  clientele::Results results;
};

namespace {

/// What only comparisons and judgements ask of a run stays behind the face: twins, extra worlds, a base case of theirs.
clientele::RunOptions inner(const RunOptions& options) {
  clientele::RunOptions run;
  run.replicates = options.replicates;
  run.threads = threads_of(options.threads);
  run.variants = options.variants;
  run.checkpoint = options.checkpoint;
  run.checkpoint_every = options.checkpoint_every;
  run.resume = options.resume;
  run.watch = watch_of(options.watch);
  return run;
}

}  // namespace

Tables Run::tables() const { return tables_in({inside_, &inside_->results.frames}); }
bool Run::complete() const { return inside_->results.complete; }

/// Nothing is copied on its way out: tables of a run may be larger than memory.
Run run(const Scenario& scenario, const RunOptions& options) {
  if (options.replicates == 0) throw InputError("no replicate is asked for, and nothing would be lived. Ask for 1.");
  return through([&] {
    RunOptions kept = options;
    kept.watch = {};  // lent for the run alone
    return Run(std::make_shared<const Run::Inside>(
        Run::Inside{scenario, std::move(kept), clientele::run(of(scenario), inner(options))}));
  });
}

std::string summary(const Run& run) {
  const Run::Inside& inside = run.inside();
  return clientele::summary(of(inside.scenario), inside.results, inner(inside.options));
}

/// From the empty tables themselves, so that no list of names must be kept beside them.
std::vector<std::string> run_table_names() {
  std::vector<std::string> names;
  for (const clientele::Frame& frame : run_tables("")) names.push_back(frame.name());
  return names;
}

int checkpoint_interval(std::string_view every, double weeks_per_tick) {
  if (!(weeks_per_tick > 0.0)) throw InputError("a tick has a length: more than 0 weeks");
  return through([&] { return clientele::checkpoint_interval(every, {.weeks_per_tick = weeks_per_tick}); });
}

void keep_base_cases_in(std::optional<std::filesystem::path> folder) { base_cases().keep_in(std::move(folder)); }
std::optional<std::filesystem::path> user_cache_folder() { return clientele::user_cache_folder(); }

}  // namespace clientele::api
