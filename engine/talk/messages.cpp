#include "engine/talk/messages.h"

#include <algorithm>
#include <bit>

#include "engine/core/check.h"
#include "engine/core/vector.h"

namespace clientele {
namespace {

/// Codes of valence: 1 to 31, so that 0 (neither good nor bad) is one of them.
constexpr float steps = 15.0F;
constexpr std::uint32_t middle = 16;  ///< code of a valence of 0; code 0 is left for nothing
constexpr float trust_steps = 255.0F;

/// Keeps what one friend of each row said. Hardly any of it is new: a few rows at a time become a mask of those that
/// are.
CLIENTELE_INLINE std::size_t sift(const std::uint32_t* words, const std::uint32_t* ids, std::size_t rows,
                                  std::uint32_t stamp, Heard* __restrict out) {
  // As many as a mask has bits. The first loop has no branches, so that compilers turn it into vectors.
  constexpr std::size_t few = 32;
  std::size_t n = 0;
  for (std::size_t first = 0; first < rows; first += few) {
    const std::size_t count = std::min(few, rows - first);
    std::uint32_t said = 0;
    for (std::size_t r = 0; r < count; ++r) {
      const std::uint32_t word = words[ids[first + r]];
      said |= static_cast<std::uint32_t>(word >> 16 == stamp && word % 32 != 0) << r;
    }
    // Clears the lowest bit each time: rows come out in their order, and rows without news cost nothing.
    for (; said != 0; said &= said - 1) {
      const std::size_t r = first + static_cast<std::size_t>(std::countr_zero(said));
      out[n++] = {static_cast<std::uint32_t>(r), ids[r]};
    }
  }
  return n;
}

/// Where all words lie near: there is nothing to fetch ahead.
CLIENTELE_VECTOR static std::size_t sift_near(const std::uint32_t* words, const std::uint32_t* ids, std::size_t rows,
                                              std::uint32_t stamp, Heard* out) {
  return sift(words, ids, rows, stamp, out);
}

/// The same where words lie far apart: those of the next rows are on their way while these are looked at.
std::size_t sift_far(const std::uint32_t* words, const std::uint32_t* ids, std::size_t rows, std::uint32_t stamp,
                     Heard* out) {
  std::size_t n = 0;
  for (std::size_t first = 0; first < rows; first += rows_ahead) {
    const std::size_t count = std::min(rows_ahead, rows - first);
    for (std::size_t r = first + rows_ahead; r < std::min(rows, first + 2 * rows_ahead); ++r)
      __builtin_prefetch(words + ids[r]);
    const std::size_t found = sift(words, ids + first, count, stamp, out + n);
    // `sift` counts rows from the part that it was given.
    for (std::size_t i = n; i < n + found; ++i) out[i].row += static_cast<std::uint32_t>(first);
    n += found;
  }
  return n;
}

/// Edges of a file are any number for each customer, so they are walked row by row. What one customer hears comes in
/// the order of its friends here too.
void hear_edges(const std::uint32_t* words, const FriendLists& friends, std::span<const std::uint32_t> who, int tick,
                std::vector<Heard>& heard) {
  for (std::size_t r = 0; r < who.size(); ++r)
    for (std::uint64_t e = friends.starts[who[r]]; e < friends.starts[who[r] + 1]; ++e)
      if (const std::uint32_t speaker = friends.ids[e]; Message::said(words[speaker], tick))
        heard.push_back({static_cast<std::uint32_t>(r), speaker});
}

/// By row, what one customer hears in the order of its friends: each row is counted and then filled. Friends hand out
/// what is heard one after the other, each of them for all rows.
void sort_by_row(std::span<const Heard> heard, std::size_t rows, std::vector<Heard>& sorted) {
  thread_local std::vector<std::uint32_t> next;
  next.assign(rows + 1, 0);
  for (const Heard& one : heard) ++next[one.row + 1];
  for (std::size_t r = 1; r <= rows; ++r) next[r] += next[r - 1];
  sorted.resize(heard.size());
  for (const Heard& one : heard) sorted[next[one.row]++] = one;
}

}  // namespace

/// Half a step is added before the rest is cut off, so that valences go to the nearest step and not to the one below.
std::uint32_t Message::word(int tick) const {
  const float code = std::clamp(valence, -1.0F, 1.0F) * steps + static_cast<float>(middle) + 0.5F;
  return stamp(tick) << 16 | topic << 5 | static_cast<std::uint32_t>(code);
}

Message Message::in(std::uint32_t word) {
  const float code = static_cast<float>(word % 32) - static_cast<float>(middle);
  return {.topic = (word >> 5) % topics, .valence = code / steps};
}

/// Never zero times: whoever says something has said it once.
std::uint16_t Manner::word() const {
  const std::uint32_t often = std::clamp(times, 1U, most_times);
  return static_cast<std::uint16_t>(often << 8 |
                                    static_cast<std::uint32_t>(std::clamp(trust, 0.0F, 1.0F) * trust_steps + 0.5F));
}

Manner Manner::in(std::uint16_t word) {
  return {.times = std::uint32_t{word} >> 8, .trust = static_cast<float>(word % 256) / trust_steps};
}

/// Both come as multiples of a step, so that rounding takes them back to the codes.
void Hearsay::add(const Message& message, const Manner& manner) {
  const auto step = static_cast<std::int32_t>(message.valence * steps + (message.valence < 0.0F ? -0.5F : 0.5F));
  times += manner.times;
  trust_ += manner.times * static_cast<std::uint32_t>(manner.trust * trust_steps + 0.5F);
  if (step > 0) praises += manner.times, praise_ += manner.times * static_cast<std::uint32_t>(step);
  if (step < 0) blames += manner.times, blame_ += manner.times * static_cast<std::uint32_t>(-step);
}

float Hearsay::mean(std::uint32_t sum, std::uint32_t count) {
  return count == 0 ? 0.0F : static_cast<float>(sum) / (steps * static_cast<float>(count));
}

float Hearsay::trust() const { return static_cast<float>(trust_) / (trust_steps * static_cast<float>(times)); }

/// A customer hears of few topics in a tick: those of its row are looked through one by one.
void put_together(std::span<const Heard> heard, const Column& words, const Column& manners, std::size_t rows,
                  std::vector<Hearsay>& out) {
  check(manners.store() == Store::u16 && manners.row_step() == 1, "manners are one short word a customer");
  out.clear();
  if (heard.empty()) return;
  thread_local std::vector<Heard> sorted;
  sort_by_row(heard, rows, sorted);
  for (const auto& [row, speaker] : sorted) {
    const Message message = Message::in(words.data<std::uint32_t>()[speaker]);
    std::size_t at = out.size();
    while (at > 0 && out[at - 1].row == row && out[at - 1].topic != message.topic) --at;
    if (at == 0 || out[at - 1].row != row) at = out.size() + 1, out.emplace_back(row, message.topic);
    out[at - 1].add(message, Manner::in(manners.data<std::uint16_t>()[speaker]));
  }
}

void hear_friends(const Column& published, const FriendLists& friends, std::span<const std::uint32_t> who, int tick,
                  std::vector<Heard>& heard) {
  check(published.store() == Store::u32 && published.row_step() == 1, "messages are one word a customer");
  const std::uint32_t* words = published.data<std::uint32_t>();
  heard.clear();
  if (friends.starts != nullptr) return hear_edges(words, friends, who, tick, heard);
  const std::size_t rows = who.size();
  std::size_t n = 0;
  for (std::uint32_t m = 0; m < friends.degree; ++m) {
    // Room for everybody to have said something; what was not is cut off at the end.
    heard.resize(n + rows);
    const auto listen = published.bytes().size() > far_bytes ? sift_far : sift_near;
    n += listen(words, friends.ids + m * friends.stride, rows, Message::stamp(tick), heard.data() + n);
  }
  heard.resize(n);
}

}  // namespace clientele
