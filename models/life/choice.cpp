#include "models/life/choice.h"

#include <algorithm>
#include <limits>

#include "engine/core/vector.h"

namespace clientele {
namespace {

constexpr std::size_t chunk = 512;  ///< rows raced at once: the state of a race stays in the nearest cache

struct Race {
  float best[chunk], second[chunk];
  std::int32_t at[chunk], at_second[chunk];
};

/// Only a greater utility wins: ties stay with the lower slot, whatever the width of vectors.
CLIENTELE_VECTOR static void enter(Race& race, const float* u, std::int32_t slot, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    const bool wins = u[i] > race.best[i];
    race.best[i] = wins ? u[i] : race.best[i];
    race.at[i] = wins ? slot : race.at[i];
  }
}

CLIENTELE_VECTOR static void begin_race(Race& race, const float* u, std::int32_t slot, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    race.best[i] = u[i];
    race.at[i] = slot;
  }
}

/// A loop of its own: only limited stock and gaps need a second.
CLIENTELE_VECTOR static void enter_for_two(Race& race, const float* u, std::int32_t slot, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    const bool wins = u[i] > race.best[i];
    const bool is_second = u[i] > race.second[i];
    race.second[i] = wins ? race.best[i] : (is_second ? u[i] : race.second[i]);
    race.at_second[i] = wins ? race.at[i] : (is_second ? slot : race.at_second[i]);
    race.best[i] = wins ? u[i] : race.best[i];
    race.at[i] = wins ? slot : race.at[i];
  }
}

/// What is out of reach is not chosen, even if nothing else is there.
CLIENTELE_VECTOR static void narrow(const std::int32_t* at, const float* best, OfferSlot* out, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i)
    out[i] = static_cast<OfferSlot>(best[i] < 0.5F * out_of_reach ? std::int32_t{nothing_slot} : at[i]);
}

/// r + h (m - r), not (1 - h) r + h m: one product less, and who goes by reason alone (h = 0) has its bits. Which of
/// the two is part of the results.
CLIENTELE_VECTOR static void run_mix(float* __restrict u, const float* r, const float* m, const float* h,
                                     std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) u[i] += r[i] + h[i] * (m[i] - r[i]);
}

CLIENTELE_VECTOR static void run_add(float* __restrict u, const float* m, const float* h, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) u[i] += h[i] * m[i];
}

/// All slots against one, by vectors: counting one by one waits for the count before.
CLIENTELE_VECTOR static std::uint32_t run_count(const OfferSlot* chosen, OfferSlot slot, std::size_t rows) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < rows; ++i) sum += chosen[i] == slot ? 1U : 0U;
  return sum;
}

/// All offers race over a chunk before the next begins, so that who leads stays in the nearest cache: 8 KiB instead of
/// a tile's 16.
void race_chunk(const float* tile, std::size_t stride, std::span<const OfferSlot> slots, std::size_t rows,
                const Choices& out) {
  if (slots.empty()) {
    std::fill_n(out.best, rows, nothing_slot);
    if (out.second != nullptr) std::fill_n(out.second, rows, nothing_slot);
    return;
  }
  Race race;
  begin_race(race, tile + slots.front() * stride, slots.front(), rows);
  if (out.second != nullptr) {
    std::fill_n(race.second, rows, -std::numeric_limits<float>::infinity());
    std::fill_n(race.at_second, rows, nothing_slot);
  }
  for (const OfferSlot slot : slots.subspan(1)) {
    if (out.second != nullptr)
      enter_for_two(race, tile + slot * stride, slot, rows);
    else
      enter(race, tile + slot * stride, slot, rows);
  }
  narrow(race.at, race.best, out.best, rows);
  if (out.second != nullptr) narrow(race.at_second, race.second, out.second, rows);
  // Infinite where nothing else is in the race: no decision could be less close.
  if (out.gap != nullptr)
    for (std::size_t i = 0; i < rows; ++i) out.gap[i] = race.best[i] - race.second[i];
}

}  // namespace

void pick_best(const UtilityTile& tile, std::span<const OfferSlot> slots, const Choices& out) {
  for (std::size_t first = 0; first < tile.rows(); first += chunk) {
    const std::size_t rows = std::min(chunk, tile.rows() - first);
    race_chunk(tile.data() + first, tile.stride(), slots, rows,
               {out.best + first, out.second == nullptr ? nullptr : out.second + first,
                out.gap == nullptr ? nullptr : out.gap + first});
  }
}

/// Plane by plane: one offer's utilities of all rows lie together.
void mix_feeling(UtilityTile& utility, UtilityTile& rational, UtilityTile& emotional, std::span<const float> h) {
  for (const OfferSlot slot : utility.offers())
    run_mix(utility[slot].data(), rational[slot].data(), emotional[slot].data(), h.data(), utility.rows());
}

void add_feeling(UtilityTile& utility, UtilityTile& emotional, std::span<const float> h) {
  for (const OfferSlot slot : utility.offers())
    run_add(utility[slot].data(), emotional[slot].data(), h.data(), utility.rows());
}

void count_slots(std::span<const OfferSlot> chosen, std::span<std::uint32_t> units) {
  constexpr std::size_t few = 16;  // up to here one vector pass per slot beats counting one by one
  if (units.size() <= few) {
    for (std::size_t slot = 0; slot < units.size(); ++slot)
      units[slot] += run_count(chosen.data(), static_cast<OfferSlot>(slot), chosen.size());
  } else {
    // With many offers the counts lie far apart, and one rarely waits for another.
    for (const OfferSlot slot : chosen) ++units[slot];
  }
}

}  // namespace clientele
