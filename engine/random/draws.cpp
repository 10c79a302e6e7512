#include "engine/random/draws.h"

#include <algorithm>

#include <boost/random/beta_distribution.hpp>

#include "engine/core/check.h"
#include "engine/core/vector.h"
#include "engine/math/exact.h"
#include "engine/random/philox_block.h"
#include "engine/random/stream.h"
#include "engine/random/words.h"

namespace clientele {
namespace {

using math::Exact;

/// Actors worked on at a time: their words (4 KiB) stay in the first-level cache.
constexpr std::size_t chunk = 256;

/// Four words an address come together: a tile holds all of them, so that four items cost one.
struct WordTile {
  alignas(64) std::array<std::array<std::uint32_t, chunk>, 4> rows;

  void fill(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t group) {
    const Counter at{0, address.tick, address.purpose, item(address.occasion, group)};
    philox_block(actors, at, address.key, {rows[0].data(), rows[1].data(), rows[2].data(), rows[3].data()});
  }
};

/// Calls use(from, size, words) for every chunk, with the words that belong to `item`.
template <class Use>
void for_words(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t item_number, Use use) {
  WordTile tile;
  for (std::size_t from = 0; from < actors.size(); from += chunk) {
    const std::size_t size = std::min(chunk, actors.size() - from);
    tile.fill(address, actors.subspan(from, size), item_number / 4);
    use(from, size, tile.rows[item_number % 4].data());
  }
}

/// Calls use(words, size, row) for every slot and chunk, `row` being where the slot's numbers of that chunk stand.
template <class Use>
void for_slots(const DrawAddress& address, std::span<const std::uint32_t> actors, SlotRange slots, float* tile,
               std::size_t stride, Use use) {
  WordTile words;
  for (std::size_t from = 0; from < actors.size(); from += chunk) {
    const std::size_t size = std::min(chunk, actors.size() - from);
    for (std::uint32_t k = 0; k < slots.count; ++k) {
      const std::uint32_t slot = slots.first + k;
      if (k == 0 || slot % 4 == 0) words.fill(address, actors.subspan(from, size), slot / 4);
      use(words.rows[slot % 4].data(), size, tile + k * stride + from);
    }
  }
}

// Loops of their own, so that each is compiled for every level of vectors.
CLIENTELE_VECTOR void write_gumbels(const std::uint32_t* __restrict words, std::size_t size, float* __restrict out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = gumbel_of(words[i]);
}

CLIENTELE_VECTOR void sum_gumbels(const std::uint32_t* __restrict words, std::size_t size, float* __restrict out) {
  for (std::size_t i = 0; i < size; ++i) out[i] += gumbel_of(words[i]);
}

CLIENTELE_VECTOR void write_normals(const std::uint32_t* __restrict words, std::size_t size, float* __restrict out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = normal_of(words[i]);
}

CLIENTELE_VECTOR void write_uniforms(const std::uint32_t* __restrict words, std::size_t size, float* __restrict out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = uniform_of(words[i]);
}

CLIENTELE_VECTOR void write_log_gammas(const LogGamma& table, const std::uint32_t* __restrict words, std::size_t size,
                                       float* __restrict out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = table.of(words[i]);
}

/// A standard number made one of the distribution asked for.
CLIENTELE_VECTOR void scale(float* values, std::size_t size, float start, float step) {
  for (std::size_t i = 0; i < size; ++i) values[i] = start + step * values[i];
}

CLIENTELE_VECTOR void exponentiate(float* values, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) values[i] = math::exp(values[i]);
}

/// 1 where there may be an event, 0 where there is surely none: in float, with a margin of ten times its error.
CLIENTELE_VECTOR void flag_events(const std::uint32_t* __restrict words, const float* __restrict mean, std::size_t size,
                                  std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < size; ++i)
    out[i] = probability(halves(words[i])) < (1.0f - math::exp(-mean[i])) + 1e-6f ? 1 : 0;
}

/// What fits a byte; a mean for which more is likely is no number of events in a tick.
constexpr int most_events = 255;

/// The number n with P(N > n) <= v < P(N >= n). v is at least 1e-10, so the upper tail may be had by subtraction.
/// Double throughout: a float tail would lose the rare many.
std::uint8_t count_events(double mean, double v) {
  if (mean > 700.0) return most_events;  // exp(-mean) is nearly 0, and so is the chance of fewer
  double term = math::exp(-mean), tail = 1.0 - term;
  int count = 0;
  while (v < tail && count < most_events) {
    term *= mean / ++count;
    tail -= term;
  }
  return static_cast<std::uint8_t>(count);
}

/// Calls draw(stream) for each customer, on the stream of the given item.
template <class Draw>
void draw_rejecting(const DrawAddress& address, std::span<const std::uint32_t> customers, std::uint32_t item_number,
                    float* out, Draw draw) {
  for (std::size_t i = 0; i < customers.size(); ++i) {
    Stream stream(address.key, {customers[i], address.tick, address.purpose, item(item_number + 1)});
    out[i] = static_cast<float>(draw(stream));
  }
}

}  // namespace

/// Not by tiles: whoever asks for words has room for all of them.
void draw_words(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t group,
                std::array<std::uint32_t*, 4> out) {
  philox_block(actors, {0, address.tick, address.purpose, item(address.occasion, group)}, address.key, out);
}

void draw_gumbels(const DrawAddress& address, std::span<const std::uint32_t> actors, SlotRange slots, float* tile,
                  std::size_t stride) {
  for_slots(address, actors, slots, tile, stride, write_gumbels);
}

void add_gumbels(const DrawAddress& address, std::span<const std::uint32_t> actors, SlotRange slots, float* tile,
                 std::size_t stride) {
  for_slots(address, actors, slots, tile, stride, sum_gumbels);
}

void draw_normals(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t item_number,
                  float* out) {
  for_words(address, actors, item_number, [out](std::size_t from, std::size_t size, const std::uint32_t* words) {
    write_normals(words, size, out + from);
  });
}

void draw_uniforms(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t item_number,
                   float* out) {
  for_words(address, actors, item_number, [out](std::size_t from, std::size_t size, const std::uint32_t* words) {
    write_uniforms(words, size, out + from);
  });
}

/// Most customers have no event in most ticks: a quick look sorts them out, and only the rest are counted, in double.
void draw_poisson(const DrawAddress& address, std::span<const std::uint32_t> actors, const float* mean,
                  std::uint8_t* out) {
  for_words(address, actors, 0, [=](std::size_t from, std::size_t size, const std::uint32_t* words) {
    flag_events(words, mean + from, size, out + from);
    for (std::size_t i = 0; i < size; ++i)
      if (out[from + i] != 0) out[from + i] = count_events(mean[from + i], (words[i] + 0.5) * 0x1p-32);
  });
}

void draw_log_gammas(const DrawAddress& address, std::span<const std::uint32_t> actors, std::uint32_t item_number,
                     const LogGamma& table, float* out) {
  for_words(address, actors, item_number, [&](std::size_t from, std::size_t size, const std::uint32_t* words) {
    write_log_gammas(table, words, size, out + from);
  });
}

/// Beta goes one by one, through Boost, as it rejects: slow, and done once a run.
void draw_traits(const DrawAddress& address, std::uint32_t item_number, std::span<const std::uint32_t> customers,
                 const Distribution& spread, LogGammas& tables, float* out) {
  using Family = Distribution::Family;
  check(item_number < 65535 && address.occasion == 0, "the occasions of a trait are left to its streams");
  const float a = static_cast<float>(spread.a), b = static_cast<float>(spread.b);
  switch (spread.family) {
    case Family::constant:
      std::fill_n(out, customers.size(), a);
      return;
    case Family::uniform:
      draw_uniforms(address, customers, item_number, out);
      return scale(out, customers.size(), a, b - a);
    case Family::normal:
      draw_normals(address, customers, item_number, out);
      return scale(out, customers.size(), a, b);
    case Family::lognormal:
      draw_normals(address, customers, item_number, out);
      scale(out, customers.size(), a, b);
      return exponentiate(out, customers.size());
    case Family::gamma:
      draw_log_gammas(address, customers, item_number, tables.of(spread.a), out);
      exponentiate(out, customers.size());
      return scale(out, customers.size(), 0.0F, b);
    case Family::beta:
      return draw_rejecting(address, customers, item_number, out, [&](Stream& stream) {
        return boost::random::beta_distribution<Exact>(spread.a, spread.b)(stream);
      });
  }
}

/// The same words as in a block, so it does not matter which of them is asked.
double trait(Key key, Reason reason, std::uint32_t subject, std::uint32_t item_number, CustomerId customer,
             const Distribution& spread) {
  float value = 0.0f;
  LogGammas tables;
  draw_traits({key, trait_tick, purpose(Actor::customer, reason, subject), 0}, item_number, {&customer.value, 1},
              spread, tables, &value);
  return value;
}

}  // namespace clientele
