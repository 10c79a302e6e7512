#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/record/thing.h"

namespace clientele {

/// What the needs, firms, brands, offers and segments of a scenario are called when worlds are set against each other,
/// and which of them are the same in several worlds. The one authority for that: whoever joins tables of different
/// worlds asks it, by position, and nobody compares names.
///
/// What the base case has keeps its position in every world (Thing), so it is the same whatever a variant or an event
/// calls it, and it is called as the base case calls it last. What only variants have stands at positions that each
/// variant counts for itself: there, and there alone, the name says whether two variants mean the same newcomer. It
/// keeps its name, with ` (new)` where the base case calls something else so.
class Directory {
 public:
  explicit Directory(const Scenario& scenario);

  /// The position here of the base case, 0, or of a variant by its name in the scenario, which is unique.
  /// Throws std::out_of_range if there is none.
  std::size_t world(const std::string& name) const;
  /// What a thing of a world is called in comparisons; equal keys are the same thing, in whatever worlds.
  Label label(std::size_t world, const Thing& thing) const { return label(world, thing.key()); }
  /// The same by the key that a row of that world carries.
  Label label(std::size_t world, LabelKey key) const;
  /// The firm behind a brand of a world, at its end.
  Label firm_of_brand(std::size_t world, std::size_t brand) const;
  /// How many brands the world has in the end.
  std::size_t brands(std::size_t world) const { return firms_[world].size(); }
  std::size_t worlds() const { return names_.size(); }

 private:
  void add_world(const std::string& name, const Timeline& timeline);
  Label newcomer(LabelKey key, const std::string& name, std::map<std::pair<LabelKey, std::string>, int>& seen);

  std::vector<std::string> names_;                 ///< of worlds
  std::vector<std::map<LabelKey, Label>> things_;  ///< by world and by the key in that world
  std::vector<std::vector<std::uint32_t>> firms_;  ///< by world and brand
  /// Keys of what only variants have, by their kind (and need), their name, and which of several that are called so.
  std::map<std::pair<std::pair<LabelKey, std::string>, int>, LabelKey> newcomers_;
  std::map<LabelKey, std::uint32_t> next_;  ///< the next free position, by kind and need
};

}  // namespace clientele
