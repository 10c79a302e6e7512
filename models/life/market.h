#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/schedule/parallel.h"
#include "models/firms/policy.h"
#include "models/life/observer.h"
#include "models/life/people.h"
#include "models/life/starting_states.h"
#include "models/life/weigh.h"
#include "models/life/world.h"

namespace clientele {

/// A market being lived: one or more worlds in lock step, with the same people and the same luck.
///
/// A tick is two passes over the blocks of customers, in parallel, with one ordered settlement between them. The first
/// pass reads what others published and writes nobody's state; the second writes each customer's own.
/// Results depend on the setup alone: not on threads, order of blocks, or stops in between.
class Market {
 public:
  struct Setup {
    Timeline base;                 ///< the base case: constants, base prices and traits come from its start
    std::vector<Timeline> worlds;  ///< what is lived; often the base case first
    Clock clock;
    Key key;
    BaseCase base_case;
    bool surprise = false;     ///< sum up what purchases surprise by, for the base case
    Observing observing = {};  ///< who watches
    Reserve reserve = {};      ///< room for what firms launch
    Personal personal = {};    ///< what is kept of single customers for firms
    /// Firms that decide, each before every tick; several policies of a firm in this order.
    std::vector<FirmPolicy> policies = {};
    /// What People::drawn gave for the same people and base market, whatever was found of the base case then; null:
    /// draw it.
    std::shared_ptr<const DrawnConstants> drawn = nullptr;
  };
  /// Throws InputError when worlds do not go together, see NeedPlan, when the reserve does not fit, see lay_out, or
  /// when somebody is to decide who is not there. The team must outlive the market.
  Market(Setup setup, Team& team);
  ~Market();
  Market(const Market&) = delete;

  /// Lives the burn-in of the base case and hands its end to all worlds. To be called once, before the first tick.
  void burn_in();
  /// Lives a part of the burn-in: up to the tick `until`, at most 0.
  void live_base_case(int until);
  /// Lives one tick in every world.
  void live_tick();
  /// The tick that comes next; negative during burn-in.
  int now() const { return tick_; }

  std::size_t worlds() const { return worlds_.size(); }
  const World& world(std::size_t w) const { return worlds_[w]; }
  /// What is in force in a world. During the burn-in everybody lives at the base case's start instead.
  const Terms& terms(std::size_t world) const { return worlds_[world].terms; }
  /// Puts a change into force between two ticks, whatever its own tick says: what somebody has decided who is no
  /// timeline. What the timeline plans for the coming tick comes after it.
  void assign(std::size_t world, const TermChange& change);
  /// Puts an offer, or a brand with an offer, on sale between two ticks of the run.
  LaunchAnswer launch(std::size_t world, const Launch& launch);
  /// Writes down a deal of a brand of the market with single customers, and gives it to them; as Desk has them, but for
  /// whose the brand is. Needs Setup::personal.
  std::optional<std::uint8_t> make_deal(std::size_t world, std::uint32_t need, std::uint32_t brand, const Deal& deal);
  bool give_deal(std::size_t world, std::uint32_t need, std::uint32_t brand, std::uint8_t number,
                 std::span<const std::uint32_t> who);
  /// How many offers were launched so far, in all worlds.
  std::size_t launched() const;
  std::span<const NeedPlan> plans() const { return plans_; }
  People& people() { return *people_; }
  Team& team() { return *team_; }
  /// The market in force in a world; in the burn-in that of the base case.
  const Moment& moment(std::size_t world) const { return moment_of(worlds_[world]); }
  const Moment& base_moment() const { return base_moment_; }
  /// For observers, whose own columns stand beside those of behaviours.
  Columns& evolving(std::size_t world, std::uint32_t need) { return worlds_[world].needs[need].evolving; }
  const BaseCase& base_case() const { return setup_.base_case; }
  /// Customers by segment (first index) and slot chosen in the last tick; empty with one segment.
  std::vector<std::vector<std::int64_t>> units_by_segment(std::size_t world, std::uint32_t need);
  /// What these took and were billed, likewise. A pass over the customers, hence made when it is asked for and not in
  /// every tick, as the world's accounts are.
  std::vector<std::vector<SegmentAccount>> segment_accounts(std::size_t world, std::uint32_t need);
  /// Whoever watches, null if nobody does; see observed in models/observe/observation.h.
  Observer* observer() const { return observer_.get(); }
  /// The mean of each item of a column, summed in fixed blocks.
  struct StateMeans {
    std::vector<double> all;
    std::vector<std::vector<double>> by_segment;
  };
  StateMeans state_means(std::size_t world, std::uint32_t need, ColumnKey column);
  std::vector<double> means(std::size_t world, std::uint32_t need, ColumnKey column) {
    return state_means(world, need, column).all;
  }
  /// The same as results report them: of some columns the distance from the baseline, see ColumnSpec::from_baseline.
  StateMeans reported_means(std::size_t world, std::uint32_t need, ColumnKey column);
  /// Moves what is still as it started in the first world, at the column's baselines, to other baselines, by item.
  void move_baseline(std::uint32_t need, ColumnKey column, std::span<const float> baselines);
  /// What purchases of the last tick surprised by, in a need of the first world. Needs Setup::surprise.
  SquareSums surprise(std::uint32_t need) const;
  /// The slot chosen by each customer at the first occasion of the last tick, or no_occasion. For twins and tests.
  std::vector<OfferSlot> choices(std::size_t world, std::uint32_t need) const;
  static constexpr OfferSlot no_occasion = 0xffff;

  /// What customers of a need carry in a world.
  StartingStates::Group group(std::uint32_t need) const;

  /// Bytes held for customers, in all.
  std::size_t bytes() const;

  /// Everything that a resumed run needs beside the setup, as named bytes.
  using Save = std::function<void(const std::string& name, std::span<const std::byte>)>;
  using Load = std::function<void(const std::string& name, std::span<std::byte>)>;
  void save(const Save& save);
  /// Into a market of the same setup, instead of its burn-in; `load` gets each part's place and fills it, or leaves it
  /// as it is. Constant columns are not among the parts: they are drawn anew from the seed.
  void load(const Load& load);

 private:
  struct Worker;
  // Before the first tick, once.
  void start_columns();
  void show_tallies();
  void start_block(std::size_t block, const NeedPlan& plan, Worker& worker);
  void start_constants(const NeedPlan& plan, std::size_t first, std::size_t count, Worker& worker);
  void start_base_case(const NeedPlan& plan, CustomerBlock& customers, Worker& worker);
  CustomerBlock::Home home(std::uint32_t need, World& world, Worker& worker);
  void enter_tick(World& world, int tick);
  void take_up_kept(World& world);
  // A tick, in the order in which it is lived. What takes a block is called by several threads, for one block by one.
  void live(std::size_t active_worlds);
  void first_pass(std::size_t block, std::size_t active_worlds, Worker& worker);
  void decide_alone(std::size_t block, const NeedPlan& plan, Worker& worker);
  void decide_first(std::size_t block, const NeedPlan& plan, Worker& worker);
  void decide_together(std::size_t block, const NeedPlan& plan, Worker& worker);
  LivingBlock living_block(std::size_t block, World& world, const NeedPlan& plan, Worker& worker);
  void find_occasions(std::size_t block, World& world, const Moment& moment, const NeedPlan& plan, Worker& worker);
  void settle(World& world, const Moment& moment);
  void hear(std::size_t block, World& world, const Moment& moment, const NeedPlan& plan, Worker& worker);
  // After the settlement decisions stand. Each thread writes the states of its own block's customers alone.
  void second_pass(std::size_t block, World& world, const Moment& moment, Worker& worker);
  struct Living;
  void conclude(const Living& living);
  void live_purchases(const Living& living);
  void live_uses(const Living& living);
  void count_more(const Living& living, const Purchases& purchases);
  void live_run(const Living& living, Purchases& purchases, bool consecutive);
  void reflect(const Living& living);
  void renew(const Living& living, CustomerBlock& customers);
  void close(World& world, const Moment& moment);
  const Moment& moment_of(const World& world) const;
  void visit_state(const std::function<void(const std::string&, std::span<std::byte>)>& visit);

  Setup setup_;
  Team* team_;
  int tick_ = 0;
  // In the order in which they are made: each refers to those before it, and goes before them.
  std::vector<NeedPlan> plans_;
  std::vector<std::vector<bool>> taken_;  ///< by need and behaviour: its constants need no drawing any more
  std::unique_ptr<People> people_;
  Moment base_moment_;
  Terms base_terms_;  ///< of the start of the base case
  std::vector<World> worlds_;
  // May keep pointers into all of the above.
  std::unique_ptr<Observer> observer_;
  std::vector<Worker> workers_;
};

}  // namespace clientele
