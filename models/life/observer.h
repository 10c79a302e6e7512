#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "models/life/decided.h"
#include "models/life/world.h"

namespace clientele {

class Market;

/// One need of one world and block while it is lived, by the thread that works on it. Valid during a call.
struct LivingBlock {
  std::size_t world = 0, block = 0;
  int tick = 0;         ///< negative in the burn-in
  unsigned worker = 0;  ///< number of the thread: what it counts on its own needs no lock
  const NeedPlan& plan;
  const Moment &moment, &base;  ///< in force, and of the base case
  NeedState& state;
  CustomerBlock::Home home;
  WeighingRoom& room;  ///< free to weigh in
  Slabs& slabs;        ///< free to be filled

  const NeedMoment& need() const { return moment.needs[plan.need()]; }
};

/// A run of occasions as both worlds of a pair decided it, before any shortage: all that tells why they differ.
struct DecidedPair {
  const NeedPlan& plan;
  const Moment& base_moment;
  CustomerBlock& customers;  ///< in the base case
  const Decided &base, &variant;
  std::span<const std::uint8_t> present;  ///< by row: in which of the two worlds there is this occasion
  UtilityTile spare;                      ///< a tile of rational utility's size, with any content
  UtilityTile noise;
  std::span<const std::uint16_t> rows;  ///< positions of the customers in the block
  std::size_t block = 0;
  unsigned worker = 0;
  std::uint8_t rank = 0;  ///< which occasion of the tick
};

/// Compares a world with the base case while both decide side by side. Called from several threads, a block from one.
class PairObserver {
 public:
  // For each block: begun once, then one comparison for each run of occasions, by rising rank.
  virtual ~PairObserver() = default;
  virtual void begin_block(std::size_t block) = 0;
  virtual void compare(const DecidedPair& pair) = 0;
};

/// Watches a market being lived and changes nothing that customers or firms go by: with or without it, the same bits.
///
/// An interface, since what is watched weighs and compares with the means of this room and stands above it. Functions
/// that take a place are called from several threads, for one block by one thread; the others by one thread alone.
class Observer {
 public:
  using Visit = std::function<void(const std::string&, std::span<std::byte>)>;

  virtual ~Observer() = default;
  /// Before anything is lived: customers first to last, a tile's worth, as the base case has them.
  virtual void start(const LivingBlock&, std::size_t /*first*/, std::size_t /*last*/) {}
  /// The block's customers have decided; stock may still refuse them.
  virtual void decided(const LivingBlock&) {}
  /// Decisions stand, nothing has been lived of them.
  virtual void settled(const LivingBlock&) {}
  /// Customers lived what they bought, or use what they hold.
  virtual void lived(const LivingBlock&, const Purchases&) {}
  /// Somebody else takes the places of these customers.
  virtual void replaced(const LivingBlock&, std::span<const std::uint32_t> /*who*/) {}
  /// The block's customers are done with the tick.
  virtual void reflected(const LivingBlock&) {}
  /// All worlds have lived a block; in the burn-in the first alone.
  virtual void lived_in_all(std::size_t /*block*/, unsigned /*worker*/) {}
  /// Books are kept and all threads have met: what workers counted on their own may be summed.
  virtual void tick_closed() {}
  /// The first world's end of the burn-in becomes the beginning of all; what was watched of it ends.
  virtual void burn_in_ended() {}
  /// Whoever compares a world with the base case in a need; null: nobody.
  virtual PairObserver* pair(std::size_t /*world*/, std::uint32_t /*need*/) { return nullptr; }
  /// What a checkpoint needs.
  /// Between ticks, to save and to load by the same list: names and sizes may not depend on threads.
  virtual void visit(const Visit&) {}
  virtual std::size_t bytes() const { return 0; }
};

/// What a market is to be watched by.
struct Observing {
  /// Asked before the market stands, since the columns of a panel lie beside those of behaviours.
  bool panel = false;  ///< customers carry what a panel counts, see NeedPlan::panel
  /// Called when the market stands, before anybody lives; null: nobody watches.
  std::function<std::unique_ptr<Observer>(Market&)> make = nullptr;
};

}  // namespace clientele
