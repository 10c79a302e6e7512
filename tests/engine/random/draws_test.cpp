#include "engine/random/draws.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/words.h"

namespace clientele::draws_test {
namespace {

constexpr DrawAddress somewhere{{11, 3}, tick_word(4), purpose(Actor::customer, Reason{5}, 1), 2};

std::vector<std::uint32_t> first_actors(std::size_t count) {
  std::vector<std::uint32_t> actors(count);
  std::iota(actors.begin(), actors.end(), 0u);
  return actors;
}

std::uint32_t word_at(const DrawAddress& at, std::uint32_t actor, std::uint32_t number) {
  return philox({actor, at.tick, at.purpose, item(at.occasion, number / 4)}, at.key)[number % 4];
}

std::vector<float> gumbels(const DrawAddress& at, const std::vector<std::uint32_t>& actors, std::uint32_t slots) {
  std::vector<float> tile(slots * actors.size());
  draw_gumbels(at, actors, slots, tile.data(), actors.size());
  return tile;
}

// 600 actors: more than two chunks and a rest. Kills: a chunk's offset, a slot's word or group mixed up.
TEST(DrawGumbels, GivesEverySlotItsOwnWord) {
  auto actors = first_actors(600);
  std::reverse(actors.begin(), actors.end());
  const auto tile = gumbels(somewhere, actors, 9);
  for (std::uint32_t slot = 0; slot < 9; ++slot)
    for (std::size_t i = 0; i < actors.size(); ++i)
      ASSERT_EQ(tile[slot * actors.size() + i], gumbel_of(word_at(somewhere, actors[i], slot))) << slot << " " << i;
}

TEST(DrawGumbels, LeavesTheOtherSlotsAloneWhenOneIsAdded) {
  const auto actors = first_actors(37);
  const auto few = gumbels(somewhere, actors, 5), more = gumbels(somewhere, actors, 6);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), more.begin()));
}

TEST(DrawGumbels, DependsOnWhoOneIsNotOnWhoElseIsThere) {
  const std::vector<std::uint32_t> crowd = first_actors(300), alone{217};
  const auto together = gumbels(somewhere, crowd, 3), single = gumbels(somewhere, alone, 3);
  for (std::size_t slot = 0; slot < 3; ++slot) EXPECT_EQ(single[slot], together[slot * 300 + 217]);
}

TEST(DrawGumbels, DifferWithEveryPartOfTheAddress) {
  const auto actors = first_actors(8);
  const auto here = gumbels(somewhere, actors, 4);
  for (int part = 0; part < 5; ++part) {
    DrawAddress other = somewhere;
    std::uint32_t* const parts[] = {&other.key.seed, &other.key.replicate, &other.tick, &other.purpose,
                                    &other.occasion};
    ++*parts[part];
    const auto there = gumbels(other, actors, 4);
    for (std::size_t i = 0; i < here.size(); ++i) EXPECT_NE(here[i], there[i]) << "part " << part;
  }
}

TEST(DrawGumbels, WritesNothingBetweenTheRows) {
  const auto actors = first_actors(20);
  std::vector<float> tile(3 * 24, -77.0f);
  draw_gumbels(somewhere, actors, 3, tile.data(), 24);
  for (std::size_t slot = 0; slot < 3; ++slot)
    for (std::size_t i = 0; i < 24; ++i) EXPECT_EQ(tile[slot * 24 + i] == -77.0f, i >= 20);
}

// Whoever asks for some slots alone, wherever they begin within a group of four words, gets what all would have.
TEST(DrawGumbels, GivesSlotsFromTheMiddleTheSameNoise) {
  const auto actors = first_actors(300);
  const auto all = gumbels(somewhere, actors, 12);
  for (std::uint32_t first = 0; first < 6; ++first) {
    std::vector<float> some(6 * actors.size());
    draw_gumbels(somewhere, actors, {first, 6}, some.data(), actors.size());
    for (std::size_t i = 0; i < some.size(); ++i) ASSERT_EQ(some[i], all[first * actors.size() + i]) << first;
  }
}

TEST(AddGumbels, AddsTheSameNoise) {
  const auto actors = first_actors(300);
  const auto noise = gumbels(somewhere, actors, 5);
  std::vector<float> tile(noise.size(), 1.5f);
  add_gumbels(somewhere, actors, 5, tile.data(), actors.size());
  for (std::size_t i = 0; i < noise.size(); ++i) EXPECT_EQ(tile[i], 1.5f + noise[i]);
}

// False alarm 1e-6: Kolmogorov's law gives P(sqrt(n) D > 2.693) = 1e-6. Kills: any wrong transform of the words.
TEST(DrawGumbels, FollowsTheGumbelLaw) {
  auto sample = gumbels(somewhere, first_actors(50'000), 4);
  std::sort(sample.begin(), sample.end());
  const double n = static_cast<double>(sample.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double law = std::exp(-std::exp(-static_cast<double>(sample[i])));
    distance = std::max({distance, std::fabs(law - i / n), std::fabs(law - (i + 1) / n)});
  }
  EXPECT_LT(std::sqrt(n) * distance, 2.693);
}

// False alarm 1e-6: chi-square with 63 degrees of freedom (the margins are not fitted) exceeds 131.37 as often.
TEST(DrawGumbels, MakesNeighbouringSlotsIndependent) {
  constexpr std::size_t count = 200'000;
  const auto tile = gumbels(somewhere, first_actors(count), 2);
  const auto cell = [](float g) {
    return std::min(7, static_cast<int>(8.0 * std::exp(-std::exp(-static_cast<double>(g)))));
  };
  double counts[8][8] = {};
  for (std::size_t i = 0; i < count; ++i) ++counts[cell(tile[i])][cell(tile[count + i])];
  double chi_square = 0.0;
  for (const auto& row : counts)
    for (const double c : row) chi_square += (c - count / 64.0) * (c - count / 64.0) / (count / 64.0);
  EXPECT_LT(chi_square, 131.37);
}

TEST(DrawNormals, TakeTheWordOfTheirItem) {
  const auto actors = first_actors(600);
  std::vector<float> normals(600), uniforms(600);
  for (const std::uint32_t number : {0u, 3u, 6u}) {
    draw_normals(somewhere, actors, number, normals.data());
    draw_uniforms(somewhere, actors, number, uniforms.data());
    for (std::size_t i = 0; i < 600; ++i) {
      ASSERT_EQ(normals[i], normal_of(word_at(somewhere, actors[i], number)));
      ASSERT_EQ(uniforms[i], uniform_of(word_at(somewhere, actors[i], number)));
    }
  }
}

double upper_tail(int n, long double mean) {  // P(N >= n)
  long double term = std::exp(-mean), tail = 1.0L;
  for (int k = 0; k < n; ++k) {
    tail -= term;
    term *= mean / (k + 1);
  }
  return static_cast<double>(tail);
}

std::uint8_t poisson(std::uint32_t actor, float mean) {
  std::uint8_t count = 0;
  draw_poisson(somewhere, {&actor, 1}, &mean, &count);
  return count;
}

TEST(DrawPoisson, IsTheInverseOfTheUpperTail) {
  for (std::uint32_t actor = 0; actor < 5000; ++actor) {
    const double v = (word_at(somewhere, actor, 0) + 0.5) * 0x1p-32;
    for (const float mean : {0.01f, 0.3f, 1.0f, 4.5f, 40.0f}) {
      const int n = poisson(actor, mean);
      ASSERT_GT(upper_tail(n, mean), v);
      ASSERT_LE(upper_tail(n + 1, mean), v);
    }
  }
}

// The float filter must not swallow an event that the exact rule grants: means a hair around each customer's own.
TEST(DrawPoisson, GrantsTheFirstEventExactlyWhereTheTailPassesTheUniform) {
  for (std::uint32_t actor = 0; actor < 20'000; ++actor) {
    const double v = (word_at(somewhere, actor, 0) + 0.5) * 0x1p-32;
    const float border = static_cast<float>(-std::log1p(-v));
    EXPECT_EQ(poisson(actor, border * (1.0f - 4e-7f)), 0);
    EXPECT_GE(poisson(actor, border * (1.0f + 4e-7f)), 1);
  }
}

TEST(DrawPoisson, NeverGivesATwinFewerEventsForALargerMean) {
  for (std::uint32_t actor = 0; actor < 200; ++actor) {
    int before = 0;
    for (float mean = 0.0f; mean < 30.0f; mean += 0.05f) {
      const int now = poisson(actor, mean);
      ASSERT_GE(now, before) << actor << " at " << mean;
      before = now;
    }
  }
}

TEST(DrawPoisson, KnowsItsEdges) {
  for (std::uint32_t actor = 0; actor < 100; ++actor) {
    EXPECT_EQ(poisson(actor, 0.0f), 0);
    EXPECT_EQ(poisson(actor, -2.0f), 0);
    EXPECT_EQ(poisson(actor, std::numeric_limits<float>::quiet_NaN()), 0);
    EXPECT_EQ(poisson(actor, 690.0f), 255);
    EXPECT_EQ(poisson(actor, std::numeric_limits<float>::infinity()), 255);
  }
}

// Six standard errors of mean and variance: false alarm below 1e-8.
TEST(DrawPoisson, HasTheMeanAndVarianceOfTheLaw) {
  constexpr double count = 200'000;
  const auto actors = first_actors(200'000);
  for (const float mean : {0.02f, 0.5f, 3.0f}) {
    std::vector<float> means(actors.size(), mean);
    std::vector<std::uint8_t> events(actors.size());
    draw_poisson(somewhere, actors, means.data(), events.data());
    double sum = 0.0, squares = 0.0;
    for (const double n : events) {
      sum += n;
      squares += (n - mean) * (n - mean);
    }
    EXPECT_NEAR(sum / count, mean, 6.0 * std::sqrt(mean / count));
    EXPECT_NEAR(squares / count, mean, 6.0 * std::sqrt((mean + 2.0 * mean * mean) / count));
  }
}

}  // namespace
}  // namespace clientele::draws_test
