#pragma once

#include <cstdint>
#include <type_traits>

#include "engine/core/check.h"

namespace clientele {

/// Whose luck it is: the highest 4 bits of the purpose.
enum class Actor : std::uint8_t { customer, organisation, network, market };

/// What a number is drawn for; 12 bits. Every layer that draws keeps an append-only list of its reasons.
/// A reason that is no longer drawn for keeps its number: another use would repeat old luck.
struct Reason {
  std::uint16_t value = 0;
};

/// Refuses an address whose fields would run into each other: two purposes would share their luck.
constexpr void require_address(bool fits) {
  if (!fits && (checks_are_on || std::is_constant_evaluated()))
    broken_promise("the fields of a draw's address fit their bits");
}

/// The purpose word: 4 bits actor, 12 bits reason, 16 bits subject, such as which of several markets it is about.
constexpr std::uint32_t purpose(Actor actor, Reason reason, std::uint32_t subject = 0) {
  require_address(static_cast<std::uint32_t>(actor) < 16 && reason.value < 4096 && subject < 65536);
  return static_cast<std::uint32_t>(actor) << 28 | std::uint32_t{reason.value} << 16 | subject;
}

/// The item word: 16 bits occasion within the tick, 16 bits group of four words.
constexpr std::uint32_t item(std::uint32_t occasion, std::uint32_t group = 0) {
  require_address(occasion < 65536 && group < 65536);
  return occasion << 16 | group;
}

/// The tick word of what a customer is rather than lives through.
inline constexpr std::uint32_t trait_tick = 0;

/// The tick word of a lived tick. Burn-in ticks are negative; none of them meets `trait_tick`.
constexpr std::uint32_t tick_word(int tick) { return static_cast<std::uint32_t>(tick) + 0x80000000u; }

}  // namespace clientele
