#include "models/life/market.h"

#include <algorithm>
#include <cstring>

#include "engine/core/check.h"
#include "engine/population/sums.h"
#include "models/life/booking.h"
#include "models/life/deciding.h"
#include "models/life/launches.h"
#include "models/life/personal.h"
#include "models/life/queues.h"
#include "models/life/settlement.h"
#include "models/life/spending.h"
#include "models/life/worker.h"

namespace clientele {
namespace {

/// The base case comes first, since places of offers and brands are given out in this order: what other worlds add must
/// not move them.
std::vector<const Timeline*> all_timelines(const Market::Setup& setup) {
  std::vector<const Timeline*> all{&setup.base};
  for (const Timeline& world : setup.worlds) all.push_back(&world);
  return all;
}

std::vector<Money> cash_of(const MarketSpec& market) {
  std::vector<Money> cash;
  for (const FirmSpec& firm : market.firms) cash.push_back(firm.cash);
  return cash;
}

/// Memory to weigh in is sized once for the need with most offers, so that no tick asks for any.
std::size_t most_slots(std::span<const NeedPlan> plans) {
  std::size_t most = 1;
  for (const NeedPlan& plan : plans) most = std::max<std::size_t>(most, plan.extents().of(Per::offer) + 1);
  return most;
}

/// Every block has cells of its own in the counts: threads never share one, and sums in the order of blocks do not
/// depend on who worked on which.
NeedState empty_state(const NeedPlan& plan, std::size_t customers, std::size_t segments, unsigned threads) {
  const bool deals = plan.deal() != nullptr;
  const std::size_t blocks = blocks_of(customers), slots = plan.extents().of(Per::offer) + 1;
  return {
      .evolving = Columns(plan.columns(), Share::evolving, customers, plan.extents()),
      .blocks = std::vector<BlockOccasions>(blocks),
      .block_demand = std::vector<std::uint32_t>(blocks * slots),
      .block_units = std::vector<std::uint32_t>(blocks * slots),
      .block_more = std::vector<std::uint32_t>(blocks * segments * slots),
      .counts = {std::vector<std::int64_t>(slots), std::vector<std::int64_t>(slots), std::vector<std::int64_t>(slots)},
      .tallies = Tallies(TallyLayout(plan.columns(), plan.extents().of(Per::brand), segments), threads),
      .surprise = std::vector<SquareSums>(blocks),
      .deals = deals ? std::optional<Deals>(plan.extents().of(Per::brand)) : std::nullopt,
      .dealt = std::vector(deals ? threads : 0U, std::vector<std::int64_t>(segments * slots * (Deals::most + 1)))};
}

/// Sums the counts of all blocks by slot.
void sum_blocks(const std::vector<std::uint32_t>& by_block, std::vector<std::int64_t>& sum) {
  std::fill(sum.begin(), sum.end(), 0);
  for (std::size_t i = 0; i < by_block.size(); ++i) sum[i % sum.size()] += by_block[i];
}

}  // namespace

// In this order: plans need all markets, people need the plans, moments need the people. Plans and people must not move
// afterwards, as moments and observers keep references to them.
Market::Market(Setup setup, Team& team) : setup_(std::move(setup)), team_(&team), tick_(-setup_.clock.burn_in) {
  const MarketSpec& base = *setup_.base.market;
  const std::vector<const Timeline*> timelines = all_timelines(setup_);
  const Places places = lay_out(setup_.reserve, timelines);
  for (std::uint32_t need = 0; need < base.needs.size(); ++need)
    plans_.emplace_back(need, timelines, setup_.observing.panel, places, setup_.personal);
  setup_.base_case.needs.resize(plans_.size());
  people_ = std::make_unique<People>(base, setup_.key, plans_, team);
  const MomentSources from{base, setup_.base_case, plans_, setup_.clock.weeks_per_tick, *people_};
  base_moment_ = make_moment(setup_.base, 0, from);
  base_terms_ = terms_of(base);
  show_terms(base_moment_, base_terms_, plans_);
  for (const Timeline& planned : setup_.worlds) {
    World world{.index = worlds_.size(),
                .market = {},
                .term_changes = planned.term_changes,
                .terms = {},
                .moments = {},
                .now = 0,
                .needs = {},
                .ledger = Ledger(cash_of(*planned.market)),
                .accounts = accounts_of(plans_, *planned.market)};
    const Timeline timeline = make_room(world, planned, places);
    world.moments.push_back(make_moment(timeline, 0, from));
    for (const Epoch& epoch : timeline.epochs) world.moments.push_back(make_moment(timeline, epoch.from_tick, from));
    // Later moments are shown what is in force when they are entered.
    show_terms(world.moments.front(), world.terms, plans_);
    for (const NeedPlan& plan : plans_)
      world.needs.push_back(empty_state(plan, people_->count(), people_->segments(), team.threads()));
    worlds_.push_back(std::move(world));
  }
  refuse_unknown_deciders(setup_.policies, worlds_);
  // Only for firms that are there: whose policies is known now.
  for (World& world : worlds_) world.memory = memory_for(world, setup_.policies);
  // Only now that no world moves any more: scenes point into them.
  show_tallies();
  for (unsigned w = 0; w < team.threads(); ++w)
    workers_.emplace_back(w, most_slots(plans_), worlds_.size() > 1, setup_.personal.records);
  // Before columns are filled: an observer is told how customers start.
  if (setup_.observing.make) observer_ = setup_.observing.make(*this);
  start_columns();
}

Market::~Market() = default;

/// Scenes know the deals of their world, and what was counted in it; during the burn-in, in the first.
void Market::show_tallies() {
  for (std::size_t n = 0; n < plans_.size(); ++n) {
    base_moment_.needs[n].scene.tallies = &worlds_.front().needs[n].tallies;
    for (World& world : worlds_)
      for (Moment& moment : world.moments) {
        moment.needs[n].scene.tallies = &world.needs[n].tallies;
        // The base case keeps list prices: gains of customers are counted from there.
        moment.needs[n].scene.deals = world.needs[n].deals ? &*world.needs[n].deals : nullptr;
      }
  }
}

/// All customers live in the base case until tick 0, whatever the market of their world is by then.
const Moment& Market::moment_of(const World& world) const { return tick_ < 0 ? base_moment_ : world.moment(); }

/// Epochs are caught up with, not counted: a market that was loaded in a later tick finds its own this way, so that the
/// position needs no place in a checkpoint. What was assigned in earlier ticks stands in the terms already. Nothing is
/// done in a tick in which nothing moves.
void Market::enter_tick(World& world, int tick) {
  bool moved = world.stale;
  world.stale = false;
  for (; world.now + 1 < world.moments.size() && world.moments[world.now + 1].from_tick <= tick; ++world.now)
    moved = true;
  for (const TermChange& change : world.term_changes)
    if (change.tick == tick) apply(change, world.terms), moved = true;
  if (moved) show_terms(world.moment(), world.terms, plans_);
  for (NeedMoment& need : world.moment().needs) need.scene.tick = tick;
  // After the terms: a firm's staff may be another from this tick on.
  staff_queues(world.moment(), world.terms, plans_, setup_.clock.burn_in + tick);
}

/// Whoever loads may fill the numbers after `load` has come back, when all places are known.
void Market::take_up_kept(World& world) {
  if (world.kept_terms.empty()) return;
  if (!world.kept_launches.empty()) relaunch(world, plans_, world.kept_launches);
  world.kept_launches.clear();
  restore(world.kept_terms, world.terms);
  world.kept_terms.clear();
  world.stale = true;
}

void Market::assign(std::size_t world, const TermChange& change) {
  take_up_kept(worlds_[world]);
  apply(change, worlds_[world].terms);
  worlds_[world].stale = true;
}

std::optional<std::uint8_t> Market::make_deal(std::size_t world, std::uint32_t need, std::uint32_t brand,
                                              const Deal& deal) {
  check(tick_ >= 0, "nobody decides in a burn-in");
  return clientele::make_deal(worlds_[world], plans_[need], brand, deal, tick_);
}

bool Market::give_deal(std::size_t world, std::uint32_t need, std::uint32_t brand, std::uint8_t number,
                       std::span<const std::uint32_t> who) {
  return clientele::give_deal(worlds_[world], plans_[need], brand, number, who);
}

LaunchAnswer Market::launch(std::size_t world, const Launch& wanted) {
  check(tick_ >= 0, "nothing is launched in a burn-in");
  take_up_kept(worlds_[world]);
  return clientele::launch(worlds_[world], plans_, wanted);
}

/// Launches are never taken back, so that the number tells whether there is a new one.
std::size_t Market::launched() const {
  std::size_t sum = 0;
  for (const World& world : worlds_)
    for (const Launches::Taken& place : world.launches.taken) sum += place.taken() ? 1 : 0;
  return sum;
}

void Market::live_base_case(int until) {
  for (; tick_ < until; ++tick_) {
    // Terms stay those of the start: what is planned begins with the run, and what is learned before it is about the
    // base case. The tick is negative, so that no luck of the burn-in comes back in the run.
    for (NeedMoment& need : base_moment_.needs) need.scene.tick = tick_;
    staff_queues(base_moment_, base_terms_, plans_, setup_.clock.burn_in + tick_);
    live(1);
  }
}

void Market::burn_in() {
  live_base_case(0);
  // Without a burn-in each world has begun by its own promises, see start_block, and there is nothing to hand over.
  if (setup_.clock.burn_in == 0) return;
  World& first = worlds_.front();
  // What was earned before the run is not of the run: firms begin it with the cash that the scenario gives them.
  first.ledger = Ledger(cash_of(*first.market));
  if (observer_) observer_->burn_in_ended();
  for (std::size_t n = 0; n < plans_.size(); ++n)
    for (std::size_t w = 1; w < worlds_.size(); ++w) {
      // Column by column as bytes: plans are shared, so that columns lie alike in all worlds. Occasions and counts are
      // left out, as the next tick makes them anew.
      for (std::uint32_t c = 0; c < first.needs[n].evolving.size(); ++c) {
        const auto from = first.needs[n].evolving[ColumnKey{c}].bytes();
        std::copy(from.begin(), from.end(), worlds_[w].needs[n].evolving[ColumnKey{c}].bytes().begin());
      }
      worlds_[w].needs[n].tallies = first.needs[n].tallies;
    }
}

void Market::live_tick() {
  check(tick_ >= 0, "a burn-in is lived before the first tick");
  for (World& world : worlds_) {
    take_up_kept(world);
    // Before anything that is planned: events have the last word in their tick.
    decide(world, {plans_, setup_.policies, tick_, setup_.clock.weeks_per_tick});
    enter_tick(world, tick_);
  }
  // The base case keeps its prices and its clock goes on: observers weigh customers against it in every tick.
  for (NeedMoment& need : base_moment_.needs) need.scene.tick = tick_;
  live(worlds_.size());
  ++tick_;
}

/// One tick: decide, settle, live, close. Threads meet between the passes, so that what one customer hears of another
/// is never half written, and whoever settles sees all wishes.
void Market::live(std::size_t active_worlds) {
  const std::size_t blocks = blocks_of(people_->count());
  team_->for_each_block(
      blocks, [&](std::size_t block, unsigned worker) { first_pass(block, active_worlds, workers_[worker]); });
  for (std::size_t w = 0; w < active_worlds; ++w) settle(worlds_[w], moment_of(worlds_[w]));
  // All worlds of a block by one thread, one after the other: observers compare them when the block is done, while its
  // states are still in the cache.
  team_->for_each_block(blocks, [&](std::size_t block, unsigned worker) {
    for (std::size_t w = 0; w < active_worlds; ++w)
      second_pass(block, worlds_[w], moment_of(worlds_[w]), workers_[worker]);
    if (observer_) observer_->lived_in_all(block, worker);
  });
  for (std::size_t w = 0; w < active_worlds; ++w) close(worlds_[w], moment_of(worlds_[w]));
  if (observer_) observer_->tick_closed();
}

/// The ordered step between the passes: wishes that collide do so here and nowhere else. Without limited stock
/// everybody gets what they chose.
void Market::settle(World& world, const Moment& moment) {
  for (std::size_t n = 0; n < plans_.size(); ++n) {
    NeedState& state = world.needs[n];
    sum_blocks(state.block_demand, state.counts.demand);
    std::fill(state.counts.refused.begin(), state.counts.refused.end(), 0);
    if (moment.needs[n].rationed) ration(state, moment.needs[n], *team_);
    for (std::vector<std::int64_t>& of_worker : state.dealt) std::fill(of_worker.begin(), of_worker.end(), 0);
  }
}

/// Units first, then what behaviours counted, then money: books are kept from both.
void Market::close(World& world, const Moment& moment) {
  for (std::size_t n = 0; n < plans_.size(); ++n) {
    NeedState& state = world.needs[n];
    sum_blocks(state.block_units, state.counts.units);
    state.tallies.close(setup_.clock.weeks_per_tick);
  }
  book(world, moment, {plans_, tick_, setup_.clock.weeks_per_tick, people_->segments()});
  check(world.ledger.balanced(), "every payment leaves one account and enters another");
}

/// For the search for the base case, between ticks. Who has come to exactly the baseline by living is moved too, as
/// values do not tell where they are from.
void Market::move_baseline(std::uint32_t need, ColumnKey key, std::span<const float> baselines) {
  const Scene& scene = moment_of(worlds_.front()).needs[need].scene;
  Column& column = worlds_.front().needs[need].evolving[key];
  for (std::uint32_t item = 0; item < column.items() && item < baselines.size(); ++item) {
    const float start = scene.baseline(key, item);
    // As the column keeps it: 16 bits round the baseline, and nobody would be equal to it unrounded.
    const float kept = column.store() == Store::bounded16 ? column.decode(column.encode(start)) : start;
    for (std::size_t customer = 0; customer < people_->count(); ++customer)
      if (column.get(customer, item) == kept) column.set(customer, item, baselines[item]);
  }
}

Market::StateMeans Market::state_means(std::size_t world, std::uint32_t need, ColumnKey key) {
  const Column& evolving = worlds_[world].needs[need].evolving[key];
  const std::size_t items = (evolving.allocated() ? evolving : people_->constants(need)[key]).items();
  const std::span<const std::uint32_t> sizes = people_->segment_sizes();
  const std::size_t blocks = blocks_of(people_->count()), cells = sizes.size() * items;
  // [block][segment][item]. Doubles, hence added in the order of blocks below and not as threads come by.
  std::vector<double> sums(blocks * cells);
  team_->for_each_block(blocks, [&](std::size_t block, unsigned w) {
    const std::size_t first = block * block_size, count = std::min(block_size, people_->count() - first);
    const CustomerBlock customers = workers_[w].consecutive(home(need, worlds_[world], workers_[w]), first, count);
    sum_items(customers, key, people_->segment_of(), std::span(sums).subspan(block * cells, cells));
  });
  StateMeans means{std::vector<double>(items), std::vector(sizes.size(), std::vector<double>(items))};
  for (std::size_t s = 0; s < sums.size(); ++s) means.by_segment[s % cells / items][s % items] += sums[s];
  for (std::size_t segment = 0; segment < sizes.size(); ++segment)
    for (std::size_t i = 0; i < items; ++i) {
      means.all[i] += means.by_segment[segment][i] / static_cast<double>(people_->count());
      means.by_segment[segment][i] /= static_cast<double>(sizes[segment]);
    }
  return means;
}

Market::StateMeans Market::reported_means(std::size_t world, std::uint32_t need, ColumnKey key) {
  StateMeans reported = state_means(world, need, key);
  if (!plans_[need].columns().entries()[key.index].spec.from_baseline) return reported;
  const Scene& scene = moment_of(worlds_[world]).needs[need].scene;
  const auto shift = [&](std::vector<double>& means) {
    for (std::size_t item = 0; item < means.size(); ++item)
      means[item] -= static_cast<double>(scene.baseline(key, item));
  };
  shift(reported.all);
  for (std::vector<double>& means : reported.by_segment) shift(means);
  return reported;
}

SquareSums Market::surprise(std::uint32_t need) const {
  SquareSums sum;
  for (const SquareSums& block : worlds_.front().needs[need].surprise) sum += block;
  return sum;
}

std::vector<OfferSlot> Market::choices(std::size_t world, std::uint32_t need) const {
  std::vector<OfferSlot> all(people_->count(), no_occasion);
  const auto& blocks = worlds_[world].needs[need].blocks;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const std::uint32_t count = blocks[b].start.size() > 1 ? blocks[b].start[1] : 0;
    for (std::uint32_t i = 0; i < count; ++i)
      all[b * block_size + (blocks[b].row.empty() ? i : blocks[b].row[i])] = blocks[b].chosen[i];
  }
  return all;
}

std::vector<std::vector<std::int64_t>> Market::units_by_segment(std::size_t world, std::uint32_t need) {
  const auto segment_of = people_->segment_of();
  if (segment_of.empty()) return {};
  const NeedState& state = worlds_[world].needs[need];
  const std::size_t slots = plans_[need].extents().of(Per::offer) + 1, cells = people_->segments() * slots;
  // Four counts of everything take turns: neighbours often choose alike, and one count would wait for the other.
  std::vector<std::vector<std::int64_t>> parts(team_->threads(), std::vector<std::int64_t>(4 * cells));
  const auto held = plans_[need].occasions().held();
  team_->for_each_block(state.blocks.size(), [&](std::size_t b, unsigned worker) {
    const std::size_t first = b * block_size, count = std::min(block_size, people_->count() - first);
    const std::uint8_t* segments = segment_of.data() + first;
    std::int64_t* counts = parts[worker].data();
    const BlockOccasions& occasions = state.blocks[b];
    const auto add = [&](std::size_t i, std::size_t row, OfferSlot slot) {
      ++counts[i % 4 * cells + segments[row] * slots + slot];
    };
    // Where customers hold contracts units are holders, not the few who decided in this tick.
    if (held) {
      const OfferSlot* of = state.evolving[*held].data<OfferSlot>() + first;
      for (std::size_t i = 0; i < count; ++i) add(i, i, of[i]);
      return;
    }
    const OfferSlot* chosen = occasions.chosen.data();
    const std::uint16_t* rows = occasions.row.empty() ? nullptr : occasions.row.data();
    for (std::size_t i = 0; i < occasions.chosen.size(); ++i) add(i, rows == nullptr ? i : rows[i], chosen[i]);
    for (std::size_t i = 0; i < cells; ++i) counts[i] += state.block_more[b * cells + i];
  });
  std::vector<std::vector<std::int64_t>> sum(people_->segments(), std::vector<std::int64_t>(slots));
  for (const auto& part : parts)
    // The remainder folds the four counts of each cell into one.
    for (std::size_t i = 0; i < part.size(); ++i) sum[i % cells / slots][i % slots] += part[i];
  return sum;
}

/// At the terms of the tick lived last, which stand until the next one is entered.
std::vector<std::vector<SegmentAccount>> Market::segment_accounts(std::size_t world, std::uint32_t need) {
  const NeedMoment& moment = moment_of(worlds_[world]).needs[need];
  std::vector<std::vector<SegmentAccount>> accounts;
  const NeedState& state = worlds_[world].needs[need];
  for (const std::vector<std::int64_t>& units : units_by_segment(world, need)) {
    const std::size_t segment = accounts.size();
    std::vector<SegmentAccount>& account = accounts.emplace_back(units.size());
    for (std::size_t slot = 0; slot < units.size(); ++slot) account[slot].units = units[slot];
    for (std::size_t slot = 1; slot <= moment.spec->offers.size(); ++slot) {
      account[slot].spent =
          for_all(own_bill(moment.scene.offers[slot], state, units[slot],
                           dealt_units(state, people_->segments(), slot, segment), setup_.clock.weeks_per_tick),
                  worlds_[world].market->customer_weight);
    }
  }
  return accounts;
}

StartingStates::Group Market::group(std::uint32_t need) const {
  return {plans_[need], people_->constants(need), people_->segment_of(), people_->count()};
}

std::size_t Market::bytes() const {
  std::size_t sum = people_->bytes();
  for (const World& world : worlds_)
    for (const NeedState& need : world.needs) {
      sum += need.evolving.bytes() + (need.block_demand.size() + need.block_units.size()) * sizeof(std::uint32_t);
      for (const BlockOccasions& block : need.blocks)
        sum += block.row.capacity() * sizeof(block.row[0]) + block.chosen.capacity() * sizeof(OfferSlot) +
               block.second.capacity() * sizeof(OfferSlot);
    }
  return observer_ ? sum + observer_->bytes() : sum;
}

/// What goes from one tick to the next, by name and in a fixed order. Saving and loading share this list, so that
/// neither can forget a part. Occasions, counts and accounts are missing on purpose: a checkpoint lies between ticks,
/// and the next tick makes them anew.
void Market::visit_state(const std::function<void(const std::string&, std::span<std::byte>)>& visit) {
  visit("tick", std::as_writable_bytes(std::span(&tick_, 1)));
  for (std::size_t w = 0; w < worlds_.size(); ++w) {
    const std::string world = "world " + std::to_string(w);
    visit(world + "/ledger", std::as_writable_bytes(worlds_[w].ledger.balances()));
    take_up_kept(worlds_[w]);
    worlds_[w].kept_launches = numbers_of(worlds_[w].launches);
    if (!worlds_[w].kept_launches.empty())
      visit(world + "/launches", std::as_writable_bytes(std::span(worlds_[w].kept_launches)));
    worlds_[w].kept_terms = numbers_of(worlds_[w].terms);
    visit(world + "/terms", std::as_writable_bytes(std::span(worlds_[w].kept_terms)));
    if (!setup_.policies.empty()) visit_decisions(worlds_[w], world + "/", visit);
    for (std::size_t n = 0; n < plans_.size(); ++n) {
      const std::string need = world + "/need " + std::to_string(n) + "/";
      for (std::uint32_t c = 0; c < plans_[n].columns().entries().size(); ++c) {
        const auto bytes = worlds_[w].needs[n].evolving[ColumnKey{c}].bytes();
        // Columns that are constant have no bytes here: they are drawn again from the seed.
        if (!bytes.empty()) visit(need + plans_[n].columns().entries()[c].name, bytes);
      }
      if (worlds_[w].needs[n].deals) visit(need + "deals", worlds_[w].needs[n].deals->bytes());
      worlds_[w].needs[n].tallies.visit(
          [&](const std::string& name, std::span<std::byte> bytes) { visit(need + name, bytes); });
    }
  }
  if (observer_) observer_->visit(visit);
}

void Market::save(const Save& save) {
  visit_state([&](const std::string& name, std::span<std::byte> bytes) { save(name, bytes); });
}

void Market::load(const Load& load) {
  visit_state([&](const std::string& name, std::span<std::byte> bytes) { load(name, bytes); });
  for (World& world : worlds_) {
    if (!world.kept_launches.empty()) relaunch(world, plans_, world.kept_launches);
    restore(world.kept_terms, world.terms);
  }
}

}  // namespace clientele
