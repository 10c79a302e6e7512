#include <algorithm>

#include "engine/core/vector.h"
#include "models/life/occasions.h"
#include "models/life/personal.h"
#include "models/life/worker.h"

/// The second pass: customers live what they decided, learn from it, and leave.
namespace clientele {

/// One need of one world and block being lived.
/// Made once for each block and need, on the stack of the thread that works on it; nobody else sees it.
struct Market::Living {
  std::size_t block;
  World& world;
  const NeedPlan& plan;
  const NeedMoment& need;
  Worker& worker;
  Observer* observer;  ///< null: nobody watches
  const LivingBlock& at;

  NeedState& state() const { return world.needs[plan.need()]; }
  const BlockOccasions& occasions() const { return world.needs[plan.need()].blocks[block]; }
  /// This block's units by slot, nothing at 0.
  std::span<std::uint32_t> units() const {
    const std::size_t slots = plan.extents().of(Per::offer) + std::size_t{1};
    return {world.needs[plan.need()].block_units.data() + block * slots, slots};
  }
  /// This block's units beyond the first of each purchase: [segment][slot].
  std::span<std::uint32_t> more() const {
    std::vector<std::uint32_t>& all = world.needs[plan.need()].block_more;
    const std::size_t count = all.size() / world.needs[plan.need()].blocks.size();
    return {all.data() + block * count, count};
  }
  /// What a behaviour sees; what it counts goes to a tally of this thread's own.
  View view(std::uint32_t behaviour, CustomerBlock& customers) const {
    return {need.scene, need.values[behaviour], customers, world.needs[plan.need()].tallies.counter(worker.index)};
  }
};

namespace {

/// Whether anybody took another number of units than one; almost nobody ever does, so this is all it costs.
CLIENTELE_VECTOR static bool any_but_one(const std::uint8_t* pieces, std::size_t n) {
  unsigned differ = 0;
  for (std::size_t i = 0; i < n; ++i) differ |= pieces[i] ^ 1U;
  return differ != 0;
}

/// The square of a surprise is a plain product: sums of them are made in the order of blocks alone.
void add_surprise(SquareSums& moments, std::span<const float> surprise) {
  for (const float x : surprise) {
    moments.count += 1.0;
    moments.sum += static_cast<double>(x);
    moments.squares += static_cast<double>(x) * static_cast<double>(x);
  }
}

}  // namespace

/// The order of the steps is part of the results: what is held is settled before it is used, and customers reflect on
/// what they have lived.
void Market::second_pass(std::size_t block, World& world, const Moment& moment, Worker& worker) {
  for (const NeedPlan& plan : plans_) {
    const NeedMoment& need = moment.needs[plan.need()];
    const LivingBlock at = living_block(block, world, plan, worker);
    const Living living{block, world, plan, need, worker, observer_.get(), at};
    if (observer_) observer_->settled(at);
    if (setup_.surprise) living.state().surprise[block] = {};
    conclude(living);
    if (plan.occasions().held())
      live_uses(living);
    else
      live_purchases(living);
    reflect(living);
    if (observer_) observer_->reflected(at);
  }
}

/// The occasions' rule takes up decisions that bind, such as contracts: afterwards its column says who holds what.
void Market::conclude(const Living& l) {
  if (!l.plan.occasions().concludes()) return;
  const BlockOccasions& occasions = l.occasions();
  const bool all = occasions.row.empty();
  for_each_run(occasions, most_rows, [&](std::uint32_t rank, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i)
      l.worker.who[i - first] = static_cast<std::uint32_t>(l.block * block_size + (all ? i : occasions.row[i]));
    CustomerBlock customers(home(l.plan.need(), l.world, l.worker), {l.worker.who.data(), last - first}, all);
    l.plan.occasions().conclude(l.view(l.plan.occasions_at(), customers),
                                {customers.who(), {occasions.chosen.data() + first, last - first}, rank});
    l.worker.scratch.give_back();
  });
}

/// Behaviours live in the order of the registry and share `purchases`: what an earlier one writes (quality, surprise,
/// failure) is there for the later ones. The rule of occasions comes last and sees it all.
void Market::live_run(const Living& l, Purchases& purchases, bool consecutive) {
  if (purchases.size() == 0) return;
  CustomerBlock buyers(home(l.plan.need(), l.world, l.worker), purchases.who, consecutive);
  for (const std::uint32_t r : l.need.acting) l.plan.behaviours()[r].behaviour->live(l.view(r, buyers), purchases);
  l.plan.behaviours()[l.plan.occasions_at()].behaviour->live(l.view(l.plan.occasions_at(), buyers), purchases);
  if (setup_.surprise) add_surprise(l.state().surprise[l.block], purchases.surprise);
  if (l.plan.deal() != nullptr || l.plan.records() != nullptr)
    note_personal({l.plan, l.need.scene, l.state(), people_->segment_of(), l.worker.index, setup_.clock.weeks_per_tick},
                  purchases);
  // After all behaviours: observers note what came of a purchase, not what was first thought of it.
  if (l.observer != nullptr) l.observer->lived(l.at, purchases);
  l.worker.scratch.give_back();
}

/// Notes units beyond the first of each purchase. Limited stock is handed out one by one.
void Market::count_more(const Living& l, const Purchases& purchases) {
  if (!any_but_one(purchases.pieces.data(), purchases.size())) return;
  const std::size_t slots = l.plan.extents().of(Per::offer) + std::size_t{1};
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    if (purchases.pieces[i] <= 1 || l.need.scene.offers[purchases.slot[i]].now.stock) continue;
    const auto segments = people_->segment_of();
    const std::size_t segment = segments.empty() ? 0 : segments[purchases.who[i]];
    l.more()[segment * slots + purchases.slot[i]] += purchases.pieces[i] - 1U;
  }
}

/// Runs of one rank: a second purchase of the tick is lived with what the first one taught.
void Market::live_purchases(const Living& l) {
  const BlockOccasions& occasions = l.occasions();
  std::fill(l.more().begin(), l.more().end(), 0);
  for_each_run(occasions, most_rows, [&](std::uint32_t rank, std::size_t first, std::size_t last) {
    Purchases purchases = l.worker.collect(occasions, first, last, l.block * block_size, l.need.scene);
    purchases.occasion = rank;
    // Only where everybody had an occasion and bought do customers follow each other without a gap.
    live_run(l, purchases, occasions.row.empty() && purchases.size() == last - first);
    count_more(l, purchases);
  });
  const std::span<std::uint32_t> units = l.units();
  if (l.need.rationed) {
    std::fill(units.begin(), units.end(), 0);
    count_slots(occasions.chosen, units);
  } else {  // everybody got what they chose
    std::copy_n(l.state().block_demand.data() + l.block * units.size(), units.size(), units.begin());
  }
  for (std::size_t i = 0; i < l.more().size(); ++i) units[i % units.size()] += l.more()[i];
}

/// Who holds something uses it in every tick, decided or not; units are holders.
void Market::live_uses(const Living& l) {
  const Column& held = l.state().evolving[*l.plan.occasions().held()];
  const std::size_t begin = l.block * block_size, end = std::min(people_->count(), begin + block_size);
  const std::span<std::uint32_t> units = l.units();
  std::fill(units.begin(), units.end(), 0);
  count_slots({held.data<OfferSlot>() + begin, end - begin}, units);
  for (std::size_t first = begin; first < end; first += most_rows) {
    const std::size_t last = std::min(end, first + most_rows);
    Purchases uses = l.worker.collect({held.data<OfferSlot>() + first, last - first}, first, l.need.scene);
    live_run(l, uses, uses.size() == last - first);
  }
}

/// Everybody of the block, those who bought nothing included: forgetting goes on without a purchase. Nobody is called
/// where no behaviour has anything to do.
void Market::reflect(const Living& l) {
  const OccasionRule& occasions = l.plan.occasions();
  if (l.need.reflecting.empty() && !occasions.renews()) return;
  const std::size_t first = l.block * block_size, count = std::min(block_size, people_->count() - first);
  CustomerBlock customers = l.worker.consecutive(home(l.plan.need(), l.world, l.worker), first, count);
  for (const std::uint32_t r : l.need.reflecting) {
    l.plan.behaviours()[r].behaviour->reflect(l.view(r, customers));
    l.worker.scratch.give_back();
  }
  if (occasions.renews()) renew(l, customers);
}

void Market::renew(const Living& l, CustomerBlock& customers) {
  // The memory of the first pass, whose lists of occasions are made by now.
  std::vector<std::uint8_t>& marks = l.worker.counts;
  std::fill_n(marks.begin(), customers.size(), std::uint8_t{0});
  l.plan.occasions().renewed(l.view(l.plan.occasions_at(), customers), marks.data());
  std::vector<std::uint32_t> who;
  for (std::size_t i = 0; i < customers.size(); ++i)
    if (marks[i] != 0) who.push_back(customers.who()[i]);
  l.worker.scratch.give_back();
  // A tile's worth at a time: what behaviours take from the scratch memory grows with it.
  for (std::size_t first = 0; first < who.size(); first += most_rows) {
    const std::span<const std::uint32_t> some = std::span(who).subspan(first, std::min(most_rows, who.size() - first));
    CustomerBlock newcomers(home(l.plan.need(), l.world, l.worker), some, false);
    // Those that are off as well: an event may turn them on later, and would find what the one who left had learned.
    for (std::size_t r = 0; r < l.plan.behaviours().size(); ++r)
      l.plan.behaviours()[r].behaviour->start({l.need.scene, l.need.values[r], newcomers});
    forget_personal(l.plan, l.state(), some);
    if (l.observer != nullptr) l.observer->replaced(l.at, some);
    l.worker.scratch.give_back();
  }
}

Purchases Market::Worker::collect(const BlockOccasions& occasions, std::size_t first, std::size_t last,
                                  std::size_t base, const Scene& scene) {
  if (occasions.row.empty()) return collect({occasions.chosen.data() + first, last - first}, base + first, scene);
  std::size_t n = 0;
  for (std::size_t i = first; i < last; ++i) {
    // Written always, kept only when something was bought: no branch to mispredict.
    const OfferSlot slot = occasions.chosen[i];
    bought.who[n] = static_cast<std::uint32_t>(base + occasions.row[i]);
    bought.slot[n] = slot;
    n += slot != nothing_slot ? 1 : 0;
  }
  return describe(n, scene);
}

Purchases Market::Worker::collect(std::span<const OfferSlot> slots, std::size_t first, const Scene& scene) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    bought.who[n] = static_cast<std::uint32_t>(first + i);
    bought.slot[n] = slots[i];
    n += slots[i] != nothing_slot ? 1 : 0;
  }
  return describe(n, scene);
}

Purchases Market::Worker::describe(std::size_t n, const Scene& scene) {
  for (std::size_t i = 0; i < n; ++i) {
    bought.brand[i] = scene.offers[bought.slot[i]].brand;
    bought.quality[i] = scene.offers[bought.slot[i]].quality;
  }
  std::fill_n(bought.pieces.begin(), n, std::uint8_t{1});
  std::fill_n(bought.complained.begin(), n, std::uint8_t{0});
  if (!bought.contacts.empty()) std::fill_n(bought.contacts.begin(), n, std::uint8_t{0});
  for (auto* zeros : {&bought.surprise, &bought.failure, &bought.redress}) std::fill_n(zeros->begin(), n, 0.0F);
  return {.who = {bought.who.data(), n},
          .slot = {bought.slot.data(), n},
          .brand = {bought.brand.data(), n},
          .occasion = 0,
          .quality = {bought.quality.data(), n},
          .surprise = {bought.surprise.data(), n},
          .failure = {bought.failure.data(), n},
          .redress = {bought.redress.data(), n},
          .complained = {bought.complained.data(), n},
          .pieces = {bought.pieces.data(), n},
          .contacts = std::span(bought.contacts).first(bought.contacts.empty() ? 0 : n)};
}

}  // namespace clientele
