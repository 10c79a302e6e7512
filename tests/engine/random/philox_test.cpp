#include "engine/random/philox.h"

#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/address.h"
#include "engine/random/draws.h"
#include "engine/random/philox_block.h"
#include "engine/random/stream.h"

#if __has_include(<Random123/philox.h>)
#include <Random123/philox.h>
#endif

namespace clientele::philox_test {
namespace {

// Salmon et al. (2011), Random123: kat_vectors, philox4x32 with 10 rounds.
TEST(Philox, GivesThePublishedKnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, IsAConstant) {
  static_assert(philox({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5);
  static_assert(philox({1, 0, 0, 0}, {0, 0})[0] != philox({0, 1, 0, 0}, {0, 0})[0]);
}

#if __has_include(<Random123/philox.h>)
TEST(Philox, EqualsRandom123) {
  std::mt19937 rng(1);
  for (int i = 0; i < 10'000; ++i) {
    const Counter at{std::uint32_t(rng()), std::uint32_t(rng()), std::uint32_t(rng()), std::uint32_t(rng())};
    const Key key{std::uint32_t(rng()), std::uint32_t(rng())};
    const auto theirs = r123::Philox4x32()({{at.actor, at.tick, at.purpose, at.item}}, {{key.seed, key.replicate}});
    EXPECT_EQ(philox(at, key), (Words{theirs[0], theirs[1], theirs[2], theirs[3]}));
  }
}
#endif

std::vector<Lanes> available_lanes() {
  std::vector<Lanes> lanes;
  for (const Lanes each : {Lanes::one, Lanes::eight, Lanes::sixteen})
    if (each <= widest_lanes()) lanes.push_back(each);
  return lanes;
}

// Sizes around every vector's end; ids with high bits, since vectors hold two of them in one lane.
TEST(PhiloxBlock, EqualsTheScalarWordByWordAtEveryWidthAndSize) {
  std::mt19937 rng(2);
  for (const Lanes lanes : available_lanes()) {
    for (const std::size_t size : {0, 1, 7, 8, 9, 15, 16, 17, 31, 33, 250}) {
      std::vector<std::uint32_t> actors(size);
      for (auto& actor : actors) actor = std::uint32_t(rng());
      const Counter at{7, std::uint32_t(rng()), std::uint32_t(rng()), std::uint32_t(rng())};
      const Key key{std::uint32_t(rng()), std::uint32_t(rng())};
      std::array<std::vector<std::uint32_t>, 4> out;
      for (auto& row : out) row.assign(size + 1, 99);
      philox_block(actors, at, key, {out[0].data(), out[1].data(), out[2].data(), out[3].data()}, lanes);
      for (std::size_t i = 0; i < size; ++i) {
        const Words words = philox({actors[i], at.tick, at.purpose, at.item}, key);
        for (std::size_t k = 0; k < 4; ++k) ASSERT_EQ(out[k][i], words[k]) << size << " " << i;
      }
      for (const auto& row : out) EXPECT_EQ(row[size], 99u) << "wrote beyond the end";
    }
  }
}

TEST(DrawWords, ArePhiloxAtTheAddress) {
  const DrawAddress address{{5, 6}, tick_word(-3), purpose(Actor::organisation, Reason{9}, 2), 4};
  const std::vector<std::uint32_t> actors{3, 1, 4, 1, 5, 9, 2, 6, 5};
  std::array<std::array<std::uint32_t, 9>, 4> out;
  draw_words(address, actors, 11, {out[0].data(), out[1].data(), out[2].data(), out[3].data()});
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const Words words = philox({actors[i], 0x80000000u - 3, 1u << 28 | 9u << 16 | 2u, 4u << 16 | 11u}, {5, 6});
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(out[k][i], words[k]);
  }
}

TEST(Address, KeepsItsFieldsApart) {
  static_assert(purpose(Actor::customer, Reason{0}, 0) == 0);
  static_assert(purpose(Actor::market, Reason{4095}, 65535) == 0x3fffffff);
  static_assert(purpose(Actor::organisation, Reason{1}, 0) != purpose(Actor::customer, Reason{1}, 0));
  static_assert(item(1, 0) == 0x10000 && item(0, 65535) == 0xffff);
  static_assert(tick_word(0) == 0x80000000 && tick_word(-1) == 0x7fffffff && tick_word(1) == 0x80000001);
  EXPECT_NE(tick_word(-100'000), trait_tick);
}

TEST(AddressDeathTest, RefusesFieldsThatRunIntoEachOther) {
  if (!checks_are_on) GTEST_SKIP() << "our own promises are checked in debug and CI builds";
  EXPECT_DEATH(purpose(Actor::customer, Reason{4096}), "address");
  EXPECT_DEATH(purpose(Actor::customer, Reason{0}, 65536), "address");
  EXPECT_DEATH(item(65536), "address");
  EXPECT_DEATH(item(0, 65536), "address");
  EXPECT_DEATH(Stream({}, {0, 0, 0, 1}), "address");
}

TEST(Stream, GivesTheWordsOfItsAddressOneAfterTheOther) {
  const Key key{1, 2};
  Stream stream(key, {3, 4, 5, item(6)});
  for (std::uint32_t group = 0; group < 3; ++group)
    for (const std::uint32_t word : philox({3, 4, 5, item(6, group)}, key)) EXPECT_EQ(stream(), word);
}

TEST(Stream, UniformIsMadeOfTwoWordsAndNeverZeroOrOne) {
  Stream words({1, 2}, {3, 4, 5, item(6)}), numbers({1, 2}, {3, 4, 5, item(6)});
  double sum = 0.0;
  for (int i = 0; i < 10'000; ++i) {
    const double high = words(), low = words(), u = numbers.uniform();
    ASSERT_NEAR(u, high * 0x1p-32 + low * 0x1p-64, 0x1p-52);
    ASSERT_TRUE(u > 0.0 && u < 1.0);
    sum += u;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 5.0 * 0.2887 / 100.0);  // five standard errors: false alarm 6e-7
}

}  // namespace
}  // namespace clientele::philox_test
