#include "models/observe/why.h"

#include <algorithm>
#include <cmath>

#include "engine/core/vector.h"

namespace clientele {
namespace {

/// Slabs are differences of sums in 32 bits: what they differ by below this is rounding, not an effect. The larger the
/// utilities in which a slab was found, the coarser it is.
CLIENTELE_INLINE float rounding(float utility) { return 1e-5F + 1e-6F * std::fabs(utility); }

/// Marks the rows in which a slab differs between the worlds; returns how many.
CLIENTELE_VECTOR static std::uint32_t mark_apart(std::uint8_t* __restrict marks, const float* u, const float* base,
                                                 const float* now, std::size_t rows) {
  std::uint32_t apart = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const bool differs = std::fabs(base[i] - now[i]) > rounding(u[i]);
    marks[i] = differs ? 1 : marks[i];
    apart += differs ? 1U : 0U;
  }
  return apart;
}

/// out = u + (base - now), where that is more than rounding.
CLIENTELE_VECTOR static void freeze(float* __restrict out, const float* u, const float* base, const float* now,
                                    std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    const float gap = base[i] - now[i];
    out[i] = u[i] + (std::fabs(gap) > rounding(u[i]) ? gap : 0.0F);
  }
}

bool holds(std::span<const OfferSlot> slots, OfferSlot slot) {
  return std::find(slots.begin(), slots.end(), slot) != slots.end();
}

/// One run of twins being explained.
class Explanation {
 public:
  Explanation(const TwinRun& run, std::span<std::int64_t> parts)
      : run_(run), parts_(parts), rows_(run.present.size()), slots_(run.variant.need.scene.offers.size()) {
    for (const OfferSlot slot : run.variant.need.live)
      if (holds(run.base.need.live, slot)) shared_.push_back(slot);
    // A behaviour that is off adds nothing.
    zeros_.assign(rows_, 0.0F);
    frozen_.resize(rows_);
  }

  /// The behaviours first, then what is no behaviour: the order in which Mechanisms numbers them.
  void run() {
    for (std::size_t behaviour = 0; behaviour < run_.mechanisms.nothing(); ++behaviour) freeze_behaviour(behaviour);
    freeze_nothing();
    freeze_range();
    count_occasions();
  }

  /// The mechanism that did most to lift the variant's choice over the base case's.
  std::uint8_t reason(std::size_t row) const {
    const OfferSlot before = run_.base.chosen[row], after = run_.variant.chosen[row];
    if (run_.present[row] == 0) return same_choice;  // only other variants have this occasion
    if (run_.present[row] != occasion_in_both) return run_.mechanisms.occasions();
    if (before == after) return same_choice;
    if (!holds(run_.base.need.in_race, after) || !holds(run_.variant.need.in_race, before))
      return run_.mechanisms.range();
    std::uint8_t most = run_.mechanisms.nothing();
    float largest = nothing_gain(after, row) - nothing_gain(before, row);
    for (std::uint8_t behaviour = 0; behaviour < run_.mechanisms.nothing(); ++behaviour) {
      const float gain = behaviour_gain(behaviour, after, row) - behaviour_gain(behaviour, before, row);
      if (gain > largest) largest = gain, most = behaviour;
    }
    return most;
  }

 private:
  const float* plane(const Decided& world, std::size_t behaviour, OfferSlot slot) const {
    return world.slabs.by_behaviour[behaviour].empty() ? zeros_.data() : world.slabs.plane(behaviour, slot);
  }
  /// What the mechanism gave an offer in the variant beyond the base case; behaviours say nothing about buying nothing.
  float behaviour_gain(std::size_t behaviour, OfferSlot slot, std::size_t row) const {
    return slot == nothing_slot ? 0.0F
                                : plane(run_.variant, behaviour, slot)[row] - plane(run_.base, behaviour, slot)[row];
  }
  float nothing_gain(OfferSlot slot, std::size_t row) const {
    return slot == nothing_slot ? noisy(run_.variant, slot)[row] - noisy(run_.base, slot)[row] : 0.0F;
  }
  static float* noisy(const Decided& world, OfferSlot slot) {
    UtilityTile tile = world.noisy;
    return tile[slot].data();
  }

  void freeze_behaviour(std::size_t behaviour) {
    if (run_.base.slabs.by_behaviour[behaviour].empty() && run_.variant.slabs.by_behaviour[behaviour].empty()) return;
    std::uint32_t moved = 0;
    for (const OfferSlot slot : shared_)
      moved += mark_apart(run_.moved.data(), noisy(run_.variant, slot), plane(run_.base, behaviour, slot),
                          plane(run_.variant, behaviour, slot), rows_);
    if (moved == 0) return;
    copy_race();
    for (const OfferSlot slot : shared_)
      freeze(spare(slot), noisy(run_.variant, slot), plane(run_.base, behaviour, slot),
             plane(run_.variant, behaviour, slot), rows_);
    race(behaviour, run_.variant.need.in_race);
  }

  /// Where one world alone has the choice of buying nothing it is a matter of the range, see freeze_range.
  void freeze_nothing() {
    const bool both = holds(run_.base.need.in_race, nothing_slot) && holds(run_.variant.need.in_race, nothing_slot);
    if (!both) return;
    const float *base = noisy(run_.base, nothing_slot), *now = noisy(run_.variant, nothing_slot);
    if (mark_apart(run_.moved.data(), now, base, now, rows_) == 0) return;
    copy_race();
    freeze(spare(nothing_slot), now, base, now, rows_);
    race(run_.mechanisms.nothing(), run_.variant.need.in_race);
  }

  /// Everybody counts as moved: with other offers to choose from any customer's gain may differ.
  void freeze_range() {
    const auto& offered = run_.base.need.in_race;
    if (offered == run_.variant.need.in_race) return;
    std::fill(run_.moved.begin(), run_.moved.end(), std::uint8_t{1});
    copy_race();
    for (const OfferSlot slot : offered)
      if (!holds(run_.variant.need.in_race, slot)) std::copy_n(noisy(run_.base, slot), rows_, spare(slot));
    race(run_.mechanisms.range(), offered);
  }

  /// An occasion in one world alone adds its choice, or takes it away; the choice is the variant's in both cases, as
  /// who has no occasion was weighed there all the same.
  void count_occasions() {
    const std::size_t at = run_.mechanisms.occasions() * slots_;
    for (std::size_t i = 0; i < rows_; ++i) {
      if (run_.present[i] == occasion_in_variant) ++parts_[at + run_.variant.chosen[i]];
      if (run_.present[i] == occasion_in_base) --parts_[at + run_.variant.chosen[i]];
    }
  }

  float* spare(OfferSlot slot) { return run_.spare.data() + slot * run_.spare.stride(); }
  /// The race is run on a copy: later mechanisms are frozen against the variant as it was.
  void copy_race() {
    for (const OfferSlot slot : run_.variant.need.in_race) std::copy_n(noisy(run_.variant, slot), rows_, spare(slot));
  }
  /// Counts the rows whose choice is another one with the mechanism frozen. Effects of several mechanisms need not add
  /// up to the whole, as each is frozen alone.
  void race(std::size_t mechanism, std::span<const OfferSlot> offered) {
    pick_best(run_.spare, offered, {frozen_.data()});
    for (std::size_t i = 0; i < rows_; ++i) {
      if (frozen_[i] == run_.variant.chosen[i] || (run_.present[i] & occasion_in_variant) == 0) continue;
      ++parts_[mechanism * slots_ + run_.variant.chosen[i]];
      --parts_[mechanism * slots_ + frozen_[i]];
    }
  }

  const TwinRun& run_;
  std::span<std::int64_t> parts_;
  std::size_t rows_, slots_;
  std::vector<OfferSlot> shared_;  ///< that can be chosen in both worlds
  std::vector<float> zeros_;
  std::vector<OfferSlot> frozen_;
};

/// The word of the rule of occasions, or else of the first behaviour that has one.
std::string_view arising(const NeedPlan& plan) {
  if (const std::string_view own = plan.occasions().arising(); !own.empty()) return own;
  for (const NeedPlan::Bound& bound : plan.behaviours())
    if (const std::string_view own = bound.behaviour->arising(); !own.empty()) return own;
  return "occasions";
}

}  // namespace

std::string Mechanisms::name(std::size_t mechanism) const {
  if (mechanism < behaviours_) return std::string(plan_->behaviours()[mechanism].declaration->name);
  if (mechanism >= behaviours_ + std::size_t{4})
    return std::string(plan_->occasions().reasons()[mechanism - behaviours_ - std::size_t{4}]);
  const bool hold = plan_->occasions().held().has_value();
  const char* beyond = hold ? "running" : plan_->limited() ? "stock" : "quantity";
  const std::string_view others[] = {"nothing", "range", arising(*plan_), beyond};
  return std::string(others[mechanism - behaviours_]);
}

void explain(const TwinRun& run, std::span<std::int64_t> parts, std::span<std::uint8_t> reasons) {
  std::fill(run.moved.begin(), run.moved.end(), std::uint8_t{0});
  Explanation explanation(run, parts);
  explanation.run();
  for (std::size_t i = 0; i < run.present.size(); ++i) reasons[i] = explanation.reason(i);
}

}  // namespace clientele
