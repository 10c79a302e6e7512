#include "engine/population/sums.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

#include <gtest/gtest.h>

namespace clientele::sums_test {
namespace {

constexpr Per per_thing{1};                       ///< a dimension as models declare them
constexpr std::size_t customers = 4'096 + 1'237;  ///< the last block is not full, and no multiple of a vector

struct Summed {
  Store store;
  Sight sight;
  std::uint32_t items;
  float low = 0.0F, high = 1.0F;
};

/// A column of every value that its store can hold, in no order.
class SummedColumn {
 public:
  explicit SummedColumn(const Summed& of, std::size_t groups = 1) : groups_(groups) {
    requests_.ask_for("test");
    key_ = requests_.own({.name = "state",
                          .per = per_thing,
                          .store = of.store,
                          .sight = of.sight,
                          .unit = {},
                          .meaning = {},
                          .low = of.low,
                          .high = of.high});
    constant_.emplace(requests_, Share::constant, customers, Extents{{per_thing, of.items}});
    evolving_.emplace(requests_, Share::evolving, customers, Extents{{per_thing, of.items}});
    for (std::size_t c = 0; groups > 1 && c < customers; ++c)
      group_of_.push_back(static_cast<std::uint8_t>(c * c % groups));
  }
  Column& column() { return (*evolving_)[key_]; }

  /// The sums of all blocks by sum_items, and by a plain loop.
  std::vector<double> sums() {
    std::vector<double> all;
    for_each_block([&](const CustomerBlock& block, std::span<double> out) {
      sum_items(block, key_, group_of_, out);
      all.insert(all.end(), out.begin(), out.end());
    });
    return all;
  }
  std::vector<double> plain() {
    std::vector<double> all;
    for_each_block([&](const CustomerBlock& block, std::span<double> out) {
      std::fill(out.begin(), out.end(), 0.0);
      for (const std::uint32_t c : block.who())
        for (std::size_t i = 0; i < column().items(); ++i)
          out[(group_of_.empty() ? 0 : group_of_[c]) * column().items() + i] += column().get(c, i);
      all.insert(all.end(), out.begin(), out.end());
    });
    return all;
  }

 private:
  template <class Visit>
  void for_each_block(const Visit& visit) {
    std::vector<double> out(groups_ * column().items(), -1.0);
    for (std::size_t first = 0; first < customers; first += 4'096) {
      std::vector<std::uint32_t> who(std::min<std::size_t>(4'096, customers - first));
      std::iota(who.begin(), who.end(), static_cast<std::uint32_t>(first));
      visit(CustomerBlock({&*constant_, &*evolving_, group_of_, &scratch_}, who, true), out);
    }
  }

  std::size_t groups_;
  ColumnRequests requests_;
  OwnColumn key_;
  std::optional<Columns> constant_, evolving_;
  std::vector<std::uint8_t> group_of_;
  Scratch scratch_;
};

/// Doubles as their bits: == takes both zeros for one.
std::vector<std::uint64_t> bits_of(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

std::uint32_t scrambled(std::size_t n) { return static_cast<std::uint32_t>(n) * 2'654'435'761U >> 8U; }

void expect_plain_sums(const Summed& of, std::size_t groups, const std::function<float(std::size_t)>& value) {
  SummedColumn summed(of, groups);
  for (std::size_t c = 0; c < customers; ++c)
    for (std::size_t i = 0; i < of.items; ++i) summed.column().set(c, i, value(c * of.items + i));
  EXPECT_EQ(bits_of(summed.sums()), bits_of(summed.plain()))
      << "store " << static_cast<int>(of.store) << ", sight " << static_cast<int>(of.sight) << ", " << of.items
      << " items from " << of.low << " to " << of.high << ", " << groups << " groups";
}

TEST(SumItems, EqualAPlainLoopToTheBitWhateverTheStore) {
  for (const Store store : {Store::f32, Store::bounded16, Store::u8, Store::u16, Store::u32})
    for (const Sight sight : {Sight::own, Sight::published})
      for (const std::uint32_t items : {1U, 5U, 8U, 11U})
        for (const std::size_t groups : {1U, 3U, 11U})
          expect_plain_sums({store, sight, items, 0.0F, 1.0F}, groups, [&](std::size_t n) {
            const auto x = static_cast<float>(scrambled(n));
            return store == Store::f32 || store == Store::bounded16 ? x / 16'777'216.0F : std::fmod(x, 251.0F);
          });
}

TEST(SumItems, EqualAPlainLoopWhateverTheBoundsOfCodes) {
  for (const auto& bounds : {std::pair{-1.0F, 1.0F}, {0.3F, 0.4F}, {-0.1F, 7.0F}, {1e-12F, 1.0F}, {-3.0F, 0.0F}}) {
    const float low = bounds.first, high = bounds.second;
    for (const Sight sight : {Sight::own, Sight::published})
      for (const std::size_t groups : {1U, 2U})
        expect_plain_sums({Store::bounded16, sight, 5, low, high}, groups, [&](std::size_t n) {
          return n % 3 == 0 ? low : low + (high - low) * static_cast<float>(scrambled(n)) / 16'777'216.0F;
        });
  }
}

TEST(SumItems, KeepTheOrderWhereSumsAreRounded) {
  // Numbers so different that a double cannot hold all their digits: what is lost depends on the order.
  for (const std::size_t groups : {1U, 2U})
    expect_plain_sums({Store::f32, Sight::own, 2}, groups, [](std::size_t n) {
      const float size = n % 7 == 0 ? 1e9F : 1.234e-3F;
      return (n % 3 == 0 ? -size : size) * static_cast<float>(1 + scrambled(n) % 1000);
    });
}

TEST(SumItems, EqualAPlainLoopWithZerosOfBothSigns) {
  for (const std::size_t groups : {1U, 2U}) {
    expect_plain_sums({Store::f32, Sight::own, 1}, groups, [](std::size_t) { return -0.0F; });
    expect_plain_sums({Store::f32, Sight::own, 3}, groups,
                      [](std::size_t n) { return n % 5 == 0 ? -0.75F : (n % 2 == 0 ? 0.0F : -0.0F); });
  }
}

}  // namespace
}  // namespace clientele::sums_test
