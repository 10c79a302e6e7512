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

/// How something was said: a second, shorter word, which is read only of those who are heard. So the walk through
/// friends, who hardly ever say anything, goes through four bytes a customer.
struct Manner {
  static constexpr std::uint32_t most_times = 255;

  std::uint32_t times = 1;  ///< how often it was said in the tick, 1 to most_times
  float trust = 0.0F;       ///< of who said it in what it was about, 0 to 1, kept in steps of 1/255

  std::uint16_t word() const;
  static Manner in(std::uint16_t word);
};

/// Few rows hear anything in a tick, so what is heard is a list and no plane.
struct Heard {
  std::uint32_t row = 0;      ///< of the listener
  std::uint32_t speaker = 0;  ///< whose word it heard
};

/// Whom the customers `who` hear of what their friends said in `tick`: `published` holds a word of each customer. By
/// friend and row, so that what one customer hears comes in the order of its friends. Draws nothing.
void hear_friends(const Column& published, const FriendLists& friends, std::span<const std::uint32_t> who, int tick,
                  std::vector<Heard>& heard);

/// What one listener heard about one topic in a tick, from all friends together. Integers, so that the order of friends
/// does not show.
class Hearsay {
 public:
  Hearsay(std::uint32_t listener, std::uint32_t about) : row(listener), topic(about) {}
  /// Another message about the same topic.
  void add(const Message& message, const Manner& manner);

  std::uint32_t row;          ///< of the listener
  std::uint32_t topic;        ///< what it was about
  std::uint32_t praises = 0;  ///< how often it was praised
  std::uint32_t blames = 0;   ///< how often it was blamed
  std::uint32_t times = 0;    ///< how often it was spoken of, what was neither good nor bad included; never 0
  /// How wholehearted praise was in the mean, 0 to 1; 0 where there was none.
  float praise() const { return mean(praise_, praises); }
  /// The same of blame, 0 to 1 too.
  float blame() const { return mean(blame_, blames); }
  /// How far those trust it who spoke of it, in the mean of all that was said.
  float trust() const;

 private:
  static float mean(std::uint32_t steps, std::uint32_t count);
  std::uint32_t praise_ = 0, blame_ = 0;  ///< in steps of valence
  std::uint32_t trust_ = 0;               ///< in steps of trust
};

/// Puts together what was heard: by row, topics of a row in the order of friends. `words` and `manners` are the columns
/// of both words, `rows` is how many customers listened. Draws nothing.
void put_together(std::span<const Heard> heard, const Column& words, const Column& manners, std::size_t rows,
                  std::vector<Hearsay>& out);

}  // namespace clientele
