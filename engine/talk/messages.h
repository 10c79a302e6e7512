#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/network/network.h"
#include "engine/population/columns.h"

namespace clientele {

/// What somebody said in a tick, packed into one word: when, about what, and how well of it. Nobody clears words: they
/// are heard in the tick after their stamp alone (and once more 65,536 ticks later, which no run is long enough for).
struct Message {
  static constexpr std::uint32_t topics = 2048;
  static constexpr std::uint32_t nothing = 0;  ///< says nothing, whatever the tick

  std::uint32_t topic = 0;  ///< below `topics`
  float valence = 0.0F;     ///< -1 the worst to 1 the best, kept in steps of 1/15

  std::uint32_t word(int tick) const;
  /// What a word says, whenever it was said; the word says something.
  static Message in(std::uint32_t word);
  /// Whether a word was said in `tick` and says something.
  static bool said(std::uint32_t word, int tick) { return word % 32 != 0 && word >> 16 == stamp(tick); }
  /// Ticks since a word was said, below 65,536.
  static std::uint32_t age(std::uint32_t word, int now) { return (stamp(now) - (word >> 16)) & 0xffffU; }
  static constexpr std::uint32_t stamp(int tick) { return static_cast<std::uint32_t>(tick) & 0xffffU; }
};

/// Few rows hear anything in a tick, so what is heard is a list and no plane.
struct Heard {
  std::uint32_t row = 0;   ///< of the listener
  std::uint32_t word = 0;  ///< what it heard
};

/// What the customers `who` hear of what their friends said in `tick`: `published` holds a word of each customer. By
/// friend and row, so that what one customer hears comes in the order of its friends. Draws nothing.
void hear_friends(const Column& published, const FriendLists& friends, std::span<const std::uint32_t> who, int tick,
                  std::vector<Heard>& heard);

}  // namespace clientele
