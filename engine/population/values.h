#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "engine/core/memory.h"
#include "engine/parameters/declaration.h"
#include "engine/random/philox.h"
#include "engine/schedule/parallel.h"

namespace clientele {

/// Which trait is drawn: the name of what it belongs to and an item within.
struct TraitAddress {
  Key key;
  std::uint32_t purpose = 0;  ///< see address.h
  std::string name;           ///< fixed in the code, such as "thirst.gain": its hash is part of the address
  std::uint32_t item = 0;
};

/// One value per customer; drawn once, kept for the run and shared by all worlds that spread it alike.
using Trait = std::shared_ptr<const LargeArray>;

/// Draws traits in parallel and remembers them.
/// The memory of it is the larger part of a run's: 4 bytes a customer and spread parameter. So worlds that spread it
/// alike share one array.
class Traits {
 public:
  /// `group_of` is one group per customer, or empty when there is one group only; it must outlive this.
  Traits(std::size_t customers, std::span<const std::uint8_t> group_of, Team& team)
      : customers_(customers), group_of_(group_of), team_(&team) {}

  /// Values drawn from the distribution of each customer's group (one entry: the same for all).
  Trait draw(const TraitAddress& address, const std::vector<Distribution>& by_group);
  std::size_t bytes() const;

 private:
  using Name = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string, std::uint32_t,
                          std::vector<std::tuple<int, double, double>>>;
  std::size_t customers_;
  std::span<const std::uint8_t> group_of_;
  Team* team_;
  std::map<Name, Trait> known_;
};

/// The values of one behaviour's parameters in one world from one tick on.
/// Three ways of keeping a parameter, from the cheapest: a constant, one value a group, a trait of each customer.
/// Readers get a float a customer in any case.
class Values {
 public:
  Values() = default;
  /// `per_item` is how many items a per-item parameter has.
  Values(const Setting& setting, TraitAddress address, std::uint32_t per_item, Traits& traits);

  /// One value for all: parameters that vary by nothing (Vary::all).
  float one(std::size_t parameter) const { return entries_[first_[parameter]].constant; }
  /// A value for each customer of `who`: written to `out` unless a stored array serves as it is.
  std::span<const float> of(std::size_t parameter, std::size_t item, std::span<const std::uint32_t> who,
                            bool consecutive, std::span<const std::uint8_t> group_of, float* out) const;

 private:
  struct Entry {
    float constant = 0.0F;
    std::vector<float> row;       ///< the constant for each customer of a block, ready to be read
    std::vector<float> by_group;  ///< empty: the constant
    Trait trait;                  ///< null: not drawn per customer
  };
  static Entry entry_of(const std::vector<Distribution>& by_group, const TraitAddress& address, Traits& traits);
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> first_;  ///< by parameter: its first entry
  std::vector<std::uint8_t> each_;    ///< by parameter: 1 where every item has an entry of its own
};

}  // namespace clientele
