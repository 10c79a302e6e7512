#include "experiments/run/base_case_cache.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <ostream>
#include <span>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/core/packing.h"
#include "models/base_case/base_case.h"
#include "models/base_case/key.h"
#include "models/base_case/packed.h"
#include "output/whole_file.h"
#include "experiments/run/build_id.h"

namespace clientele {
namespace {

namespace fs = std::filesystem;

/// Of entries alone: nothing else in the folder is ever removed.
constexpr std::string_view ending = ".base";
/// Longer keys hold a network or records of millions of rows; reading them back would take as long as the search.
constexpr std::size_t longest_key = std::size_t{16} << 20;

/// FNV-1a, 64 bits: another byte anywhere gives another sum.
std::uint64_t sum_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

/// A name for a key; two keys may share one, as the file holds the whole key.
std::string name_of(const std::string& key) { return fmt::format("{:016x}{}", sum_of(key), ending); }

std::string key_of(const Scenario& scenario) {
  const std::vector<std::byte> key = key_of_search(scenario.base, scenario.clock, scenario.seed);
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

/// With the build in front: another one might find another base case, or read other bytes.
std::string identity_of_entry(const std::string& key) { return build_id() + '\n' + key; }

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// An entry as it lies in its file: the sum of the rest, whose it is, the base case. A plain file, whose sum is looked
/// at before anything in it is believed; HDF5 would follow damaged bytes first, and may crash on them.
std::string entry_of(const std::string& key, std::span<const std::byte> packed) {
  Packer entry;
  entry.put(std::string_view(identity_of_entry(key)));
  entry.put(text_of(packed));
  Packer sum;
  sum.put(sum_of(text_of(entry.bytes)));
  return std::string(text_of(sum.bytes)) += text_of(entry.bytes);
}

/// What an entry holds; throws std::runtime_error where it is damaged, and nothing where it is another's.
std::optional<std::string> packed_in(const std::string& entry, const std::string& key) {
  Unpacker parts(std::as_bytes(std::span(entry)), "an entry");
  std::uint64_t sum = 0;
  parts.get(sum);
  if (sum != sum_of(std::string_view(entry).substr(sizeof sum))) throw std::runtime_error("damaged");
  std::string identity, packed;
  parts.get(identity);
  parts.get(packed);
  return identity == identity_of_entry(key) ? std::optional(std::move(packed)) : std::nullopt;
}

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
  // No pipe, which would never end.
  if (!fs::is_regular_file(file, none) || fs::file_size(file) > most_on_disk_) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  const auto packed = packed_in(std::string{std::istreambuf_iterator<char>(in), {}}, key);
  if (!packed) return std::nullopt;
  BaseCase found = unpacked_base_case(std::as_bytes(std::span(*packed)), market);
  fs::last_write_time(file, fs::file_time_type::clock::now(), none);
  remember(key, found, packed->size());
  return found;
} catch (const std::exception&) {
  return std::nullopt;
}

/// Whole or not at all, so that who reads at the same time finds an entry or none.
void BaseCaseCache::put_on_disk(const fs::path& file, const std::string& key,
                                const std::vector<std::byte>& packed) const try {
  if (packed.size() > most_on_disk_ / 4) return;
  fs::create_directories(file.parent_path());
  write_text_file(file, "base case", [&](std::ostream& out) { out << entry_of(key, packed); });
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
