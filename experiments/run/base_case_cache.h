#pragma once

#include <cstddef>
#include <filesystem>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/schedule/parallel.h"
#include "engine/schedule/watch.h"
#include "models/market/need_base.h"
#include "scenarios/scenario.h"

namespace clientele {

/// Base cases that were found before: a search costs about as much as 140 small runs, and what it depends on rarely
/// changes from one run to the next. The same base case comes out whether it was kept or is found anew. For several
/// threads at once; several programs may use one folder.
class BaseCaseCache {
 public:
  /// What is kept in memory, and in the folder, in bytes: those used longest ago go first.
  static constexpr std::size_t in_memory_at_most = std::size_t{64} << 20, on_disk_at_most = std::size_t{256} << 20;

  BaseCaseCache() = default;
  explicit BaseCaseCache(std::filesystem::path folder, std::size_t on_disk = on_disk_at_most) : most_on_disk_(on_disk) {
    keep_in(std::move(folder));
  }

  /// To be said before anybody asks.
  /// Keeps base cases in a folder too, which is made when the first one is; nullopt: in memory alone. What another
  /// version or build of the program has kept there is not believed. A folder that cannot be written to, and entries
  /// that are damaged, are passed over: nothing is lost but time.
  void keep_in(std::optional<std::filesystem::path> folder);

  /// The base case of a scenario, found now unless it is known.
  BaseCase of(const Scenario& scenario, Team& team, const Watch& watch = {});

  /// How many searches were made, for tests.
  std::size_t searches() const;

 private:
  struct Entry {
    std::string key;
    BaseCase found;
    std::size_t bytes;
  };
  std::optional<BaseCase> remembered(const std::string& key);
  void remember(const std::string& key, const BaseCase& found, std::size_t bytes);
  std::optional<BaseCase> on_disk(const std::filesystem::path& file, const std::string& key, const MarketSpec& market);
  void put_on_disk(const std::filesystem::path& file, const std::string& key,
                   const std::vector<std::byte>& packed) const;
  std::optional<std::filesystem::path> file_of(const std::string& key) const;
  void make_room() const;

  mutable std::mutex mutex_;
  std::list<Entry> entries_;  ///< used last comes first
  std::size_t in_memory_ = 0, searches_ = 0;
  std::optional<std::filesystem::path> folder_;
  std::size_t most_on_disk_ = on_disk_at_most;
};

/// The one of this program. In memory alone until somebody gives it a folder.
BaseCaseCache& base_cases();

/// Where programs keep what can be made anew: XDG_CACHE_HOME, else .cache in the home folder, and `clientele` below;
/// nullopt if neither is known. Source: XDG Base Directory Specification 0.8.
std::optional<std::filesystem::path> user_cache_folder();

/// Of base_cases().
inline BaseCase base_case_of(const Scenario& scenario, Team& team, const Watch& watch = {}) {
  return base_cases().of(scenario, team, watch);
}

}  // namespace clientele
