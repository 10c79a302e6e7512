#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/measures/frame.h"
#include "models/base_case/base_case.h"
#include "scenarios/scenario.h"

namespace clientele {

/// Told after every tick; whoever shows it thins it out.
struct Progress {
  std::uint32_t replicate = 0, replicates = 1;  ///< replicate counts from 0
  int tick = 0, ticks = 0;                      ///< within the replicate
  double done = 0.0;                            ///< share of the whole work, 0 to 1
};

/// A world that is lived beside the base case although the scenario has no variant of that name.
struct ExtraWorld {
  std::string name;
  Timeline timeline;
};

/// What is asked of a run beside the scenario. Threads, checkpoints, stops and progress change no bit of what is found.
struct RunOptions {
  std::uint32_t replicates = 1;
  std::uint32_t first_replicate = 0;     ///< the luck of which replicate comes first
  unsigned threads = 0;                  ///< 0: as many as the machine has
  std::vector<std::string> variants;     ///< live these beside the base case, with the same luck
  std::vector<ExtraWorld> extra_worlds;  ///< what else is lived so: a plan to be judged, say
  bool base = true;                      ///< false: the extra worlds alone, as they would be beside the base case
  bool twins = false;                    ///< compare each variant's customers with their twins; no checkpoints
  const BaseCase* base_case = nullptr;   ///< as found before by find_base_case; null: find it
  std::optional<std::filesystem::path> checkpoint;  ///< where checkpoints go; who asked removes the last one
  int checkpoint_every = 0;                         ///< ticks, counted over all replicates; 0: never
  bool resume = false;                              ///< go on from `checkpoint` if it is there
  std::function<void(const Progress&)> progress;    ///< called from the calling thread, often
  const std::atomic<bool>* stop = nullptr;          ///< set it to end after the current tick
};

/// Everything a run found: tidy tables, each with the columns `world` ("base" or the variant's name) and
/// `replicate` first.
/// Frames of a run that was stopped hold what was lived; tables that are made at a replicate's end lack its rows.
struct Results {
  std::vector<Frame> frames;
  bool complete = true;  ///< false: stopped early, resumable from the checkpoint if one was asked for
  const Frame& frame(std::string_view name) const;
};

/// Lives the scenario. Throws InputError when the options do not fit it (unknown variant, foreign checkpoint).
/// Replicates one after the other, each with all threads: memory is that of one market. `options` and the scenario are
/// looked at throughout and must stay.
Results run(const Scenario& scenario, const RunOptions& options);

}  // namespace clientele
