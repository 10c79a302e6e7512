#include "models/observe/observation.h"

#include <algorithm>
#include <numeric>

#include "engine/core/check.h"
#include "models/life/noise.h"
#include "models/life/occasions.h"
#include "models/observe/gain.h"

namespace clientele {

/// Called from the market's constructor: plans, people and moments stand, nobody has been given a state yet.
Observation::Observation(Market& market, const Wanted& wanted) : market_(&market), twinnings_(wanted.twins) {
  const unsigned threads = market.team().threads();
  const Moment& base = market.base_moment();
  for (const Twinning& twinning : twinnings_) {
    std::vector<TwinBook>& books = twins_.emplace_back();
    for (const NeedPlan& plan : market.plans()) {
      TwinBook& book = books.emplace_back(plan, market.people(), twinning.from_tick, threads);
      // Of the base case, for all worlds: gains of worlds that mean different things by money could not be compared.
      if (knows_money(plan, base.needs[plan.need()])) book.keep_gains();
      if (twinning.events > 0) book.keep_events(twinning.events);
    }
  }
  for (std::size_t w = 0; w < market.worlds(); ++w) {
    followed_.emplace_back();
    switches_.emplace_back();
    for (const NeedPlan& plan : market.plans()) {
      Followed& followed = followed_.back().emplace_back(plan, market.people(), wanted.followed, threads);
      if (minds_log_price(plan, base.needs[plan.need()])) followed.watch_worth(plan, market.people(), threads);
      switches_.back().push_back(wanted.panel ? Switches(plan.extents().of(Per::brand), threads) : Switches());
    }
  }
}

/// Where the panel's columns lie in this world; they travel with the others through burn-in and checkpoints.
PanelView Observation::panel(const NeedPlan& plan, NeedState& state, std::size_t world) {
  return view_panel(*plan.panel(), state.evolving, switches_[world][plan.need()]);
}

/// Between ticks, as it goes over all blocks itself.
PanelReport Observation::close_panel_period(std::size_t world, std::uint32_t need, std::int64_t period) {
  const NeedPlan::Panel* keys = market_->plans()[need].panel();
  check(keys != nullptr, "a panel report needs a panel");
  return close_period(view_panel(*keys, market_->evolving(world, need), switches_[world][need]), period,
                      market_->people().count(), market_->team());
}

SilenceReport Observation::silence(std::size_t world, std::uint32_t need, double patience) const {
  const NeedPlan& plan = market_->plans()[need];
  check(plan.silence() != nullptr, "silence is reported only where customers are lost without a word");
  Columns& evolving = market_->evolving(world, need);
  // The tick lived last; the market's own clock shows the next one already.
  const int now = market_->moment(world).needs[need].scene.tick;
  const auto is_lost = [&](std::uint32_t customer) { return plan.occasions().is_lost(evolving, customer); };
  return report_silence(view_silence(*plan.silence(), evolving), now, patience, market_->people().count(), is_lost,
                        market_->team());
}

/// What followed customers think of brands that nobody has heard of; the same in all worlds, since nobody has lived
/// yet.
void Observation::start(const LivingBlock& at, std::size_t first, std::size_t last) {
  const Followed& any = followed_.front()[at.plan.need()];
  if (!followed_.front()[at.plan.need()].worth().active()) return;
  std::vector<std::uint32_t> who;
  for (std::size_t c = first; c < last; ++c)
    if (any.follows(static_cast<std::uint32_t>(c))) who.push_back(static_cast<std::uint32_t>(c));
  const NeedMoment& need = at.base.needs[at.plan.need()];
  std::vector<OfferSlot> slots(at.plan.extents().of(Per::offer));
  std::iota(slots.begin(), slots.end(), OfferSlot{1});
  UtilityTile unknown = at.room.utility(who.size(), slots.size() + 1, slots);
  for (const OfferSlot slot : slots) std::fill(unknown[slot].begin(), unknown[slot].end(), 0.0F);
  CustomerBlock customers(at.home, who, false);
  for (const std::uint32_t r : need.acting)
    at.plan.behaviours()[r].behaviour->weigh_unknown({need.scene, need.values[r], customers}, unknown);
  for (std::vector<Followed>& world : followed_)
    for (const OfferSlot slot : slots)
      for (std::size_t i = 0; i < who.size(); ++i)
        world[at.plan.need()].worth().keep_unknown(who[i], slot, unknown[slot][i]);
  at.home.scratch->give_back();
}

/// Followed customers weigh once more, since nobody else keeps what utilities are made of.
void Observation::decided(const LivingBlock& at) {
  Followed& followed = followed_[at.world][at.plan.need()];
  if (!followed.active()) return;
  const BlockOccasions& occasions = at.state.blocks[at.block];
  followed.begin(at.block);
  const std::size_t rows = WeighingRoom::rows_for(at.plan.extents().of(Per::offer) + 1);
  std::vector<std::uint32_t> who, positions;
  for_each_run(occasions, block_size, [&](std::uint32_t rank, std::size_t first, std::size_t last) {
    followed.find(at.block, occasions, first, last, who, positions);
    for (std::size_t f = 0; f < who.size(); f += rows) {
      const std::size_t count = std::min(rows, who.size() - f);
      follow(at, static_cast<std::uint8_t>(rank), {who.data() + f, count}, {positions.data() + f, count});
    }
  });
  // While what they weighed is in the cache: in the second pass it would be fetched once more.
  if (!at.need().rationed) followed.note(at.block, at.worker, at.state, at.need().scene);
}

/// A tile's worth of followed customers at one occasion; `positions` are theirs among the block's occasions.
void Observation::follow(const LivingBlock& at, std::uint8_t rank, std::span<const std::uint32_t> who,
                         std::span<const std::uint32_t> positions) {
  Followed& followed = followed_[at.world][at.plan.need()];
  const NeedMoment& need = at.need();
  CustomerBlock customers(at.home, who, false);
  // Before the rest: what is weighed next takes the same room. Not in the burn-in: sums in money begin with the run.
  const bool in_money = at.tick >= 0 && followed.worth().active();
  Worth::Settled settled;
  if (in_money) settled = Worth::settle({at.plan, at.base, customers, at.room, false, true});
  UtilityTile noisy = weigh({at.plan, at.moment, customers, at.room}, &at.slabs);
  if (in_money) followed.worth().add({customers.who(), need, noisy, settled}, at.worker);
  // Preferences first, luck left out; then noise is added in place, and what is kept of reasons holds it.
  const Followed::Look look{at.block, rank, customers.who(), positions};
  followed.prefer(look, need, noisy, at.worker);
  add_noise(need.scene, rank, customers.who(), noisy);
  followed.look(look, need, noisy, at.slabs);
  at.home.scratch->give_back();
}

/// Where stock is limited it is known only now what followed customers got: some may have been refused.
void Observation::settled(const LivingBlock& at) {
  Followed& followed = followed_[at.world][at.plan.need()];
  if (followed.active() && at.need().rationed) followed.note(at.block, at.worker, at.state, at.need().scene);
}

/// For each run of purchases. A panel counts purchases, not pieces: a household that takes two at once has bought once.
void Observation::lived(const LivingBlock& at, const Purchases& purchases) {
  Followed& followed = followed_[at.world][at.plan.need()];
  if (followed.has_journeys_in(at.block)) followed.lived(at.block, purchases, at.plan.occasions().held().has_value());
  if (at.plan.panel() != nullptr)
    count_purchases(panel(at.plan, at.state, at.world), at.worker, purchases.who, purchases.brand);
  if (at.plan.silence() != nullptr)
    note_purchases(view_silence(*at.plan.silence(), at.state.evolving), at.need().scene.tick, purchases.who);
}

/// A newcomer has bought nothing: what was noted of the one before would make it look loyal, or silent.
void Observation::replaced(const LivingBlock& at, std::span<const std::uint32_t> who) {
  if (at.plan.panel() != nullptr) forget_customers(panel(at.plan, at.state, at.world), who);
  if (at.plan.silence() != nullptr) forget_purchases(view_silence(*at.plan.silence(), at.state.evolving), who);
  Followed& followed = followed_[at.world][at.plan.need()];
  if (followed.active()) followed.forget(who);
}

/// What customers think at the end of a tick, as journeys tell it: after forgetting, not right after the purchase.
void Observation::reflected(const LivingBlock& at) {
  Followed& followed = followed_[at.world][at.plan.need()];
  if (followed.has_journeys_in(at.block)) followed.thought(at.block, at.state.evolving, at.need().scene);
}

/// Twins are compared by what they got. In the burn-in there is one world, whose customers are their own twins: only
/// what they bought last is noted.
void Observation::lived_in_all(std::size_t block, unsigned worker) {
  const int tick = market_->now();
  for (std::size_t pair = 0; pair < twins_.size(); ++pair)
    for (std::uint32_t n = 0; n < twins_[pair].size(); ++n) {
      const auto lived = [&](std::size_t world) {
        return TwinBook::Lived{market_->world(world).needs[n], market_->moment(world).needs[n].scene};
      };
      TwinBook& book = twins_[pair][n];
      if (tick < 0)
        book.follow(block, lived(0).state, lived(0).scene);
      else
        book.compare({block, tick, worker}, lived(0), lived(twinnings_[pair].world));
    }
}

/// Workers' counts are summed once a tick, when no thread counts any more.
void Observation::tick_closed() {
  for (std::vector<TwinBook>& books : twins_)
    for (TwinBook& book : books) book.close();
}

void Observation::burn_in_ended() {
  for (std::uint32_t n = 0; n < market_->plans().size(); ++n) {
    if (market_->plans()[n].panel() != nullptr) {
      // Twice: the first period of the run has no period before it.
      close_panel_period(0, n, -1);
      close_panel_period(0, n, -1);
    }
    // Sums are of the run alone; what followed customers took last goes on.
    followed_.front()[n].take_sums();
    followed_.front()[n].take_funnel();
    for (std::size_t w = 1; w < followed_.size(); ++w) followed_[w][n] = followed_.front()[n];
  }
}

/// Asked for by every thread and block; a handful of pairs, so that a search costs nothing.
PairObserver* Observation::pair(std::size_t world, std::uint32_t need) {
  for (std::size_t pair = 0; pair < twinnings_.size(); ++pair)
    if (twinnings_[pair].world == world) return &twins_[pair][need];
  return nullptr;
}

/// Parts are named by world and need, not by position in a stream: a part that is missing is found out by its name.
void Observation::visit(const Visit& visit) {
  const auto named = [&](const std::string& of) {
    return [&visit, of](const std::string& name, std::span<std::byte> bytes) { visit(of + name, bytes); };
  };
  for (std::size_t w = 0; w < followed_.size(); ++w)
    for (std::size_t n = 0; n < followed_[w].size(); ++n) {
      const std::string of = "world " + std::to_string(w) + "/need " + std::to_string(n) + "/";
      if (market_->plans()[n].panel() != nullptr)
        visit(of + "switches", std::as_writable_bytes(switches_[w][n].gather()));
      followed_[w][n].visit(named(of));
    }
  for (std::size_t pair = 0; pair < twins_.size(); ++pair)
    for (std::size_t n = 0; n < twins_[pair].size(); ++n)
      twins_[pair][n].visit(named("twins " + std::to_string(pair) + "/need " + std::to_string(n) + "/"));
}

/// Panels are left out: their columns are counted with those of customers, and switches are few.
std::size_t Observation::bytes() const {
  std::size_t sum = 0;
  for (const std::vector<TwinBook>& books : twins_)
    for (const TwinBook& book : books) sum += book.bytes();
  for (const std::vector<Followed>& world : followed_)
    for (const Followed& followed : world) sum += followed.bytes();
  return sum;
}

/// The market makes the observer, since it knows when its plans stand; what is wanted waits in the function until then.
Observing observing(Observation::Wanted wanted) {
  const bool panel = wanted.panel;
  return {.panel = panel, .make = [wanted = std::move(wanted)](Market& market) -> std::unique_ptr<Observer> {
            return std::make_unique<Observation>(market, wanted);
          }};
}

/// A cast, since the market knows observers as an interface alone. Asking a market that nobody watches is a mistake of
/// the program, not of its user.
Observation& observed(const Market& market) {
  auto* observation = dynamic_cast<Observation*>(market.observer());
  check(observation != nullptr, "a market is asked only for what it was set up to be watched for");
  return *observation;
}

}  // namespace clientele
