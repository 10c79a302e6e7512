#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/population/columns.h"
#include "engine/population/values.h"
#include "models/life/people.h"
#include "models/market/accounts.h"
#include "models/market/deals.h"
#include "models/market/entrants.h"
#include "models/market/ledger.h"
#include "models/market/need_base.h"
#include "models/market/scene.h"
#include "models/market/timeline.h"

namespace clientele {

/// One need of one world from a tick on: what its behaviours see and which of them act.
struct NeedMoment {
  const NeedSpec* spec = nullptr;    ///< names, and what stays; what is in force stands in the scene
  const NeedRules* rules = nullptr;  ///< in force
  Scene scene;
  std::vector<OfferSlot> live;        ///< slots of offers that can be chosen, nothing not among them
  std::vector<OfferSlot> in_race;     ///< the same with nothing, where buying nothing is an option
  std::vector<float> constants;       ///< by slot, see NeedBase
  std::vector<float> tilts;           ///< the same
  std::vector<std::uint32_t> acting;  ///< positions in NeedPlan::behaviours of the behaviours that are on
  std::vector<std::uint32_t> hearing, reflecting, holding_back;  ///< of these and the occasions' rule, who does so
  std::vector<std::uint32_t> pacing;
  std::vector<Values> values;  ///< by position in NeedPlan::behaviours
  bool rationed = false;       ///< an offer has a limited stock
};

/// A world from a tick on.
struct Moment {
  int from_tick = 0;
  // These keep alive what the needs' `spec` and `rules` point to, for as long as the moment lives.
  std::shared_ptr<const MarketSpec> market;
  std::shared_ptr<const Rules> rules;  ///< null: those at the start
  FeelingSpec::Form feeling_form = FeelingSpec::Form::added;
  FeelingWeights feeling;
  std::vector<NeedMoment> needs;
};

/// The occasions of one block of customers in one tick, from the first pass to the second.
struct BlockOccasions {
  /// Customers by position in the block, those with a first occasion, then those with a second, and so on.
  /// Left empty when everybody has exactly one.
  std::vector<std::uint16_t> row;
  std::vector<std::uint32_t> start;  ///< start[k] to start[k + 1]: the occasions of rank k
  std::vector<OfferSlot> chosen;
  std::vector<OfferSlot> second;  ///< only where stock is rationed
};

/// What happened in one need in one tick; counts by slot.
/// Whole numbers, so that they are the same for any number of threads.
struct TickCounts {
  std::vector<std::int64_t> demand;   ///< first choices
  std::vector<std::int64_t> units;    ///< after shortages; units[0] is occasions that ended with nothing
  std::vector<std::int64_t> refused;  ///< occasions that wanted this offer first and ended out of stock
};

/// Sums of which a mean and a variance are made.
struct SquareSums {
  double count = 0.0, sum = 0.0, squares = 0.0;
  SquareSums& operator+=(const SquareSums& more) {
    count += more.count, sum += more.sum, squares += more.squares;
    return *this;
  }
};

/// One need of one world as it is lived.
struct NeedState {
  Columns evolving;
  std::vector<BlockOccasions> blocks;
  // Each block's row is written by the thread that works on it and summed between the passes.
  std::vector<std::uint32_t> block_demand;  ///< [block][slot]
  std::vector<std::uint32_t> block_units;
  std::vector<std::uint32_t> block_more;  ///< [block][segment][slot]: units beyond one for each purchase
  TickCounts counts;
  Tallies tallies;
  std::vector<SquareSums> surprise;  ///< by block: what purchases surprised by, where it is asked for
  std::optional<Deals> deals{};      ///< with single customers, where they are kept
  /// [worker][segment][slot][number]: units sold under each deal in the last tick; empty where none are kept. By worker
  /// and not by block, as they are many: integers, so that the sum does not depend on who counted.
  std::vector<std::vector<std::int64_t>> dealt{};
};

/// What firms of one world have launched, and where they may launch more; see models/life/launches.h.
struct Launches {
  /// What stands in a place of the reserve.
  struct Taken {
    std::optional<std::uint32_t> need{};  ///< none: nothing was launched
    std::uint32_t brand = 0;              ///< of the market
    bool taken() const { return need.has_value(); }
  };
  Places places{};
  std::vector<Taken> taken{};            ///< by place
  std::vector<std::int64_t> unmet{};     ///< by firm: launches that the reserve had no room for
  std::shared_ptr<MarketSpec> market{};  ///< the world's own, which launches are written into; null without a reserve

  /// Whether an offer came with a brand of the market that has a place of the reserve.
  bool is_launched(std::uint32_t brand) const {
    return brand >= places.brands && brand - places.brands < taken.size() && taken[brand - places.brands].taken() &&
           taken[brand - places.brands].brand == brand;
  }
};

/// One world: a market as its customers and firms live it. Worlds of a run share people, luck and base case.
struct World {
  std::size_t index = 0;                     ///< among the worlds of the run; the base case is 0
  std::shared_ptr<const MarketSpec> market;  ///< how it starts, and what was launched since
  std::vector<TermChange> term_changes;      ///< what is planned, see Timeline
  Terms terms;                               ///< in force
  bool stale = false;                        ///< the terms have moved, and the moment does not show it yet
  // As a checkpoint has them, from it until the next tick; see numbers_of.
  std::vector<std::int64_t> kept_terms = {}, kept_launches = {};
  Launches launches = {};
  std::vector<Moment> moments;  ///< by rising tick, the first from tick 0
  std::size_t now = 0;          ///< position of the moment in force
  std::vector<NeedState> needs;
  Ledger ledger;
  Accounts accounts;             ///< of the last tick
  std::vector<double> memory{};  ///< of the policies by which its firms decide, one after the other

  Moment& moment() { return moments[now]; }
  const Moment& moment() const { return moments[now]; }
};

/// Whether a world has an offer of a brand of the market in a need, on sale or not. One that is yet to be launched is
/// none.
bool sells(const World& world, std::uint32_t need, std::uint32_t market_brand);

/// Looked at while a moment is made; of the people it keeps references (network, traits).
struct MomentSources {
  const MarketSpec& base;
  const BaseCase& base_case;
  std::span<const NeedPlan> plans;
  double weeks_per_tick;
  People& people;
};
Moment make_moment(const Timeline& timeline, int tick, const MomentSources& from);

/// Shows the terms in force to everybody who decides, and finds out what can be chosen. To be called before the first
/// tick of a moment, and when terms have moved.
void show_terms(Moment& moment, const Terms& terms, std::span<const NeedPlan> plans);

}  // namespace clientele
