#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "models/life/observer.h"
#include "models/life/people.h"
#include "models/life/world.h"
#include "models/observe/why.h"

namespace clientele {

/// What the twins of one need did in one tick; integers, so that the order of blocks does not show.
struct TwinCounts {
  std::vector<std::int64_t> parts;      ///< [mechanism][slot]: how many more chose the slot because of the mechanism
  std::vector<std::int64_t> flows;      ///< [from][to]: decisions, by slot; the last index is no occasion
  std::int64_t differing = 0;           ///< customers with another decision than their twin
  std::int64_t first = 0;               ///< of these, who never had one before
  std::vector<std::int64_t> occasions;  ///< by segment, of those in both worlds
  void clear();
  void add(const TwinCounts& other);
};

/// One decision that differs from the twin's, as a story needs it.
/// Both choices are as they ended: who was refused by a shortage has what it got instead.
struct TwinEvent {
  std::uint32_t customer = 0;
  std::int32_t tick = 0;
  std::uint8_t rank = 0, reason = 0;
  OfferSlot base = 0, variant = 0;
};

/// How many customers of a segment came to the same end: brands by position in the need, plus one; 0 is none yet.
struct TwinEnds {
  std::uint16_t origin = 0, base = 0, variant = 0;
  std::uint8_t reason = same_choice;  ///< of the first decision that differed
  std::uint8_t segment = 0;
  std::int64_t customers = 0;
};

/// Compares each customer of a variant with its twin in the base case, decision by decision, in one need.
///
/// Where customers hold what they decided for, units are what is held: a unit that differs has the reason that first
/// parted the twins, for as long as it differs, or why the contract ended in the one world that has an occasion.
/// Keeps 11 bytes a customer, 15 where money is known of what is held. A decision is an occasion of a customer;
/// nobody's path is stored.
class TwinBook final : public PairObserver {
 public:
  /// `from_tick` is the first tick at which the variant's market differs from the base case's: what was bought last
  /// before is where a customer comes from, or, if it had not bought yet, its first purchase in the base case.
  TwinBook(const NeedPlan& plan, const People& people, int from_tick, unsigned workers);

  const Mechanisms& mechanisms() const { return mechanisms_; }
  /// Keeps the differing decisions of about so many customers, spread evenly over all; for stories.
  void keep_events(std::size_t customers);
  /// Adds up what customers gain, from now on.
  void keep_gains();
  bool keeps_gains() const { return !gains_.empty(); }

  // While a tick is lived.
  struct Where {
    std::size_t block = 0;
    int tick = 0;
    unsigned worker = 0;
  };
  // A world as it stands when the block is lived, with what its customers got.
  struct Lived {
    const NeedState& state;
    const Scene& scene;
  };
  /// Notes the reasons for differing decisions of a run, before any shortage, and what its customers gain (find_gains)
  /// where the occasion is in both worlds and anything differs: at once, or for as long as they hold what they choose.
  void compare(const DecidedPair& pair) override;
  void begin_block(std::size_t block) override { reasons_[block].clear(); }
  /// Compares the decisions of a block as they were lived, shortages included.
  void compare(const Where& where, const Lived& base, const Lived& variant);
  /// Follows a block of the base case through the burn-in, when there is one world.
  void follow(std::size_t block, const NeedState& base, const Scene& scene);
  /// Sums what the workers counted in this tick.
  void close();

  // Afterwards.
  const TwinCounts& counts() const { return counts_; }  ///< of the last tick
  std::int64_t ever() const { return ever_; }           ///< customers with a differing decision so far
  /// What customers gained in the last tick, by segment, in currency units; empty where nobody knows what money is
  /// worth.
  std::span<const double> gains() const { return gains_; }
  /// Customers by what became of them; in a fixed order.
  std::vector<TwinEnds> ends() const;
  /// By customer, tick and occasion.
  std::vector<TwinEvent> events() const;
  TwinEnds end_of(std::uint32_t customer) const;

  /// Visits what a checkpoint needs.
  void visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit);
  std::size_t bytes() const;

 private:
  void add_reasons(const TwinRun& run, const DecidedPair& pair);
  void add_gains(const TwinRun& run, const DecidedPair& pair, std::span<const float> gains);
  void keep_flows(const TwinRun& run, const DecidedPair& pair, std::span<const float> gains);
  struct Reason {
    std::uint16_t row;
    std::uint8_t rank, mechanism;
  };
  struct Decision {
    std::size_t customer;
    std::uint8_t rank;
    OfferSlot base, variant;  ///< `none` without an occasion
  };
  void note(const Decision& decision, const Where& where, std::uint8_t reason);
  std::uint8_t ended(const Lived& lived, std::size_t customer) const;
  void count_held(const Where& where, const Lived& base, const Lived& variant);
  void add_held_gains(const Where& where, const Lived& base, const Lived& variant);
  void buy(std::size_t customer, bool in_base, std::uint16_t brand, int tick);

  std::size_t segment_of(std::size_t customer) const { return segment_of_.empty() ? 0 : segment_of_[customer]; }

  Mechanisms mechanisms_;
  const OccasionRule* occasions_;
  std::span<const std::uint8_t> segment_of_;
  std::size_t slots_, customers_, segments_;
  OfferSlot none_;
  int from_tick_;
  std::size_t every_ = 0;  ///< one customer in so many has its events kept; 0: none
  std::vector<std::uint16_t> origin_, end_base_, end_variant_;  ///< brand of the last purchase, plus one
  std::vector<std::uint32_t> last_;                             ///< tick of the last differing decision, plus one
  std::vector<std::uint8_t> reason_;                            ///< of the first differing decision
  std::vector<std::vector<Reason>> reasons_;                    ///< by block, in the order of occasions
  std::vector<TwinCounts> by_worker_;
  std::vector<std::vector<TwinEvent>> events_;  ///< by worker
  std::vector<double> block_gains_;             ///< [block][segment] in this tick, summed in the order of blocks
  std::vector<double> gains_;
  std::vector<float> flows_;  ///< by customer, where something is held: what the last decision is worth in each tick
  TwinCounts counts_;
  std::int64_t ever_ = 0;
};

}  // namespace clientele
