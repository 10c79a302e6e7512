#include <algorithm>
#include <numeric>

#include "engine/math/real.h"
#include "models/life/worker.h"

namespace clientele {

void Market::start_columns() {
  for (const NeedPlan& plan : plans_) {
    auto& taken = taken_.emplace_back();
    for (const auto& bound : plan.behaviours())
      taken.push_back(setup_.drawn != nullptr && people_->take(*setup_.drawn, plan, bound.declaration->name));
  }
  team_->for_each_block(blocks_of(people_->count()), [&](std::size_t block, unsigned worker) {
    for (const NeedPlan& plan : plans_) start_block(block, plan, workers_[worker]);
  });
  for (Worker& worker : workers_) worker.scratch.log_gammas().clear();
}

/// Constants first: what evolves may start from what never changes. Nobody sees another customer here, so that blocks
/// start in any order.
void Market::start_block(std::size_t block, const NeedPlan& plan, Worker& worker) {
  const std::size_t begin = block * block_size, end = std::min(people_->count(), begin + block_size);
  const std::size_t rows = WeighingRoom::rows_for(plan.extents().of(Per::offer) + 1);
  for (std::size_t first = begin; first < end; first += rows) {
    const std::size_t count = std::min(rows, end - first);
    start_constants(plan, first, count, worker);
    if (observer_) observer_->start(living_block(block, worlds_.front(), plan, worker), first, first + count);
    // In every world, although a burn-in will overwrite all but the first: one way to begin for both cases.
    for (World& world : worlds_) {
      // Learned states begin where the world's own promises put them, unless a burn-in of the base case comes first.
      const NeedMoment& need = (setup_.clock.burn_in > 0 ? base_moment_ : world.moments.front()).needs[plan.need()];
      CustomerBlock customers = worker.consecutive(home(plan.need(), world, worker), first, count);
      for (std::size_t r = 0; r < plan.behaviours().size(); ++r)
        plan.behaviours()[r].behaviour->start({need.scene, need.values[r], customers});
      worker.scratch.give_back();
    }
    const StartingStates* settled = setup_.base_case.needs[plan.need()].settled.get();
    if (settled != nullptr && setup_.clock.burn_in > 0)
      settled->lend(group(plan.need()), worlds_.front().needs[plan.need()].evolving, setup_.key, first, first + count);
  }
}

void Market::start_constants(const NeedPlan& plan, std::size_t first, std::size_t count, Worker& worker) {
  const NeedMoment& need = base_moment_.needs[plan.need()];
  CustomerBlock customers = worker.consecutive(home(plan.need(), worlds_.front(), worker), first, count);
  for (std::size_t r = 0; r < plan.behaviours().size(); ++r)
    if (!taken_[plan.need()][r])
      plan.behaviours()[r].behaviour->start_constant({need.scene, need.values[r], customers});
  if (plan.base_inclusive() != nullptr || plan.base_probability() != nullptr) start_base_case(plan, customers, worker);
  worker.scratch.give_back();
}

/// Probabilities of brands given a purchase, and the inclusive value, of each customer in the base case. The largest
/// utility is taken off before exp, which would be infinite in 32 bits from 89 on.
void Market::start_base_case(const NeedPlan& plan, CustomerBlock& customers, Worker& worker) {
  const NeedMoment& need = base_moment_.needs[plan.need()];
  UtilityTile utility = weigh({plan, base_moment_, customers, worker.room, true});
  for (std::size_t i = 0; i < customers.size(); ++i) {
    float top = -1e30F, sum = 0.0F;
    for (const OfferSlot slot : need.live) top = std::max(top, utility[slot][i]);
    for (const OfferSlot slot : need.live) sum += math::exp(utility[slot][i] - top);
    const std::uint32_t customer = customers.who()[i];
    if (plan.base_inclusive() != nullptr) {
      // Where nothing is within reach, buying nothing competes as if the nearest offer were.
      const float inclusive = top + math::log(sum);
      const bool barred = top < 0.5F * out_of_reach;
      customers.column(*plan.base_inclusive()).set(customer, 0, barred ? inclusive - out_of_reach : inclusive);
    }
    if (plan.base_probability() == nullptr) continue;
    Column& probability = customers.column(*plan.base_probability());
    for (std::uint32_t brand = 0; brand < plan.extents().of(Per::brand); ++brand) {
      float of_brand = 0.0F;
      for (const OfferSlot slot : need.live)
        if (need.scene.offers[slot].brand == brand) of_brand += math::exp(utility[slot][i] - top);
      probability.set(customer, brand, of_brand / sum);
    }
  }
}

}  // namespace clientele
