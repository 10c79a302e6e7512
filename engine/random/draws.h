#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/core/ids.h"
#include "engine/random/address.h"
#include "engine/random/distribution.h"
#include "engine/random/log_gamma.h"
#include "engine/random/philox.h"

/// Random numbers by address (docs/random.md). Every number is a function of key, actor, tick, purpose, occasion and
/// item alone: not of who else is in the block, nor of what else is drawn.
namespace clientele {

/// What the draws of a block have in common. `tick` and `purpose` come from `tick_word` and `purpose`.
struct DrawAddress {
  Key key;
  std::uint32_t tick = 0, purpose = 0, occasion = 0;
};

/// Word k of actors[i] to out[k][i].
void draw_words(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t group,
                std::array<std::uint32_t*, 4> out);

/// Slots that follow each other.
struct SlotRange {
  /// A number alone means the first so many.
  constexpr SlotRange(std::uint32_t slots) : count(slots) {}
  constexpr SlotRange(std::uint32_t from, std::uint32_t slots) : first(from), count(slots) {}
  std::uint32_t first = 0, count = 0;
};

/// Standard Gumbel noise of slots to tile[k * stride + i], k counted from the first of them. Slot s takes word s % 4 of
/// group s / 4, so a further slot leaves the noise of the others as it was.
void draw_gumbels(const DrawAddress& address, std::span<const std::uint32_t> actors, SlotRange slots, float* tile,
                  std::size_t stride);

/// The same noise, added to what is in the tile.
void add_gumbels(const DrawAddress& address, std::span<const std::uint32_t> actors, SlotRange slots, float* tile,
                 std::size_t stride);

/// One standard normal for each actor, from word item % 4 of group item / 4.
void draw_normals(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t item, float* out);

/// One uniform in (0, 1) for each actor, from all 32 bits of word item % 4 of group item / 4.
void draw_uniforms(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t item, float* out);

/// One Poisson count for each actor, at most 255, from word 0 of group 0, by the inverse of the upper tail:
/// count >= n where v < P(N >= n). So a larger mean never gives a twin fewer events. No events where the
/// mean is not positive.
void draw_poisson(const DrawAddress& address, std::span<const std::uint32_t> actors, const float* mean,
                  std::uint8_t* out);

/// The log of a Gamma number of `table` for each actor, from word item % 4 of group item / 4.
void draw_log_gammas(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t item,
                     const LogGamma& table, float* out);

/// A fixed trait of each customer, spread as `spread` says. All but beta take one word by inverse distribution
/// function: word item % 4 of group item / 4 of occasion 0. Beta rejects, so it takes a stream of its own, that of
/// occasion item + 1; hence `item` < 65,535 and address.occasion = 0. Shapes and scales of gamma and beta are positive.
/// `tables` keeps what a gamma is read from.
void draw_traits(const DrawAddress& address, std::uint32_t item, std::span<const std::uint32_t> customers,
                 const Distribution& spread, LogGammas& tables, float* out);

/// The same for one customer, at the tick word of traits.
double trait(Key key, Reason reason, std::uint32_t subject, std::uint32_t item, CustomerId customer,
             const Distribution& spread);

}  // namespace clientele
