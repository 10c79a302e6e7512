#include "models/market/weigh.h"

#include <algorithm>

#include "engine/math/exact.h"
#include "models/customers/kernels.h"
#include "models/draws.h"

namespace clientele {
namespace {

constexpr std::size_t most_rows = 1024;
constexpr std::size_t tile_bytes = std::size_t{256} << 10;

void fill(UtilityTile& tile, std::span<const float> by_slot) {
  for (const OfferSlot slot : tile.offers()) set(tile[slot], by_slot[slot]);
}

void clear(UtilityTile& tile) {
  for (const OfferSlot slot : tile.offers()) set(tile[slot], 0.0F);
}

bool any_emotional(const Weighing& w, const NeedMoment& need) {
  return std::any_of(need.acting.begin(), need.acting.end(),
                     [&](std::uint32_t r) { return w.plan.rules()[r].declaration->kind == Kind::emotional; });
}

/// What a rule added to a tile: after minus before.
class SlabRecorder {
 public:
  SlabRecorder(Slabs* slabs, UtilityTile& tile) : slabs_(slabs), tile_(tile) {
    if (slabs_ == nullptr) return;
    before_.assign(slabs_->slots * slabs_->rows, 0.0F);
    for (const OfferSlot slot : tile_.offers())
      std::copy_n(tile_[slot].data(), tile_.rows(), &before_[slot * slabs_->rows]);
  }
  void keep(std::uint32_t rule) {
    if (slabs_ == nullptr) return;
    for (const OfferSlot slot : tile_.offers())
      for (std::size_t i = 0; i < tile_.rows(); ++i)
        before_[slot * slabs_->rows + i] = tile_[slot][i] - before_[slot * slabs_->rows + i];
    slabs_->by_rule[rule] = std::move(before_);
  }

 private:
  Slabs* slabs_;
  UtilityTile& tile_;
  std::vector<float> before_;
};

/// Lets the rules of one kind add to a tile.
void let_rules_add(const Weighing& w, Kind kind, UtilityTile& tile, Slabs* slabs) {
  const NeedMoment& need = w.moment.needs[w.plan.need()];
  for (const std::uint32_t r : need.acting) {
    if (w.plan.rules()[r].declaration->kind != kind) continue;
    if (w.base_only && w.plan.rules()[r].behaviour->at_base() == AtBase::moving) continue;
    SlabRecorder recorder(slabs, tile);
    w.plan.rules()[r].behaviour->weigh({need.scene, need.values[r], w.customers}, tile);
    recorder.keep(r);
  }
}

void weigh_nothing(const Weighing& w, const NeedMoment& need, UtilityTile& utility) {
  const OutsideOption& nothing = need.scene.nothing;
  const auto u = utility[nothing_slot];
  if (nothing.kind == OutsideOption::Kind::own_inclusive) {
    const double odds = math::log(nothing.share / (1.0 - nothing.share));
    set(u, static_cast<float>(odds) + need.constants[nothing_slot]);
    add(u, w.customers.read(*w.plan.base_inclusive()));
  } else {
    set(u, static_cast<float>(nothing.utility) + need.constants[nothing_slot]);
  }
}

std::span<const float> feeling_weights(const Weighing& w) {
  const CustomerBlock& c = w.customers;
  return w.moment.feeling.of(0, 0, c.who(), c.consecutive(), c.segment_of(), c.floats());
}

}  // namespace

std::size_t WeighingRoom::rows_for(std::size_t slots) {
  const std::size_t rows = tile_bytes / (sizeof(float) * slots) / 16 * 16;
  return std::clamp<std::size_t>(rows, 16, most_rows);
}

WeighingRoom::WeighingRoom(std::size_t most_slots)
    : floats_(std::max(16 * most_slots, tile_bytes / sizeof(float)) + 16 * most_slots),
      memory_(3 * floats_ * sizeof(float)) {}

UtilityTile WeighingRoom::tile(std::size_t which, std::size_t rows, std::size_t slots,
                               std::span<const OfferSlot> live) {
  // A stride that is no multiple of a page: planes of equal rows would else compete for the same cache sets.
  const std::size_t stride = rows_for(slots) + (rows_for(slots) < most_rows ? 0 : 16);
  return UtilityTile(reinterpret_cast<float*>(memory_.data()) + which * floats_, rows, stride, live);
}

UtilityTile weigh(const Weighing& w, Slabs* slabs) {
  const NeedMoment& need = w.moment.needs[w.plan.need()];
  const std::size_t rows = w.customers.size(), slots = need.scene.offers.size();
  if (slabs != nullptr) *slabs = {rows, slots, std::vector<std::vector<float>>(w.plan.rules().size())};
  UtilityTile utility = w.room.utility(rows, slots, need.live);
  UtilityTile emotional = w.room.emotional(rows, slots, need.live);
  const bool mixed = w.moment.feeling_form == FeelingSpec::Form::mixed;
  const bool feels = any_emotional(w, need);

  if (w.base_only)
    clear(utility);
  else
    fill(utility, need.constants);
  let_rules_add(w, Kind::taste, utility, slabs);
  if (mixed || feels) clear(emotional);
  if (feels) let_rules_add(w, Kind::emotional, emotional, slabs);
  if (mixed) {
    UtilityTile rational = w.room.rational(rows, slots, need.live);
    clear(rational);
    let_rules_add(w, Kind::rational, rational, slabs);
    mix_feeling(utility, rational, emotional, feeling_weights(w));
  } else {
    let_rules_add(w, Kind::rational, utility, slabs);
    if (feels) add_feeling(utility, emotional, feeling_weights(w));
  }
  if (need.scene.nothing.kind != OutsideOption::Kind::none && !w.base_only) weigh_nothing(w, need, utility);
  return utility;
}

void choose(const Weighing& w, std::uint32_t rank, const Choices& out) {
  const NeedMoment& need = w.moment.needs[w.plan.need()];
  UtilityTile utility = weigh(w);
  add_gumbels(need.scene.address(draws::choice, rank), w.customers.who(),
              static_cast<std::uint32_t>(need.scene.offers.size()), utility.data(), utility.stride());
  pick_best(utility, need.in_race, out);
}

}  // namespace clientele
