#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "models/life/people.h"
#include "models/life/world.h"
#include "models/observe/why.h"
#include "models/observe/worth.h"

namespace clientele {

/// Why followed customers left a brand, by one reason: integers, so that the order of blocks does not show.
struct ReasonSum {
  std::int64_t customers = 0;  ///< departures of which this is the largest part
  std::int64_t own = 0;        ///< what the brand left lost, in ten-thousandths of utility
  std::int64_t rival = 0;      ///< what the brand taken won, likewise
};

/// How far a brand gets with followed customers, counted over their decisions.
struct FunnelSum {
  std::int64_t decisions = 0;   ///< of the need, whatever the brand
  std::int64_t considered = 0;  ///< in which an offer of the brand could be had and was in reach
  std::int64_t preferred = 0;   ///< in which it was worth most, luck left out
};

/// A moment in the life of a customer whose journey is reported.
struct JourneyEvent {
  std::uint32_t customer = 0;
  std::uint8_t rank = 0;  ///< which occasion of the tick
  bool decided = false;   ///< false: it used what it holds
  OfferSlot slot = nothing_slot;
  OfferSlot before = nothing_slot;    ///< what it had taken the time before; nothing: its first
  std::uint8_t reason = same_choice;  ///< the largest part of why the brand is another, see Followed::name
  float quality = 0.0F, surprise = 0.0F, failure = 0.0F, redress = 0.0F;  ///< as lived, 0 without a purchase
  std::vector<float> states;  ///< of its brand afterwards, by Followed::journey_columns
};

/// A state that journeys report.
struct JourneyColumn {
  ColumnKey key;
  bool from_baseline = false;
};

/// Follows an even sample of the customers of one need of one world, decision by decision.
///
/// A departure is a purchase of another brand than the last one. The gap between the two, luck included, was below 0
/// then and is above 0 now; its change is the sum over mechanisms of what each did to the brand left (`own`) and to the
/// brand taken (`rival`), and of luck. Stable tastes cancel. Sums are exact in ten-thousandths of utility: luck is the
/// rest. A brand that could not be had then, or cannot now, names its mechanism alone and has no gap.
/// Source: science of the reasons in docs/decisions/reasons_for_leaving.md.
class Followed {
 public:
  struct Wanted {
    std::size_t customers = 0;  ///< to be followed, about
    std::size_t journeys = 0;   ///< of these, whose journeys are reported, about
  };
  Followed(const NeedPlan& plan, const People& people, const Wanted& wanted, unsigned workers);

  bool active() const { return every_ > 0; }
  std::size_t followed() const { return active() ? (customers_ + every_ - 1) / every_ : 0; }
  bool follows(std::uint32_t customer) const { return customer % every_ == 0; }
  bool is_journey(std::uint32_t customer) const { return journey_every_ > 0 && customer % journey_every_ == 0; }
  /// Lists the followed customers among the occasions first to last of one rank of a block, and their positions among
  /// all of the block. Goes from one followed customer to the next: asking everybody by a division took a tenth of a
  /// run.
  void find(std::size_t block, const BlockOccasions& occasions, std::size_t first, std::size_t last,
            std::vector<std::uint32_t>& who, std::vector<std::uint32_t>& positions) const;
  /// Whether anybody of a block has a journey to report.
  bool has_journeys_in(std::size_t block) const;

  /// Decisions in money; inactive until somebody says that `price` is at work.
  Worth& worth() { return worth_; }
  void watch_worth(const NeedPlan& plan, const People& people, unsigned workers) {
    if (active()) worth_ = Worth(plan, people, every_, workers);
  }

  /// Reasons are mechanisms and, behind them, luck and why the occasions' rule ends what customers hold.
  std::size_t reasons() const { return luck() + 1 + plan_->occasions().reasons().size(); }
  std::size_t luck() const { return mechanisms_.size(); }
  std::string name(std::size_t reason) const;

  // First pass: some followed customers weigh and choose.
  void begin(std::size_t block);
  // One tile of one rank; views are good during the call alone.
  struct Look {
    std::size_t block = 0;
    std::uint8_t rank = 0;
    std::span<const std::uint32_t> who;
    std::span<const std::uint32_t> at;  ///< positions among the block's occasions
  };
  /// Before noise is added to what offers are worth.
  void prefer(const Look& look, const NeedMoment& need, UtilityTile utility, unsigned worker);
  void look(const Look& look, const NeedMoment& need, UtilityTile noisy, const Slabs& slabs);

  /// Notes what was chosen in the end: at once, or in the second pass where limited stock may refuse a choice.
  void note(std::size_t block, unsigned worker, const NeedState& state, const Scene& scene);

  // Second pass.
  /// Notes what was lived, for the journeys reported; customers of purchases rise. Only where has_journeys_in.
  void lived(std::size_t block, const Purchases& purchases, bool uses);
  /// Notes what customers think afterwards, for the journeys reported.
  void thought(std::size_t block, const Columns& evolving, const Scene& scene);
  /// Forgets what a customer took last, since somebody else takes its place.
  void forget(std::span<const std::uint32_t> who);

  // Afterwards.
  /// By [segment][brand left][reason], since the last call.
  /// Between ticks, by one thread, as are all that follow.
  std::vector<ReasonSum> take_sums();
  /// By [segment][brand], since the last call.
  std::vector<FunnelSum> take_funnel();
  const std::vector<JourneyEvent>& events(std::size_t block) const { return events_[block]; }
  const std::vector<JourneyColumn>& journey_columns() const { return journey_columns_; }
  void visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit);
  std::size_t bytes() const { return last_utility_.size() * sizeof(last_utility_[0]); }

 private:
  /// What the followed customers of a block decide in a tick. Kept from tick to tick: one array for each decision made
  /// allocations 3 % of a run.
  struct Looks {
    struct Tile {
      std::uint8_t rank;
      std::size_t first, rows;  ///< in who and at
    };
    std::vector<Tile> tiles;
    std::vector<std::uint32_t> who, at;  ///< see Look
    std::vector<float> utility;          ///< tile by tile: [mechanism][slot][row]; as large as it ever was
  };
  std::size_t part(std::size_t mechanism, std::size_t slot) const { return mechanism * slots_ + slot; }
  /// One customer's utilities by mechanism and slot, see part, out of planes of many customers.
  struct Utilities {
    const float* first;
    std::size_t step;  ///< from plane to plane
    float operator[](std::size_t part) const { return first[part * step]; }
  };
  struct Departure {
    std::uint32_t customer;
    Utilities then, now;
    const Columns& evolving;
    OfferSlot left, taken;
  };
  /// Memory of a worker, with any content.
  struct Room {
    Room(std::size_t reasons, std::size_t utilities) : parts(reasons), utility(utilities), in_parts(utilities) {}
    std::vector<ReasonSum> parts;  ///< of one departure, by reason
    std::vector<float> utility;    ///< of the two brands of a departure, then and now, by mechanism
    std::vector<std::int32_t> in_parts;
    std::vector<std::uint32_t> kept;     ///< by row of a tile: whether it took something
    std::vector<std::uint8_t> in_reach;  ///< by [brand][row of a tile]
  };
  std::uint8_t add_reason(const Departure& departure, std::span<ReasonSum> sums, Room& room);
  /// What the followed customers of a block weighed when each took something last: planes of `count` customers.
  struct Memory {
    float* planes;
    std::size_t first, count;  ///< among all followed customers
  };
  Memory memory(std::size_t block);
  /// Keeps the utilities of those of a tile who took something, for the time when they leave.
  void keep(const Memory& memory, std::span<const std::uint32_t> who, std::span<const std::uint32_t> kept,
            const float* now) const;

  const NeedPlan* plan_;
  Mechanisms mechanisms_;
  std::span<const std::uint8_t> segment_of_;
  std::size_t customers_ = 0, segments_ = 1, brands_ = 0, slots_ = 0, every_ = 0, journey_every_ = 0, stride_ = 0;
  std::vector<JourneyColumn> journey_columns_;
  std::vector<OfferSlot> last_;  ///< by followed customer: the slot bought last; nothing: none yet
  /// By block: [mechanism][slot][followed customer of the block] when each bought last; luck included in the last
  /// mechanism, which is all together.
  std::vector<float> last_utility_;
  std::vector<Looks> looks_;                       ///< by block, of this tick
  std::vector<std::vector<JourneyEvent>> events_;  ///< by block, of this tick
  std::vector<std::vector<ReasonSum>> sums_;       ///< by worker
  std::vector<Room> room_;                         ///< by worker
  std::vector<std::vector<FunnelSum>> funnel_;     ///< by worker
  Worth worth_;
};

}  // namespace clientele
