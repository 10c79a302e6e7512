#include "engine/random/log_gamma.h"

#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <gtest/gtest.h>

#include "engine/random/draws.h"

namespace clientele::log_gamma_test {
namespace {

/// From the smallest share of a brand of the least S that is asked for to the largest S.
constexpr double shapes[] = {1e-6, 1e-4, 0.001, 0.026, 0.1, 0.325, 0.7788, 1.0, 1.3, 5.0, 50.0, 1000.0};

std::vector<float> draws(const DrawAddress& address, std::uint32_t item_number, double shape, std::size_t count) {
  std::vector<std::uint32_t> customers(count);
  std::iota(customers.begin(), customers.end(), 0U);
  std::vector<float> out(count);
  draw_log_gammas(address, customers, item_number, LogGamma(shape), out.data());
  return out;
}

DrawAddress address(Key key = {7, 1}, std::uint32_t subject = 1) {
  return {key, trait_tick, purpose(Actor::customer, Reason{12}, subject), 0};
}

/// ln of the value that a Gamma number falls below with the probability of a word; by Boost, which goes by Q where P is
/// nearly 1.
double exact(double shape, std::uint32_t word) {
  const double below = (word + 0.5) * 0x1p-32, above = (static_cast<double>(~word) + 0.5) * 0x1p-32;
  const double value = below < 0.5 ? boost::math::gamma_p_inv(shape, below) : boost::math::gamma_q_inv(shape, above);
  return value > 1e-290 ? std::log(value) : (std::log(below) + std::lgamma(1.0 + shape)) / shape;
}

// Both ends of the words among them. Catches a shifted table, a lower tail without its constant, a table too coarse.
TEST(LogGamma, IsTheInverseOfTheGammaDistribution) {
  for (const double shape : shapes) {
    const LogGamma table(shape);
    for (std::uint64_t k = 0; k <= 64; ++k)
      for (const std::uint64_t word : {k * 0x3ffffff, std::uint64_t{1} << std::min<std::uint64_t>(k, 31),
                                       0xffffffff - (std::uint64_t{1} << std::min<std::uint64_t>(k, 31)), k}) {
        if (word > 0xffffffff) continue;
        const double truth = exact(shape, static_cast<std::uint32_t>(word));
        EXPECT_NEAR(table.of(static_cast<std::uint32_t>(word)), truth, 3e-5 + 1e-6 * std::abs(truth))
            << "shape " << shape << ", word " << word;
      }
  }
}

// Up to a unit of the last place of a float. Words near each other differ by less than that in the middle.
TEST(LogGamma, NeverFallsWithTheWord) {
  for (const double shape : shapes) {
    const LogGamma table(shape);
    float before = table.of(0);
    for (std::uint64_t word = 1; word <= 0xffffffff; word += 1 + std::min(word, 0xffffffff - word) / 300) {
      const float now = table.of(static_cast<std::uint32_t>(word));
      EXPECT_GE(now, before - 1e-6F * std::max(1.0F, std::abs(before))) << shape << ' ' << word;
      before = now;
    }
  }
}

// E ln Gamma(alpha) = digamma(alpha), variance trigamma(alpha). Six standard errors. At alpha = 0.001 most draws of a
// Gamma itself would be 0 in double.
TEST(LogGamma, HasTheMeanAndVarianceOfTheLogOfAGamma) {
  constexpr std::size_t count = 40'000;
  for (const double alpha : shapes) {
    double sum = 0.0, squares = 0.0;
    const double mean = boost::math::digamma(alpha), spread = boost::math::trigamma(alpha);
    for (const float taste : draws(address(), 2, alpha, count)) {
      ASSERT_TRUE(std::isfinite(taste));
      sum += taste;
      squares += (taste - mean) * (taste - mean);
    }
    EXPECT_NEAR(sum / count, mean, 6.0 * std::sqrt(spread / count)) << alpha;
    EXPECT_NEAR(squares / count, spread, 0.1 * spread) << alpha;
  }
}

// What a variant may change moves everybody a little and nobody past another: rejection would draw them anew.
TEST(LogGamma, MovesSmoothlyWithTheShape) {
  const auto low = draws(address(), 2, 0.325, 1000), high = draws(address(), 2, 0.375, 1000);
  for (std::size_t i = 1; i < 1000; ++i) {
    EXPECT_GT(high[i], low[i]);
    EXPECT_LT(high[i] - low[i], 0.2 + 0.2 * std::abs(low[i]));
    if (low[i] > low[i - 1] + 1e-4) {
      EXPECT_GT(high[i], high[i - 1]);
    }
  }
}

TEST(LogGamma, DiffersBySeedSlotNeedAndCustomer) {
  const std::set<float> values{draws(address({1, 0}), 0, 0.4, 1).front(), draws(address({2, 0}), 0, 0.4, 1).front(),
                               draws(address({1, 0}, 2), 0, 0.4, 1).front(), draws(address({1, 0}), 1, 0.4, 1).front(),
                               draws(address({1, 0}), 0, 0.4, 2).back()};
  EXPECT_EQ(values.size(), 5u);
}

// A block draws by them item by item: a table for each call would cost a hundred times the draws.
TEST(LogGammas, MakeATableOnce) {
  LogGammas tables;
  const LogGamma* first = &tables.of(0.4);
  EXPECT_NE(&tables.of(0.41), first);
  EXPECT_EQ(&tables.of(0.4), first);
}

// Shares may be as small as a file can write them.
TEST(LogGamma, StaysFiniteForShapesNextToNothing) {
  for (const double shape : {1e-300, 1e-40, 1e-12})
    for (const std::uint32_t word : {0U, 0x80000000U, 0xffffffffU})
      EXPECT_TRUE(std::isfinite(LogGamma(shape).of(word))) << shape;
}

}  // namespace
}  // namespace clientele::log_gamma_test
