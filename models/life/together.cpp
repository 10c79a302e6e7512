#include "models/life/together.h"

#include <algorithm>

#include "engine/schedule/parallel.h"
#include "models/customers/kernels.h"
#include "models/life/noise.h"
#include "models/life/occasions.h"

namespace clientele {
namespace {

/// The customer of an occasion, by position in the block; where all have exactly one, they are not listed.
std::size_t row_of(const BlockOccasions& occasions, std::size_t occasion) {
  return occasions.row.empty() ? occasion : occasions.row[occasion];
}

}  // namespace

/// Occasions of one rank: the same customers with the same noise in every world.
struct Together::Run {
  const Block& block;
  std::uint32_t rank;
  std::size_t first, last;  ///< positions in the united occasions
  std::size_t rows() const { return last - first; }
  std::uint32_t need() const { return block.plan.need(); }
  std::size_t slots() const { return block.plan.extents().of(Per::offer) + std::size_t{1}; }
};

Together::Together(std::size_t most_slots)
    : base_room_(most_slots),
      room_(most_slots),
      noise_room_(most_slots),
      counts_(block_size),
      who_(most_rows),
      rows_(most_rows),
      base_chosen_(most_rows),
      chosen_(most_rows),
      second_(most_rows),
      in_base_(most_rows),
      in_variant_(most_rows) {}

/// What the first pass has found before; choices are written into it.
BlockOccasions& Together::occasions(const Block& block, const Side& side) const {
  return side.world->needs[block.plan.need()].blocks[block.block];
}

/// The occasions of a block that any world has; those of the base case where all agree.
const BlockOccasions& Together::unite(const Block& block, std::span<const Side> sides) {
  const auto equal = [](const BlockOccasions& a, const BlockOccasions& b) {
    return a.start == b.start && a.row == b.row;
  };
  const BlockOccasions& base = occasions(block, sides.front());
  // Mostly true of all: then choices go straight to their occasions and nothing is handed out.
  has_all_.assign(sides.size(), true);
  if (std::all_of(sides.begin(), sides.end(), [&](const Side& side) { return equal(base, occasions(block, side)); }))
    return base;
  std::fill(counts_.begin(), counts_.end(), std::uint8_t{0});
  for (const Side& side : sides) {
    const BlockOccasions& own = occasions(block, side);
    for (std::size_t rank = 0; rank + 1 < own.start.size(); ++rank)
      for (std::size_t i = own.start[rank]; i < own.start[rank + 1]; ++i)
        counts_[row_of(own, i)] = std::max(counts_[row_of(own, i)], static_cast<std::uint8_t>(rank + 1));
  }
  // A customer's ranks are 0 to its count less one in each world, so that the largest count makes the union.
  list_occasions(counts_, all_);
  for (std::size_t s = 0; s < sides.size(); ++s) has_all_[s] = equal(all_, occasions(block, sides[s]));
  return all_;
}

/// Runs outside, worlds inside: all decide on a run while its noise is in the cache.
void Together::decide(const Block& block, std::span<const Side> sides) {
  const BlockOccasions& all = unite(block, sides);
  compares_ = false;
  for (const Side& side : sides)
    if (side.pair != nullptr) {
      side.pair->begin_block(block.block);
      compares_ = true;
    }
  cursor_.assign(sides.size(), 0);
  std::uint32_t rank_before = 0;
  const std::size_t rows = WeighingRoom::rows_for(block.plan.extents().of(Per::offer) + 1);
  for_each_run(all, rows, [&](std::uint32_t rank, std::size_t first, std::size_t last) {
    // At a new rank each world starts at its own first occasion of it; one with fewer ranks stands at its end.
    for (std::size_t s = 0; s < sides.size() && rank != rank_before; ++s) {
      const auto& start = occasions(block, sides[s]).start;
      cursor_[s] = start[std::min<std::size_t>(rank, start.size() - 1)];
    }
    rank_before = rank;
    for (std::size_t i = first; i < last; ++i) {
      const auto row = static_cast<std::uint16_t>(row_of(all, i));
      rows_[i - first] = row;
      who_[i - first] = static_cast<std::uint32_t>(block.block * block_size + row);
    }
    decide_run({block, rank, first, last}, sides);
  });
}

/// Of every slot, as each world has its own in the race.
void Together::decide_run(const Run& run, std::span<const Side> sides) {
  UtilityTile noise = noise_room_.utility(run.rows(), run.slots(), {});
  scenes_.clear();
  for (const Side& side : sides) scenes_.push_back(&side.moment->needs[run.need()].scene);
  draw_noise(scenes_, run.rank, {who_.data(), run.rows()}, noise);
  for (std::size_t s = 0; s < sides.size(); ++s) decide_side(run, sides, s);
}

/// Rows of a run rise: they are without a gap if the last is as far from the first as there are rows.
CustomerBlock Together::customers_of(const Run& run, const Side& side) const {
  return {{&run.block.people.constants(run.need()), &side.world->needs[run.need()].evolving,
           run.block.people.segment_of(), &run.block.scratch},
          {who_.data(), run.rows()},
          rows_[run.rows() - 1] - rows_[0] + std::size_t{1} == run.rows()};
}

/// The base case comes first and stays in its room and slabs for the run; variants follow in the other ones, each in
/// place of the one before. Slabs cost a copy of each plane and are kept only where twins are compared.
void Together::decide_side(const Run& run, std::span<const Side> sides, std::size_t s) {
  const Side& side = sides[s];
  const NeedMoment& need = side.moment->needs[run.need()];
  Slabs* slabs = s == 0 ? (compares_ ? &base_slabs_ : nullptr) : (side.pair != nullptr ? &slabs_ : nullptr);
  CustomerBlock customers = customers_of(run, side);
  UtilityTile utility = weigh({run.block.plan, *side.moment, customers, s == 0 ? base_room_ : room_}, slabs);
  UtilityTile noise = noise_room_.utility(run.rows(), run.slots(), {});
  for (const OfferSlot slot : need.in_race) add(utility[slot], noise[slot]);
  pick_best(utility, need.in_race, places(run, side, s));
  hand_out(run, side, s);
  if (side.pair != nullptr) compare(run, sides, s, utility);
  run.block.scratch.give_back();
}

/// Where the choices of a run go: to the occasions themselves where a world has all of them, else to be handed out.
Choices Together::places(const Run& run, const Side& side, std::size_t s) {
  BlockOccasions& own = occasions(run.block, side);
  const bool rationed = side.moment->needs[run.need()].rationed;
  if (has_all_[s]) return {own.chosen.data() + run.first, rationed ? own.second.data() + run.first : nullptr, nullptr};
  return {(s == 0 ? base_chosen_ : chosen_).data(), rationed ? second_.data() : nullptr, nullptr};
}

/// Notes which rows of the run are occasions of this world, and gives these their choices.
void Together::hand_out(const Run& run, const Side& side, std::size_t s) {
  std::vector<std::uint8_t>& has = s == 0 ? in_base_ : in_variant_;
  std::fill_n(has.begin(), run.rows(), std::uint8_t{1});
  if (has_all_[s]) return;
  BlockOccasions& own = occasions(run.block, side);
  const std::size_t end = run.rank + 1 < own.start.size() ? own.start[run.rank + 1] : 0;
  for (std::size_t i = 0; i < run.rows(); ++i) {
    std::size_t& at = cursor_[s];
    has[i] = at < end && row_of(own, at) == rows_[i] ? 1 : 0;
    if (has[i] == 0) continue;
    own.chosen[at] = (s == 0 ? base_chosen_ : chosen_)[i];
    if (!own.second.empty()) own.second[at] = second_[i];
    ++at;
  }
}

/// The pair's observer is called at once, since the next variant takes the room.
void Together::compare(const Run& run, std::span<const Side> sides, std::size_t v, const UtilityTile& noisy) {
  const Side &base = sides.front(), &variant = sides[v];
  const auto chosen = [&](const Side& side, std::size_t s) -> std::span<const OfferSlot> {
    const OfferSlot* spare = s == 0 ? base_chosen_.data() : chosen_.data();
    return {has_all_[s] ? occasions(run.block, side).chosen.data() + run.first : spare, run.rows()};
  };
  const NeedMoment &before = base.moment->needs[run.need()], &after = variant.moment->needs[run.need()];
  const Decided of_base{before, base_room_.utility(run.rows(), run.slots(), before.live), base_slabs_, chosen(base, 0)};
  const Decided of_variant{after, noisy, slabs_, chosen(variant, v)};
  for (std::size_t i = 0; i < run.rows(); ++i)
    in_variant_[i] = static_cast<std::uint8_t>(in_base_[i] * occasion_in_base + in_variant_[i] * occasion_in_variant);
  // As the base case has them: gains are measured by what money is worth to a customer there.
  CustomerBlock customers = customers_of(run, base);
  variant.pair->compare({.plan = run.block.plan,
                         .base_moment = *base.moment,
                         .customers = customers,
                         .base = of_base,
                         .variant = of_variant,
                         .present = {in_variant_.data(), run.rows()},
                         .spare = noise_room_.rational(run.rows(), run.slots(), after.live),
                         .noise = noise_room_.utility(run.rows(), run.slots(), {}),
                         .rows = {rows_.data(), run.rows()},
                         .block = run.block.block,
                         .worker = run.block.worker,
                         .rank = static_cast<std::uint8_t>(run.rank)});
}

}  // namespace clientele
