#include "clientele/run.h"

#include "experiments/record/tables.h"
#include "experiments/run/base_case_cache.h"
#include "experiments/run/checkpoint_interval.h"
#include "experiments/run/run.h"
#include "experiments/tell/summary.h"
#include "face/inside.h"

namespace clientele::api {

struct Run::Inside {
  clientele::Results results;
};

namespace {

/// What only comparisons and judgements ask of a run stays behind the face: twins, extra worlds, a base case of theirs.
clientele::RunOptions inner(const RunOptions& options) {
  clientele::RunOptions run;
  run.replicates = options.replicates;
  run.threads = options.threads;
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
  return through([&] {
    return Run(std::make_shared<const Run::Inside>(Run::Inside{clientele::run(of(scenario), inner(options))}));
  });
}

std::string summary(const Scenario& scenario, const Run& run, const RunOptions& options) {
  return clientele::summary(of(scenario), run.inside().results, inner(options));
}

/// From the empty tables themselves, so that no list of names must be kept beside them.
std::vector<std::string> run_table_names() {
  std::vector<std::string> names;
  for (const clientele::Frame& frame : run_tables("")) names.push_back(frame.name());
  return names;
}

int checkpoint_interval(std::string_view every, double weeks_per_tick) {
  return through([&] { return clientele::checkpoint_interval(every, {.weeks_per_tick = weeks_per_tick}); });
}

void keep_base_cases_in(std::optional<std::filesystem::path> folder) { base_cases().keep_in(std::move(folder)); }
std::optional<std::filesystem::path> user_cache_folder() { return clientele::user_cache_folder(); }

}  // namespace clientele::api
