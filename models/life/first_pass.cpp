#include <algorithm>

#include "engine/core/check.h"
#include "models/draws.h"
#include "models/life/occasions.h"
#include "models/life/worker.h"

namespace clientele {
/// Where behaviours find a customer's columns: constants are shared by all worlds, what evolves is this world's own.
CustomerBlock::Home Market::home(std::uint32_t need, World& world, Worker& worker) {
  return {&people_->constants(need), &world.needs[need].evolving, people_->segment_of(), &worker.scratch};
}

/// Made for each call of an observer, since it holds references to what the worker is busy with.
LivingBlock Market::living_block(std::size_t block, World& world, const NeedPlan& plan, Worker& worker) {
  return {.world = world.index,
          .block = block,
          .tick = tick_,
          .worker = worker.index,
          .plan = plan,
          .moment = moment_of(world),
          .base = base_moment_,
          .state = world.needs[plan.need()],
          .home = home(plan.need(), world, worker),
          .room = worker.room,
          .slabs = worker.slabs};
}

/// How much faster than usual the need arises, by row; empty where nothing says so.
static std::span<const float> pace(const NeedPlan& plan, const NeedMoment& need, CustomerBlock& customers) {
  if (need.pacing.empty()) return {};
  const std::span<float> factor(customers.floats(), customers.size());
  std::fill(factor.begin(), factor.end(), 1.0F);
  for (const std::uint32_t r : need.pacing)
    plan.behaviours()[r].behaviour->pace({need.scene, need.values[r], customers}, factor);
  return factor;
}

/// Who has an occasion in this tick, and how many, from what customers carry before the tick. Lists keep their memory
/// from tick to tick; a second choice has a place only where stock may refuse the first.
void Market::find_occasions(std::size_t block, World& world, const Moment& moment, const NeedPlan& plan,
                            Worker& worker) {
  const std::size_t first = block * block_size, count = std::min(block_size, people_->count() - first);
  BlockOccasions& out = world.needs[plan.need()].blocks[block];
  if (plan.occasions().everyone_always() && moment.needs[plan.need()].holding_back.empty()) {
    out.row.clear();
    out.start = {0, static_cast<std::uint32_t>(count)};
  } else {
    const NeedMoment& need = moment.needs[plan.need()];
    CustomerBlock customers = worker.consecutive(home(plan.need(), world, worker), first, count);
    plan.occasions().count({need.scene, need.values[plan.occasions_at()], customers, {}, pace(plan, need, customers)},
                           worker.counts.data());
    // After counting: holding back takes occasions away and never makes any.
    for (const std::uint32_t r : need.holding_back)
      plan.behaviours()[r].behaviour->hold_back({need.scene, need.values[r], customers}, worker.counts.data());
    list_occasions({worker.counts.data(), count}, out);
    worker.scratch.give_back();
  }
  out.chosen.resize(out.start.back());
  out.second.resize(moment.needs[plan.need()].rationed ? out.start.back() : 0);
}

/// Before occasions are found, so that what is heard in a tick counts in its decisions. All customers of a block hear,
/// with an occasion or without. What they hear of others is what these published in ticks before.
void Market::hear(std::size_t block, World& world, const Moment& moment, const NeedPlan& plan, Worker& worker) {
  const NeedMoment& need = moment.needs[plan.need()];
  if (need.hearing.empty()) return;
  const std::size_t first = block * block_size, count = std::min(block_size, people_->count() - first);
  CustomerBlock customers = worker.consecutive(home(plan.need(), world, worker), first, count);
  for (const std::uint32_t r : need.hearing) {
    plan.behaviours()[r].behaviour->hear({need.scene, need.values[r], customers});
    worker.scratch.give_back();
  }
}

/// Customers of one block make up their minds in all worlds. Nothing of it is lived yet: stock may refuse some, and who
/// is refused must not have learned from what they did not get.
void Market::first_pass(std::size_t block, std::size_t active_worlds, Worker& worker) {
  for (const NeedPlan& plan : plans_) {
    for (std::size_t w = 0; w < active_worlds; ++w) {
      hear(block, worlds_[w], moment_of(worlds_[w]), plan, worker);
      find_occasions(block, worlds_[w], moment_of(worlds_[w]), plan, worker);
    }
    // A burn-in is lived in one world, whatever the others.
    if (active_worlds == 1)
      decide_alone(block, plan, worker);
    else
      decide_together(block, plan, worker);
    const std::size_t slots = plan.extents().of(Per::offer) + 1;
    for (std::size_t w = 0; w < active_worlds; ++w) {
      if (observer_) observer_->decided(living_block(block, worlds_[w], plan, worker));
      NeedState& state = worlds_[w].needs[plan.need()];
      // Counted while the choices are in the cache, into cells of this block alone.
      const std::span<std::uint32_t> demand(state.block_demand.data() + block * slots, slots);
      std::fill(demand.begin(), demand.end(), 0);
      count_slots(state.blocks[block].chosen, demand);
    }
  }
}

/// Whether so few of a block have no occasion that weighing them too is quicker than gathering the others.
static bool almost_all_look(const BlockOccasions& occasions, std::size_t customers) {
  return occasions.start.size() > 1 && 8 * std::size_t{occasions.start[1]} >= 7 * customers;
}

/// One world needs no twins: noise goes straight onto the utilities, with no tile for it in between.
void Market::decide_alone(std::size_t block, const NeedPlan& plan, Worker& worker) {
  World& world = worlds_.front();
  BlockOccasions& occasions = world.needs[plan.need()].blocks[block];
  const std::size_t base = block * block_size, count = std::min(block_size, people_->count() - base);
  const bool almost_all = almost_all_look(occasions, count);
  if (almost_all) decide_first(block, plan, worker);
  // Customers with an occasion are gathered from all over the block, hence not consecutive.
  const auto decide = [&](std::uint32_t rank, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i)
      worker.who[i - first] = static_cast<std::uint32_t>(base + occasions.row[i]);
    CustomerBlock customers(home(plan.need(), world, worker), {worker.who.data(), last - first}, false);
    OfferSlot* second = occasions.second.empty() ? nullptr : occasions.second.data() + first;
    choose({plan, moment_of(world), customers, worker.room}, rank, {occasions.chosen.data() + first, second, nullptr});
    worker.scratch.give_back();
  };
  for_each_run(occasions, WeighingRoom::rows_for(plan.extents().of(Per::offer) + 1), decide, almost_all ? 1 : 0);
}

/// The first occasions of a block where everybody has one, or almost: all customers are weighed.
void Market::decide_first(std::size_t block, const NeedPlan& plan, Worker& worker) {
  World& world = worlds_.front();
  BlockOccasions& occasions = world.needs[plan.need()].blocks[block];
  const std::size_t base = block * block_size, count = std::min(block_size, people_->count() - base);
  const std::size_t rows = WeighingRoom::rows_for(plan.extents().of(Per::offer) + 1);
  const bool all = occasions.row.empty(), two = !occasions.second.empty();
  // Luck has the customer's address: weighing those without an occasion too shifts nobody's, and bits are the same.
  for (std::size_t first = 0, at = 0; first < count; first += rows) {
    const std::size_t last = std::min(first + rows, count);
    CustomerBlock customers = worker.consecutive(home(plan.need(), world, worker), base + first, last - first);
    OfferSlot* best = all ? occasions.chosen.data() + first : worker.best.data();
    OfferSlot* second = !two ? nullptr : (all ? occasions.second.data() + first : worker.second.data());
    choose({plan, moment_of(world), customers, worker.room}, 0, {best, second, nullptr});
    worker.scratch.give_back();
    // What those without an occasion would have chosen is dropped. Rows rise, so that one walk over the list is enough.
    for (; !all && at < occasions.start[1] && occasions.row[at] < last; ++at) {
      occasions.chosen[at] = best[occasions.row[at] - first];
      if (two) occasions.second[at] = second[occasions.row[at] - first];
    }
  }
}

/// Sides in the order of worlds. Where worlds are compared the base case is the first: all others are held against it.
void Market::decide_together(std::size_t block, const NeedPlan& plan, Worker& worker) {
  std::vector<Together::Side> sides;
  for (std::size_t w = 0; w < worlds_.size(); ++w)
    sides.push_back({.world = &worlds_[w],
                     .moment = &moment_of(worlds_[w]),
                     .pair = observer_ ? observer_->pair(w, plan.need()) : nullptr});
  worker.together->decide({plan, *people_, worker.scratch, block, worker.index}, sides);
}

}  // namespace clientele
