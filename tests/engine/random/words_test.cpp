#include "engine/random/words.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/math/exact.h"

namespace clientele::words_test {
namespace {

constexpr std::uint32_t last = 0xffffffffu;

long double probability_of(std::uint32_t w) { return (w + 0.5L) * 0x1p-32L; }

long double true_gumbel(std::uint32_t w) { return -std::log(-std::log1p(-probability_of(w))); }

/// 100,000 words spread over the range, and as many crowded towards both ends.
template <class Visit>
void for_many_words(Visit visit) {
  for (std::uint32_t i = 0; i < 100'000; ++i) visit(i * 42'949u + i % 7);
  for (std::uint32_t i = 0; i < 50'000; ++i) {
    const auto near = static_cast<std::uint32_t>(std::exp2(32.0 * i / 50'000.0));
    visit(near);
    visit(~near);
  }
}

TEST(Gumbel, IsFiniteAtEveryExtremeWord) {
  for (const std::uint32_t w :
       {0u, 1u, 2u, 127u, 128u, 1u << 23, 1u << 24, 1u << 31, (1u << 31) - 1, last - 128, last - 1, last})
    EXPECT_NEAR(gumbel_of(w), static_cast<double>(true_gumbel(w)), 2e-6) << w;
  EXPECT_NEAR(gumbel_of(0), 22.8739, 1e-4);
  EXPECT_NEAR(gumbel_of(last), -3.1300, 1e-4);
}

// Kills: taking ln(1 - v) from the rounded 1 - v near 1 (errors up to everything), a wrong coefficient.
TEST(Gumbel, IsAccurateAtBothEnds) {
  double worst = 0.0;
  for_many_words([&](std::uint32_t w) {
    const long double truth = true_gumbel(w);
    worst = std::max(worst, static_cast<double>(std::fabs(gumbel_of(w) - truth) / std::max(1.0L, std::fabs(truth))));
  });
  EXPECT_LT(worst, 2.5e-7);
}

TEST(Gumbel, FallsAsTheWordRisesButForTheLastPlace) {
  for_many_words([](std::uint32_t w) {
    if (w == last) return;
    const float here = gumbel_of(w), next = gumbel_of(w + 1);
    EXPECT_LE(next, here + 3e-7f * std::max(1.0f, std::fabs(here))) << w;
  });
}

/// How many of the 2^32 words give more than `level`, for a form that falls in the word; by bisection.
template <class Form>
double words_above(Form form, float level) {
  std::uint64_t low = 0, high = std::uint64_t{1} << 32;
  while (low < high) {
    const std::uint64_t middle = (low + high) / 2;
    if (form(static_cast<std::uint32_t>(middle)) > level)
      low = middle + 1;
    else
      high = middle;
  }
  return static_cast<double>(low);
}

/// The usual form: 24 bits of the word, one float logarithm inside the other.
float gumbel_with_24_bits(std::uint32_t w) {
  const float u = (static_cast<float>(~w >> 8) + 0.5f) * 0x1p-24f;
  return -std::log(-std::log(u));
}

// No sampling: the chance of more than t is counted to the word. The usual form has 256 words, or none, for each
// step of its uniform; the last step rounds to 1 and gives infinity.
TEST(Gumbel, HasTheTailThatTheUsualFormLacks) {
  const auto expected = [](double t) { return -std::expm1(-std::exp(-t)) * 0x1p32; };
  for (const float t : {-3.0f, -1.0f, 0.0f, 2.0f, 5.0f, 10.0f, 15.0f, 17.0f, 19.0f, 21.0f, 22.0f})
    EXPECT_NEAR(words_above(gumbel_of, t), expected(t), 1.0 + 1e-6 * expected(t)) << t;
  EXPECT_GT(words_above(gumbel_with_24_bits, 17.0f), 1.4 * expected(17.0));
  EXPECT_GT(words_above(gumbel_with_24_bits, 22.0f), 10.0 * expected(22.0));
}

// Midpoints of 2^20 equal strata: the error of these sums is far below the tolerance.
TEST(Gumbel, HasTheMeanAndVarianceOfTheLaw) {
  double sum = 0.0, squares = 0.0;
  for (std::uint32_t i = 0; i < 1u << 20; ++i) {
    const double g = gumbel_of((i << 12) + 2048);
    sum += g;
    squares += g * g;
  }
  const double mean = sum / (1 << 20);
  EXPECT_NEAR(mean, 0.5772157, 2e-6);
  EXPECT_NEAR(squares / (1 << 20) - mean * mean, 1.6449341, 1e-4);
}

TEST(Normal, IsExactlySymmetric) {
  for_many_words([](std::uint32_t w) { EXPECT_EQ(normal_of(~w), -normal_of(w)); });
}

// Kills: a wrong coefficient, the two regions swapped, a region's border moved.
TEST(Normal, IsTheInverseOfTheNormalCdf) {
  double worst = 0.0;
  for_many_words([&](std::uint32_t w) {
    const double p = static_cast<double>(w <= last / 2 ? probability_of(w) : probability_of(~w));
    const double truth = w <= last / 2 ? math::normal_quantile(p) : -math::normal_quantile(p);
    worst = std::max(worst, std::fabs(normal_of(w) - truth) / std::fabs(truth));
  });
  EXPECT_LT(worst, 1e-6);
  EXPECT_NEAR(normal_of(0), -6.33796, 1e-5);
  EXPECT_NEAR(normal_of(last), 6.33796, 1e-5);
}

TEST(Uniform, StaysInsideTheOpenInterval) {
  EXPECT_EQ(uniform_of(0), 0x1p-33f);
  EXPECT_EQ(uniform_of(last), 1.0f - 0x1p-24f);
  EXPECT_EQ(uniform_of(last - 127), 1.0f - 0x1p-24f);
  for_many_words([](std::uint32_t w) {
    EXPECT_NEAR(uniform_of(w), static_cast<double>(probability_of(w)), 6e-8 * static_cast<double>(probability_of(w)));
  });
}

}  // namespace
}  // namespace clientele::words_test
