#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clientele/exported.h"
#include "clientele/scenario.h"
#include "clientele/tables.h"
#include "clientele/watch.h"

namespace clientele::api {

/// What is asked of a run beside the scenario. Threads, checkpoints, stops and progress change no bit of what is found.
struct RunOptions {
  std::uint32_t replicates = 1;                       ///< each with luck of its own
  unsigned threads = 0;                               ///< 0: as many as the machine has
  std::vector<std::string> variants{};                ///< live these beside the base case, with the same luck
  std::optional<std::filesystem::path> checkpoint{};  ///< where checkpoints go; who asked removes the last one
  int checkpoint_every = 0;                           ///< ticks, counted over all replicates; 0: never
  bool resume = false;                                ///< go on from `checkpoint` if it is there
  Watch watch{};
};

/// What a run found, and of what. A handle.
class CLIENTELE_API Run {
 public:
  struct Inside;
  explicit Run(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
  Tables tables() const;
  /// False where the end was asked for before it: resumable from the checkpoint if there is one. Tables then hold what
  /// was lived so far, but for rows that are written at a replicate's end.
  bool complete() const;
  const Inside& inside() const { return *inside_; }

 private:
  std::shared_ptr<const Inside> inside_;
};

/// Lives a scenario, the base case found first unless it is kept. Replicates of large markets are lived one after the
/// other, each by all threads, those of small ones as many at a time as there are threads. Throws InputError when the
/// options do not fit it (unknown variant, foreign checkpoint), and OutputError where a checkpoint cannot be written.
CLIENTELE_API Run run(const Scenario& scenario, const RunOptions& options = {});
/// What a run found, for people: brands beside what was observed, the laws of buying, who left and why. 100 columns,
/// ends with a line break.
CLIENTELE_API std::string summary(const Run& run);
/// The tables that a run makes, in the order of a file of results.
CLIENTELE_API std::vector<std::string> run_table_names();

/// Ticks between two checkpoints out of a number of ticks or a time such as "13 weeks". Rounded down, at least 1.
/// Throws InputError.
CLIENTELE_API int checkpoint_interval(std::string_view every, double weeks_per_tick);

/// Base cases that were found are kept, so that a scenario with the same one begins at once: in memory always, and in a
/// folder where one is given, for other programs too; nullopt: in memory alone. Results are the same either way. A
/// folder that cannot be written to is passed over. To be called before anything is lived.
CLIENTELE_API void keep_base_cases_in(std::optional<std::filesystem::path> folder);
/// The usual one: `clientele` below XDG_CACHE_HOME or ~/.cache; nullopt if neither is known.
CLIENTELE_API std::optional<std::filesystem::path> user_cache_folder();

}  // namespace clientele::api
