#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/random/philox.h"

namespace clientele {

/// How many actors are worked on at once: a matter of speed, the words are the same.
enum class Lanes { one, eight, sixteen };

/// The most that this processor can do; found once.
Lanes widest_lanes();

/// Philox for many actors at the address `at` (its own actor is not used): word k of actors[i] to out[k][i].
/// `lanes` is for tests; more than `widest_lanes()` is not allowed.
void philox_block(std::span<const std::uint32_t> actors, Counter at, Key key, std::array<std::uint32_t*, 4> out,
                  Lanes lanes = widest_lanes());

}  // namespace clientele
