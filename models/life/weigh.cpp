#include "models/life/weigh.h"

#include <algorithm>

#include "engine/math/exact.h"
#include "models/customers/kernels.h"
#include "models/life/noise.h"

namespace clientele {
namespace {

/// Utility, reason and feeling together stay within a cache of 1 MiB: what one behaviour wrote is there when the next
/// adds.
constexpr std::size_t tile_bytes = std::size_t{256} << 10;

void fill(UtilityTile& tile, std::span<const float> by_slot) {
  for (const OfferSlot slot : tile.offers()) set(tile[slot], by_slot[slot]);
}

void clear(UtilityTile& tile) {
  for (const OfferSlot slot : tile.offers()) set(tile[slot], 0.0F);
}

/// Asked once a tile: where no feeling acts or is mixed in, its planes are neither emptied nor added.
bool any_emotional(const Weighing& w, const NeedMoment& need) {
  return std::any_of(need.acting.begin(), need.acting.end(),
                     [&](std::uint32_t r) { return w.plan.behaviours()[r].declaration->kind == Kind::emotional; });
}

/// What a behaviour added to a tile: after minus before.
class SlabRecorder {
 public:
  SlabRecorder(Slabs* slabs, std::uint32_t behaviour, UtilityTile& tile) : tile_(tile) {
    if (slabs == nullptr) return;
    rows_ = slabs->rows;
    slab_ = &slabs->by_behaviour[behaviour];
    slab_->resize(slabs->slots * rows_);
    for (const OfferSlot slot : tile_.offers()) std::copy_n(tile_[slot].data(), rows_, slab_->data() + slot * rows_);
  }
  /// To be called when the behaviour has added. Rounding of the sum is part of what it added, so that slabs add up to
  /// what was chosen by.
  void keep() {
    if (slab_ == nullptr) return;
    for (const OfferSlot slot : tile_.offers()) {
      const float* after = tile_[slot].data();
      float* slab = slab_->data() + slot * rows_;
      for (std::size_t i = 0; i < rows_; ++i) slab[i] = after[i] - slab[i];
    }
  }

 private:
  UtilityTile& tile_;
  std::size_t rows_ = 0;
  std::vector<float>* slab_ = nullptr;
};

/// Kinds differ in what weighs them, feeling or reason, hence each kind has its pass over the behaviours.
void let_behaviours_add(const Weighing& w, Kind kind, UtilityTile& tile, Slabs* slabs) {
  const NeedMoment& need = w.moment.needs[w.plan.need()];
  for (const std::uint32_t r : need.acting) {
    if (w.plan.behaviours()[r].declaration->kind != kind) continue;
    // What moves with what was lived has no place in the base case: constants hold the shares against it.
    if (w.base_only && w.plan.behaviours()[r].behaviour->at_base() != AtBase::steady) continue;
    SlabRecorder recorder(slabs, r, tile);
    w.plan.behaviours()[r].behaviour->weigh({need.scene, need.values[r], w.customers}, tile);
    recorder.keep();
  }
}

/// What customers hold may be out of reach when they look for something else.
void let_holders_add(const Weighing& w, const NeedMoment& need, UtilityTile& tile, Slabs* slabs) {
  const std::uint32_t r = w.plan.occasions_at();
  SlabRecorder recorder(slabs, r, tile);
  w.plan.occasions().weigh({need.scene, need.values[r], w.customers}, tile);
  recorder.keep();
}

/// Comes last and is set, not added to: no behaviour speaks for buying nothing. With a share of its own (own_inclusive)
/// each customer buys nothing as often as that says while offers are those of the base case.
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

/// Gives the slabs of feeling their weight h, and those of reason theirs where the two are mixed.
void weigh_slabs(const Weighing& w, std::span<const float> h, bool mixed, Slabs& slabs) {
  const NeedMoment& need = w.moment.needs[w.plan.need()];
  for (const std::uint32_t r : need.acting) {
    const Kind kind = w.plan.behaviours()[r].declaration->kind;
    if (slabs.by_behaviour[r].empty() || (kind != Kind::emotional && (kind != Kind::rational || !mixed))) continue;
    for (const OfferSlot slot : need.live) {
      float* slab = slabs.by_behaviour[r].data() + slot * slabs.rows;
      for (std::size_t i = 0; i < slabs.rows; ++i) slab[i] *= kind == Kind::emotional ? h[i] : 1.0F - h[i];
    }
  }
}

}  // namespace

void Slabs::begin(std::size_t behaviours, std::size_t slots_now, std::size_t rows_now) {
  rows = rows_now, slots = slots_now;
  by_behaviour.resize(behaviours);
  for (auto& slab : by_behaviour) slab.clear();
}

std::size_t WeighingRoom::rows_for(std::size_t slots) {
  const std::size_t rows = tile_bytes / (sizeof(float) * slots) / 16 * 16;
  return std::clamp<std::size_t>(rows, 16, most_rows);
}

WeighingRoom::WeighingRoom(std::size_t most_slots)
    : floats_(std::max(16 * most_slots, tile_bytes / sizeof(float)) + 16 * most_slots),
      memory_(LargeArray::unwritten(3 * floats_ * sizeof(float))) {}

UtilityTile WeighingRoom::tile(std::size_t which, std::size_t rows, std::size_t slots,
                               std::span<const OfferSlot> live) {
  // A stride that is no multiple of a page: planes of equal rows would else compete for the same cache sets.
  const std::size_t stride = rows_for(slots) + (rows_for(slots) < most_rows ? 0 : 16);
  return UtilityTile(reinterpret_cast<float*>(memory_.data()) + which * floats_, rows, stride, live);
}

UtilityTile weigh(const Weighing& w, Slabs* slabs) {
  const NeedMoment& need = w.moment.needs[w.plan.need()];
  const std::size_t rows = w.customers.size(), slots = need.scene.offers.size();
  // For those few customers of whom somebody asks why: copying each plane twice a behaviour costs 3 to 9 %.
  if (slabs != nullptr) slabs->begin(w.plan.behaviours().size(), slots, rows);
  UtilityTile utility = w.room.utility(rows, slots, need.live);
  UtilityTile emotional = w.room.emotional(rows, slots, need.live);
  const bool mixed = w.moment.feeling_form == FeelingSpec::Form::mixed && !w.settled;
  const bool feels = !w.settled && any_emotional(w, need);

  // The order is part of the results, since sums of floats depend on it.
  fill(utility, w.base_only ? need.tilts : need.constants);
  let_behaviours_add(w, Kind::taste, utility, slabs);
  let_behaviours_add(w, Kind::consideration, utility, slabs);
  let_behaviours_add(w, Kind::talk, utility, slabs);
  if (w.plan.occasions().held() && !w.base_only) let_holders_add(w, need, utility, slabs);
  if (mixed || feels) clear(emotional);
  if (feels) let_behaviours_add(w, Kind::emotional, emotional, slabs);
  if (mixed) {
    UtilityTile rational = w.room.rational(rows, slots, need.live);
    clear(rational);
    let_behaviours_add(w, Kind::rational, rational, slabs);
    const auto h = w.moment.feeling.of(w.customers);
    mix_feeling(utility, rational, emotional, h);
    if (slabs != nullptr) weigh_slabs(w, h, true, *slabs);
  } else {
    if (!w.settled) let_behaviours_add(w, Kind::rational, utility, slabs);
    if (feels) {
      const auto h = w.moment.feeling.of(w.customers);
      add_feeling(utility, emotional, h);
      if (slabs != nullptr) weigh_slabs(w, h, false, *slabs);
    }
  }
  if (need.scene.nothing.kind != OutsideOption::Kind::none && !w.base_only) weigh_nothing(w, need, utility);
  return utility;
}

/// For one world alone; several share noise and choose in Together. Both give the same bits.
void choose(const Weighing& w, std::uint32_t rank, const Choices& out) {
  const NeedMoment& need = w.moment.needs[w.plan.need()];
  // Noise is added to the utilities themselves: who wants them without it looks before, or subtracts it again.
  UtilityTile utility = weigh(w);
  add_noise(need.scene, rank, w.customers.who(), utility);
  pick_best(utility, need.in_race, out);
}

}  // namespace clientele
