#include "experiments/run/base_case_cache.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "models/base_case/base_case.h"
#include "models/base_case/key.h"
#include "models/base_case/packed.h"
#include "output/checkpoint.h"
#include "experiments/run/build_id.h"

namespace clientele {
namespace {

namespace fs = std::filesystem;

/// Of entries alone: nothing else in the folder is ever removed.
constexpr std::string_view ending = ".base";
/// Longer keys hold a network or records of millions of rows; reading them back would take as long as the search.
constexpr std::size_t longest_key = std::size_t{16} << 20;

/// A name for a key; two keys may share one, as the file holds the whole key. FNV-1a, 64 bits.
std::string name_of(const std::string& key) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return fmt::format("{:016x}{}", hash, ending);
}

std::string key_of(const Scenario& scenario) {
  const std::vector<std::byte> key = key_of_search(scenario.base, scenario.clock, scenario.seed);
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

/// With the build in front: another one might find another base case, or read other bytes.
std::string identity_of_entry(const std::string& key) { return build_id() + '\n' + key; }

}  // namespace

/// Without an identifier of the build nothing would tell entries of another one from ours.
void BaseCaseCache::keep_in(std::optional<fs::path> folder) {
  const std::lock_guard lock(mutex_);
  folder_ = build_id().empty() ? std::nullopt : std::move(folder);
}

/// Nobody waits for another's search: two threads that look for the same one at once both find it.
BaseCase BaseCaseCache::of(const Scenario& scenario, Team& team, const Watch& watch) {
  const std::string key = key_of(scenario);
  if (auto known = remembered(key)) return std::move(*known);
  const std::optional<fs::path> file = file_of(key);
  if (file)
    if (auto known = on_disk(*file, key, *scenario.base.market)) return std::move(*known);
  BaseCase found = find_base_case(scenario.base, scenario.clock, scenario.seed, team, watch);
  const std::vector<std::byte> packed = packed_base_case(found);
  {
    const std::lock_guard lock(mutex_);
    ++searches_;
  }
  remember(key, found, packed.size());
  if (file) put_on_disk(*file, key, packed);
  return found;
}

/// A list and no map: it holds a few dozen entries, and keys are compared as bytes.
std::optional<BaseCase> BaseCaseCache::remembered(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.key == key; });
  if (entry == entries_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, entry);
  return entries_.front().found;
}

/// The last one stays, however large it is: it is the one that will be asked for again.
void BaseCaseCache::remember(const std::string& key, const BaseCase& found, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  entries_.push_front({key, found, bytes + key.size()});
  in_memory_ += entries_.front().bytes;
  while (in_memory_ > in_memory_at_most && entries_.size() > 1) {
    in_memory_ -= entries_.back().bytes;
    entries_.pop_back();
  }
}

std::size_t BaseCaseCache::searches() const {
  const std::lock_guard lock(mutex_);
  return searches_;
}

/// Where an entry is kept on disk, if it is.
std::optional<fs::path> BaseCaseCache::file_of(const std::string& key) const {
  if (!folder_ || key.size() > longest_key) return std::nullopt;
  return *folder_ / name_of(key);
}

/// Whatever is wrong with an entry, it is as if there were none. An entry that is used is young again.
std::optional<BaseCase> BaseCaseCache::on_disk(const fs::path& file, const std::string& key,
                                               const MarketSpec& market) try {
  std::error_code none;
  if (!fs::exists(file, none)) return std::nullopt;
  const Checkpoint entry = read_checkpoint(file);
  if (entry.identity != identity_of_entry(key) || entry.parts.size() != 1) return std::nullopt;
  const std::vector<std::byte>& packed = entry.parts.front().second;
  BaseCase found = unpacked_base_case(packed, market);
  fs::last_write_time(file, fs::file_time_type::clock::now(), none);
  remember(key, found, packed.size());
  return found;
} catch (const std::exception&) {
  return std::nullopt;
}

/// Whole or not at all, so that who reads at the same time finds an entry or none.
void BaseCaseCache::put_on_disk(const fs::path& file, const std::string& key,
                                const std::vector<std::byte>& packed) const try {
  if (packed.size() > most_on_disk_ / 4) return;
  fs::create_directories(file.parent_path());
  const CheckpointPart part{"base case", packed};
  write_checkpoint(file, identity_of_entry(key), std::span(&part, 1));
  make_room();
} catch (const std::exception&) {
  // A full disk or a folder of somebody else: the next run looks for the base case again.
}

/// Another program may remove the same file at the same time, and either may find it gone.
void BaseCaseCache::make_room() const {
  struct Old {
    fs::file_time_type used;
    std::size_t bytes;
    fs::path file;
  };
  std::vector<Old> files;
  std::size_t sum = 0;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(*folder_, failed)) {
    std::error_code gone;
    if (entry.path().extension() != ending) continue;
    const auto bytes = entry.file_size(gone);
    const auto used = entry.last_write_time(gone);
    if (gone) continue;
    files.push_back({used, static_cast<std::size_t>(bytes), entry.path()});
    sum += files.back().bytes;
  }
  std::sort(files.begin(), files.end(), [](const Old& a, const Old& b) { return a.used < b.used; });
  for (const Old& file : files) {
    if (sum <= most_on_disk_) return;
    fs::remove(file.file, failed);
    sum -= file.bytes;
  }
}

/// Made when it is first asked for, and gone with the program.
BaseCaseCache& base_cases() {
  static BaseCaseCache cache;
  return cache;
}

/// Asked anew each time: tests set the environment.
std::optional<fs::path> user_cache_folder() {
  const auto folder = [](const char* name) -> fs::path {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
  };
  // The specification has paths that are not absolute ignored.
  if (const fs::path cache = folder("XDG_CACHE_HOME"); cache.is_absolute()) return cache / "clientele";
  if (const fs::path home = folder("HOME"); home.is_absolute()) return home / ".cache" / "clientele";
  return std::nullopt;
}

}  // namespace clientele
