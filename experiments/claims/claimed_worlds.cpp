#include "experiments/claims/claimed_worlds.h"

#include <algorithm>
#include <set>

#include "engine/measures/unknown.h"
#include "scenarios/changes/curve.h"
#include "experiments/outcomes/spoken.h"
#include "experiments/run/run.h"

namespace clientele {
namespace {

constexpr std::size_t worlds_at_once = 8;  ///< lived beside each other: bounds the memory

/// Lists stay in the order of the claims, so that the same file lives the same worlds in the same batches.
void add_once(std::vector<std::string>& list, const std::string& word) {
  if (std::ranges::find(list, word) == list.end()) list.push_back(word);
}

/// Points of two curves may be the same change of the same path, and are then one world.
void add_claim(const Claim& claim, ClaimedWorlds& worlds) {
  add_once(worlds.outcomes, claim.outcome);
  if (claim.form == Claim::Form::higher) {
    for (const std::string& world : {claim.high, claim.low})
      if (world != "base") add_once(worlds.variants, world);
    return;
  }
  for (ExtraVariant& point : curve_points(claim.curve)) {
    if (std::ranges::find(worlds.variants, point.name) != worlds.variants.end()) continue;
    worlds.variants.push_back(point.name);
    // What messages name as its place, if anybody shows it: claims are told at their own.
    point.option = "the curve";
    worlds.conditions.variants.push_back(std::move(point));
  }
}

/// The tables that outcomes spoken of may be in, and those that they are made of. That of runs has a row for every
/// world and replicate, by which these are counted.
std::set<std::string> tables_needed(const ClaimedWorlds& worlds, const Outcomes& expected) {
  std::set<std::string> tables{"runs"};
  for (const std::string& spoken : worlds.outcomes)
    for (const Outcome* outcome : outcomes_called(expected, spoken)) tables.insert(outcome->key.table);
  if (tables.contains("market")) tables.insert({"offers", "segments", "tallies"});
  return tables;
}

/// What one batch found, put beside what others did: a few rows, where all outcomes of all worlds would be gigabytes.
class Gathered {
 public:
  Gathered(const ClaimedWorlds& worlds, std::uint32_t replicates) {
    all_.worlds = worlds.variants, all_.replicates = replicates;
    all_.worlds.insert(all_.worlds.begin(), "base");
  }

  void add(const Outcomes& batch, const std::vector<std::string>& spoken) {
    for (const std::string& words : spoken)
      for (const Outcome* outcome : outcomes_called(batch, words)) {
        Outcome& here = row(*outcome);
        for (std::size_t w = 0; w < batch.worlds.size(); ++w) copy(outcome->of(w), batch.worlds[w], here);
      }
  }

  Outcomes take() { return std::move(all_); }

 private:
  /// A world of a batch in which it has no row sold nothing, or knows nothing of a level.
  Outcome& row(const Outcome& like) {
    for (Outcome& known : all_.rows)
      if (known.key == like.key) return known;
    const double missing = like.fold == Fold::sum ? 0.0 : unknown;
    all_.rows.push_back({like.key, like.fold, all_.replicates,
                         std::pmr::vector<double>(all_.worlds.size() * all_.replicates, missing, all_.pool.get())});
    return all_.rows.back();
  }

  /// Worlds keep their places, whatever batch they are lived in; the base case is the same in all of them.
  void copy(std::span<const double> values, const std::string& world, Outcome& here) const {
    const auto at = std::ranges::find(all_.worlds, world) - all_.worlds.begin();
    std::ranges::copy(values, here.values.begin() + at * static_cast<std::ptrdiff_t>(all_.replicates));
  }

  Outcomes all_;
};

}  // namespace

/// Mechanisms in any order are the same market. The base case of each group is found once, and each group is a search,
/// so claims are put together wherever they can be.
std::vector<ClaimedWorlds> worlds_of_claims(std::span<const Claim> claims) {
  std::vector<ClaimedWorlds> all;
  for (std::size_t at = 0; at < claims.size(); ++at) {
    std::vector<std::string> off = claims[at].off;
    std::ranges::sort(off);
    auto found = std::ranges::find_if(all, [&](const ClaimedWorlds& worlds) {
      return worlds.conditions.length == claims[at].horizon && worlds.conditions.off == off;
    });
    if (found == all.end())
      found = all.insert(all.end(),
                         {.conditions = {claims[at].horizon, off, {}}, .variants = {}, .outcomes = {}, .claims = {}});
    add_claim(claims[at], *found);
    found->claims.push_back(at);
  }
  return all;
}

/// Worlds share their luck whoever is lived beside them, so those of different batches are pairs as well.
Outcomes live_worlds(const Scenario& lived, const ClaimedWorlds& worlds, const Outcomes& expected,
                     std::uint32_t replicates, unsigned threads, const Watch& watch) {
  const std::set<std::string> tables = tables_needed(worlds, expected);
  const double all = static_cast<double>(worlds.variants.size());
  Gathered gathered(worlds, replicates);
  for (std::size_t first = 0; first < worlds.variants.size(); first += worlds_at_once) {
    const std::size_t last = std::min(first + worlds_at_once, worlds.variants.size());
    RunOptions options;
    options.replicates = replicates, options.threads = threads;
    options.variants.assign(worlds.variants.begin() + static_cast<std::ptrdiff_t>(first),
                            worlds.variants.begin() + static_cast<std::ptrdiff_t>(last));
    options.watch = watch.part(static_cast<double>(first) / all, static_cast<double>(last) / all);
    Results results = run(lived, options);
    // Half of the replicates would pass for all of them.
    if (!results.complete) throw Stopped();
    std::erase_if(results.frames, [&](const Frame& frame) { return !tables.contains(frame.name()); });
    // Heard and not told: what is left of the time is living.
    gathered.add(read_outcomes(lived, results.frames, watch.telling({})), worlds.outcomes);
  }
  return gathered.take();
}

}  // namespace clientele
