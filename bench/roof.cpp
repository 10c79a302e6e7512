#include "bench/roof.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "engine/core/memory.h"
#include "engine/random/philox_block.h"
#include "engine/random/words.h"
#include "engine/schedule/parallel.h"

namespace clientele::bench {
namespace {

constexpr std::uint32_t tile_rows = 512;  ///< all scratch of a tile stays in the nearest two caches
/// Five brands leave three lanes unused; the one after the brands takes what those "learn" who buy nothing.
constexpr std::uint32_t lanes = 8;   ///< a row of satisfactions padded to 16 bytes: one load per friend
constexpr std::uint32_t ahead = 24;  ///< rows between asking for friends' rows and reading them
constexpr std::size_t far_bytes = std::size_t{4} << 20;  ///< from here on friends are not in the cache

/// What a customer is, one plane each.
/// Planes of a tile follow each other, so a tile's traits are 12 KiB in one piece.
enum Trait : std::uint32_t { weight, sensitivity = attributes, feeling, traits };

struct Tile {
  std::uint32_t first, rows;
};

/// Scratch of one thread.
/// Everything between drawing and choosing stays here, 64 KiB, and is overwritten by the next tile: no value of a week
/// but choices and satisfactions is ever written to memory.
struct alignas(64) Scratch {
  std::uint32_t who[tile_rows];
  std::uint32_t words[8][tile_rows];
  std::uint32_t friend_ids[friends][tile_rows];
  std::uint32_t felt[tile_rows][lanes];
  float noise[alternatives][tile_rows];
  float luck[tile_rows];
};

/// Four words of luck for each row, at one address: to words[4 * group] and the next three.
/// Word w of group g lands in plane 4 g + w, so that plane s holds the word of alternative or friend s.
void draw(const Luck& luck, Counter at, Tile tile, Scratch& scratch) {
  auto* out = scratch.words + 4 * at.item;
  philox_block({scratch.who, tile.rows}, at, luck.key, {out[0], out[1], out[2], out[3]});
}

CLIENTELE_VECTOR static void lognormals(const std::uint32_t* words, float log_mean, float log_sd, Tile tile,
                                        float* out) {
  for (std::uint32_t r = 0; r < tile.rows; ++r) out[r] = math::exp(log_mean + log_sd * normal_of(words[r]));
}

CLIENTELE_VECTOR static void uniforms(const std::uint32_t* words, Tile tile, float* out) {
  for (std::uint32_t r = 0; r < tile.rows; ++r) out[r] = uniform_of(words[r]);
}

/// Once for each customer, at the tick word of traits, which no lived week has.
void draw_traits(const Luck& luck, Tile tile, Scratch& scratch, float* plane) {
  draw(luck, {0, trait_tick, luck.weights, 0}, tile, scratch);
  for (std::uint32_t a = 0; a < attributes; ++a)
    lognormals(scratch.words[a], weight_log_mean, weight_log_sd, tile, plane + (weight + a) * tile_rows);
  draw(luck, {0, trait_tick, luck.sensitivity, 0}, tile, scratch);
  lognormals(scratch.words[0], price_log_mean, price_log_sd, tile, plane + sensitivity * tile_rows);
  draw(luck, {0, trait_tick, luck.feeling, 0}, tile, scratch);
  uniforms(scratch.words[0], tile, plane + feeling * tile_rows);
}

/// By friend, then by row: ids of a plane are computed many at a time, and read across planes later.
CLIENTELE_VECTOR static void find_friends(std::uint32_t customers, Tile tile, Scratch& scratch) {
  for (std::uint32_t m = 0; m < friends; ++m)
    for (std::uint32_t r = 0; r < tile.rows; ++r)
      scratch.friend_ids[m][r] = friend_of(tile.first + r, m, scratch.words[m][r], customers);
}

/// From all 32 bits of a word: with 24 luck would round to infinity once in 17 million draws (engine/random/words.h).
CLIENTELE_VECTOR static void find_noise(Tile tile, Scratch& scratch) {
  for (std::uint32_t s = 0; s < alternatives; ++s)
    for (std::uint32_t r = 0; r < tile.rows; ++r) scratch.noise[s][r] = gumbel_of(scratch.words[s][r]);
}

/// A tenth of friends are anywhere in memory; the processor cannot guess them, but we know them 24 rows before.
void prefetch_friends(const std::uint16_t* codes, const Scratch& scratch, std::uint32_t r) {
  for (std::uint32_t m = 0; m < friends; ++m) __builtin_prefetch(codes + std::size_t{scratch.friend_ids[m][r]} * lanes);
}

/// 16 own codes plus the sum of friends' codes: 8 times (2 s + w), in steps of the code.
/// In integers, which add exactly in any order; turned into a float once, when choosing.
CLIENTELE_VECTOR static void hear(const std::uint16_t* codes, bool far, Tile tile, Scratch& scratch) {
  for (std::uint32_t r = 0; r < tile.rows; ++r) {
    if (far && r + ahead < tile.rows) prefetch_friends(codes, scratch, r + ahead);
    const std::uint16_t* own = codes + std::size_t{tile.first + r} * lanes;
    std::uint32_t sum[lanes];
    for (std::uint32_t l = 0; l < lanes; ++l) sum[l] = 16u * own[l];
    for (std::uint32_t m = 0; m < friends; ++m) {
      const std::uint16_t* row = codes + std::size_t{scratch.friend_ids[m][r]} * lanes;
      for (std::uint32_t l = 0; l < lanes; ++l) sum[l] += row[l];
    }
    for (std::uint32_t l = 0; l < lanes; ++l) scratch.felt[r][l] = sum[l];
  }
}

/// All of utility in registers, which is what terms that can be plugged in cannot have. `felt_base` gathers what is
/// constant: 2 (low + s) + (low + w) - 1 of codes counted from `low`, in eighths of a step. Brands are unrolled, so
/// that their prices and attributes become constants of the code.
CLIENTELE_VECTOR static void choose(const float* plane, Tile tile, const Scratch& scratch, std::uint8_t* choice) {
  constexpr float felt_base = 3.f * lowest_satisfaction - 1.f, felt_step = satisfaction_step / friends;
  for (std::uint32_t r = 0; r < tile.rows; ++r) {
    const float b = plane[sensitivity * tile_rows + r], e = plane[feeling * tile_rows + r];
    float best = scratch.noise[outside][r];
    std::uint32_t chosen = outside;
#pragma GCC unroll 5
    for (std::uint32_t k = 0; k < brands; ++k) {
      float reason = -b * price[k];
      for (std::uint32_t a = 0; a < attributes; ++a) reason += plane[(weight + a) * tile_rows + r] * attribute[k][a];
      const float felt = felt_base + felt_step * static_cast<float>(static_cast<std::int32_t>(scratch.felt[r][k]));
      const float utility = reason + e * (felt - reason) + scratch.noise[k][r];
      chosen = utility > best ? k : chosen;
      best = utility > best ? utility : best;
    }
    choice[r] = static_cast<std::uint8_t>(chosen);
  }
}

/// One number a customer, whatever it chose: the mean of the brand is added when it learns.
CLIENTELE_VECTOR static void find_deliveries(Tile tile, Scratch& scratch) {
  for (std::uint32_t r = 0; r < tile.rows; ++r) scratch.luck[r] = quality_spread * normal_of(scratch.words[0][r]);
}

/// Whoever bought nothing "learns" in the unused lane of that number: cheaper than a branch nobody can foresee.
/// Rounded to the nearest code and held within 16 bits, as the engine's column does.
void learn(const std::uint8_t* choice, Tile tile, const Scratch& scratch, std::uint16_t* codes, Counts& counts) {
  static constexpr float mean[alternatives] = {quality[0], quality[1], quality[2], quality[3], quality[4], 0.f};
  for (std::uint32_t r = 0; r < tile.rows; ++r) {
    const std::uint32_t k = choice[r];
    ++counts[k];
    std::uint16_t& code = codes[std::size_t{tile.first + r} * lanes + k];
    const float before = lowest_satisfaction + satisfaction_step * static_cast<float>(code);
    const float after = before + learning * (mean[k] + scratch.luck[r] - before);
    const float scaled = (after - lowest_satisfaction) * (1.f / satisfaction_step) + .5f;
    code = static_cast<std::uint16_t>(static_cast<std::int32_t>(std::clamp(scaled, 0.f, 65535.f)));
  }
}

/// Satisfaction starts in all lanes, the unused ones included, so that learning never reads what nobody wrote.
class Roof final : public Market {
 public:
  explicit Roof(const Size& size)
      : size_(size),
        team_(size.threads),
        tiles_((size.customers + tile_rows - 1) / tile_rows),
        traits_(std::size_t{tiles_} * traits * tile_rows * sizeof(float)),
        satisfactions_(std::size_t{size.customers} * lanes * sizeof(std::uint16_t)),
        choices_(size.customers),
        workers_(team_.threads()) {
    constexpr auto start = static_cast<std::uint16_t>((first_satisfaction - lowest_satisfaction) / satisfaction_step);
    for_each_tile([&](Tile tile, Worker& worker) {
      draw_traits(size_.luck, tile, worker.scratch, plane(tile));
      std::fill_n(codes() + std::size_t{tile.first} * lanes, tile.rows * lanes, start);
    });
  }

  std::vector<Counts> live(int weeks) override {
    std::vector<Counts> result;
    for (int i = 0; i < weeks; ++i) result.push_back(live_week());
    return result;
  }

 private:
  struct Worker {
    Scratch scratch;
    Counts counts;
  };

  /// Two passes, as everybody hears what friends felt last week: learning at once would let a friend's new satisfaction
  /// through. Counts are integers by worker, so their sum does not depend on who worked on what.
  Counts live_week() {
    const std::uint32_t tick = tick_word(week_++);
    // By the size of all satisfactions: below it friends are in a cache anyhow.
    const bool far = satisfactions_.size() > far_bytes;
    for_each_tile([&](Tile tile, Worker& worker) { decide(tick, far, tile, worker.scratch); });
    for (Worker& worker : workers_) worker.counts = {};
    for_each_tile([&](Tile tile, Worker& worker) {
      draw(size_.luck, {0, tick, size_.luck.experience, 0}, tile, worker.scratch);
      find_deliveries(tile, worker.scratch);
      learn(choices_.data() + tile.first, tile, worker.scratch, codes(), worker.counts);
    });
    Counts sum{};
    for (const Worker& worker : workers_)
      for (std::uint32_t k = 0; k < alternatives; ++k) sum[k] += worker.counts[k];
    return sum;
  }

  /// The first friends are asked for before the noise is drawn, so that they are there when it is.
  void decide(std::uint32_t tick, bool far, Tile tile, Scratch& scratch) {
    for (std::uint32_t g = 0; g < 2; ++g) draw(size_.luck, {0, trait_tick, size_.luck.network, g}, tile, scratch);
    find_friends(size_.customers, tile, scratch);
    for (std::uint32_t r = 0; far && r < std::min(ahead, tile.rows); ++r) prefetch_friends(codes(), scratch, r);
    for (std::uint32_t g = 0; g < 2; ++g) draw(size_.luck, {0, tick, size_.luck.choice, g}, tile, scratch);
    find_noise(tile, scratch);
    hear(codes(), far, tile, scratch);
    choose(plane(tile), tile, scratch, choices_.data() + tile.first);
  }

  template <class Body>
  /// Eight tiles are the 4,096 customers of the engine's block: the same grain of parallel work.
  void for_each_tile(Body body) {
    constexpr std::uint32_t tiles_at_once = 8;
    team_.for_each_block((tiles_ + tiles_at_once - 1) / tiles_at_once, [&](std::size_t group, unsigned worker) {
      const auto begin = static_cast<std::uint32_t>(group) * tiles_at_once;
      for (std::uint32_t t = begin; t < std::min(begin + tiles_at_once, tiles_); ++t) {
        const Tile tile{t * tile_rows, std::min(tile_rows, size_.customers - t * tile_rows)};
        std::iota(workers_[worker].scratch.who, workers_[worker].scratch.who + tile.rows, tile.first);
        body(tile, workers_[worker]);
      }
    });
  }

  /// Tiles before this one are full, so its planes begin after as many values as they hold.
  float* plane(Tile tile) { return reinterpret_cast<float*>(traits_.data()) + std::size_t{tile.first} * traits; }
  std::uint16_t* codes() { return reinterpret_cast<std::uint16_t*>(satisfactions_.data()); }

  Size size_;
  Team team_;
  std::uint32_t tiles_;
  LargeArray traits_, satisfactions_;
  std::vector<std::uint8_t> choices_;
  std::vector<Worker> workers_;
  int week_ = 0;
};

}  // namespace

std::unique_ptr<Market> roof(const Size& size) { return std::make_unique<Roof>(size); }

}  // namespace clientele::bench
