#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/money.h"
#include "engine/parameters/declaration.h"

namespace clientele {

/// What a market is, in plain data: names, shares, prices and settings, checked and with all units converted
/// (time in weeks, money in Money, shares from 0 to 1). The scenario reader makes it; the simulation lives it.

struct ScheduledPrice {
  int tick = 0;  ///< from this tick on
  Money price;
  friend bool operator==(const ScheduledPrice&, const ScheduledPrice&) = default;
};

/// A product of a brand at a price. Its position in `NeedSpec::offers` is its slot: base order first, then what
/// variants add. Luck is addressed by slot, so renaming or adding an offer changes nobody else.
struct OfferSpec {
  std::string name;
  std::uint32_t brand = 0;               ///< position in MarketSpec::brands
  Money price, cost;                     ///< per unit
  std::vector<ScheduledPrice> schedule;  ///< later prices, by rising tick
  std::optional<double> share;           ///< base share of the need's purchases; none: an entrant without history
  std::vector<double> attributes;        ///< one per NeedSpec::attributes
  double quality = 0.5;                  ///< mean delivered quality, 0 to 1
  double promised = 0.5;                 ///< advertised quality, 0 to 1: what customers expect at first
  std::optional<std::int64_t> stock;     ///< units per tick; none: unlimited
  bool available = true;                 ///< false: on the list, but nobody can consider it

  /// The price in force at `tick`.
  Money price_at(int tick) const;
  friend bool operator==(const OfferSpec&, const OfferSpec&) = default;
};

/// Figures of a real market to set beside the simulated ones; what is unknown stays empty.
struct ObservedBrand {
  std::optional<double> share, penetration, purchases_per_buyer;
  friend bool operator==(const ObservedBrand&, const ObservedBrand&) = default;
};

struct BrandSpec {
  std::string name;
  std::uint32_t firm = 0;  ///< position in MarketSpec::firms
  ObservedBrand observed;
  friend bool operator==(const BrandSpec&, const BrandSpec&) = default;
};

struct FirmSpec {
  std::string name;
  Money cash;  ///< at the start
  friend bool operator==(const FirmSpec&, const FirmSpec&) = default;
};

/// How buying nothing competes with the offers.
struct OutsideOption {
  enum class Kind {
    none,           ///< every occasion ends with a purchase
    own_inclusive,  ///< V0 = ln sum exp(a) + logit(share): keeps the NBD (science.md section 2)
    fixed           ///< V0 = utility
  };
  Kind kind = Kind::none;
  double share = 0.0;  ///< base share of occasions without a purchase
  double utility = 0.0;
  friend bool operator==(const OutsideOption&, const OutsideOption&) = default;
};

/// A job that customers have to get done, with the category of offers that compete for it.
struct NeedSpec {
  std::string name;
  std::vector<std::string> attributes;
  std::vector<OfferSpec> offers;
  OutsideOption nothing;
  Setting occasions;                ///< exactly one behaviour of Kind::occasion
  std::vector<Setting> behaviours;  ///< every other registered behaviour, in the order of the registry, on or off
  friend bool operator==(const NeedSpec&, const NeedSpec&) = default;
};

struct SegmentSpec {
  std::string name;
  double share = 1.0;
  friend bool operator==(const SegmentSpec&, const SegmentSpec&) = default;
};

struct NetworkSpec {
  enum class Kind { none, small_world, edges };
  Kind kind = Kind::none;
  std::uint32_t neighbours = 10;
  double rewiring = 0.1;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;  ///< listener, heard; ids from 0
  friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

/// The weight of feeling against reason.
struct FeelingSpec {
  enum class Form {
    added,  ///< utility = rational + h * emotional
    mixed   ///< utility = (1 - h) * rational + h * emotional, h in [0, 1]
  };
  Form form = Form::added;
  std::vector<Distribution> weight{Distribution::constant(0.5)};  ///< h: one, or one per segment
  friend bool operator==(const FeelingSpec&, const FeelingSpec&) = default;
};

struct MarketSpec {
  std::uint32_t customers = 0;
  std::vector<SegmentSpec> segments;
  FeelingSpec feeling;
  NetworkSpec network;
  std::vector<FirmSpec> firms;
  std::vector<BrandSpec> brands;
  std::vector<NeedSpec> needs;
  friend bool operator==(const MarketSpec&, const MarketSpec&) = default;
};

/// The market from a tick on. A change by an event makes a new epoch; what may not change within a run
/// (customers, segments, network, tastes, needs, seed) is the same in all epochs of a timeline and of its variants.
struct Epoch {
  int from_tick = 0;
  std::shared_ptr<const MarketSpec> market;
};
using Timeline = std::vector<Epoch>;  ///< by rising tick, the first from tick 0

struct Clock {
  double weeks_per_tick = 1.0;
  int ticks = 52;
  int burn_in = 0;  ///< ticks lived before tick 0 so that learned states reach their own level
};

}  // namespace clientele
