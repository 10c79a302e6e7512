#pragma once

#include <array>
#include <cstdint>

#include "engine/core/vector.h"

namespace clientele {

/// Which run: the scenario's seed and the replicate.
struct Key {
  std::uint32_t seed = 0, replicate = 0;
};

/// Which draw of that run (docs/random.md): whose, when, what for, and which occasion and group of four words.
/// In the order in which Philox takes its words; purpose and item hold several fields each, see address.h.
struct Counter {
  std::uint32_t actor = 0, tick = 0, purpose = 0, item = 0;
};

/// The four random words at one address.
using Words = std::array<std::uint32_t, 4>;

/// The constants of Philox 4x32.
inline constexpr std::array<std::uint32_t, 2> philox_multiplier{0xD2511F53u, 0xCD9E8D57u};
inline constexpr std::array<std::uint32_t, 2> philox_weyl{0x9E3779B9u, 0xBB67AE85u};

/// Philox 4x32-10, a counter-based generator: the words are a function of address and key, so nothing is stored and
/// a new draw shifts no other. Counter words in the order of `Counter`, key words in that of `Key`.
/// Source: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3; passes BigCrush.
CLIENTELE_INLINE constexpr Words philox(Counter counter, Key key) {
  std::uint32_t a = counter.actor, b = counter.tick, c = counter.purpose, d = counter.item;
  std::uint32_t k0 = key.seed, k1 = key.replicate;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p = std::uint64_t{philox_multiplier[0]} * a;
    const std::uint64_t q = std::uint64_t{philox_multiplier[1]} * c;
    a = static_cast<std::uint32_t>(q >> 32) ^ b ^ k0;
    c = static_cast<std::uint32_t>(p >> 32) ^ d ^ k1;
    b = static_cast<std::uint32_t>(q);
    d = static_cast<std::uint32_t>(p);
    k0 += philox_weyl[0];
    k1 += philox_weyl[1];
  }
  return {a, b, c, d};
}

}  // namespace clientele
