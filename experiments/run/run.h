#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measures/frame.h"
#include "engine/schedule/watch.h"
#include "models/market/need_base.h"
#include "scenarios/scenario.h"
#include "experiments/run/session.h"

namespace clientele {

/// What is asked of a run beside the scenario. Threads, checkpoints, stops and progress change no bit of what is found.
struct RunOptions {
  std::uint32_t replicates = 1;
  std::uint32_t first_replicate = 0;     ///< the luck of which replicate comes first
  unsigned threads = 0;                  ///< 0: as many as the machine has
  std::vector<std::string> variants;     ///< live these beside the base case, with the same luck
  std::vector<ExtraWorld> extra_worlds;  ///< what else is lived so: a plan to be judged, say
  bool base = true;                      ///< false: the extra worlds alone, as they would be beside the base case
  bool twins = false;                    ///< compare each variant's customers with their twins; no checkpoints
  const BaseCase* base_case = nullptr;   ///< as found before; null: find it
  std::optional<std::filesystem::path> checkpoint;  ///< where checkpoints go; who asked removes the last one
  int checkpoint_every = 0;                         ///< ticks, counted over all replicates; 0: never
  bool resume = false;                              ///< go on from `checkpoint` if it is there
  Watch watch;                                      ///< told after every tick; may end the run between two
};

/// Everything a run found: tidy tables, each with the columns `world` ("base" or the variant's name) and
/// `replicate` first.
/// Frames of a run that was stopped hold what was lived; tables that are made at a replicate's end lack its rows.
struct Results {
  std::vector<Frame> frames;
  bool complete = true;  ///< false: stopped early, resumable from the checkpoint if one was asked for
  const Frame& frame(std::string_view name) const;
};

/// Adds the rows of another replicate or run. All make the same tables in the same order; one without twins stops
/// before theirs.
void append_tables(std::vector<Frame>& frames, std::vector<Frame>&& more);

/// Lives the scenario. Throws InputError when the options do not fit it (unknown variant, one that changes after
/// the end of the clock, foreign checkpoint).
/// Replicates of large markets are lived one after the other, each by all threads; of small ones as many at a time as
/// there are threads. With a checkpoint always one after the other: memory and file are those of one market. `options`
/// and the scenario are looked at throughout and must stay.
Results run(const Scenario& scenario, const RunOptions& options);

/// What living a tick with its tables costs beside one of a search, which writes none, roughly.
constexpr double recording = 2.0;
/// How much living that is, in customers times ticks: what its share of a longer work is told by.
double work_of_run(const Scenario& scenario, const RunOptions& options);

}  // namespace clientele
