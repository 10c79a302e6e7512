#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/draws.h"

namespace clientele::traits_test {
namespace {

using Family = Distribution::Family;
constexpr Key key{7, 1};
constexpr Reason reason{12};

constexpr Distribution every_family[] = {{Family::constant, 2.5, 0.0},   {Family::uniform, -1.0, 3.0},
                                         {Family::normal, 1.0, 2.0},     {Family::lognormal, -0.5, 0.5},
                                         {Family::gamma, 0.7788, 1.87},  {Family::gamma, 3.0, 0.5},
                                         {Family::beta, 0.7929, 2.4258}, {Family::beta, 2.0, 2.0}};

double variance(const Distribution& d) {
  switch (d.family) {
    case Family::constant:
      return 0.0;
    case Family::uniform:
      return (d.b - d.a) * (d.b - d.a) / 12.0;
    case Family::normal:
      return d.b * d.b;
    case Family::lognormal:
      return (std::exp(d.b * d.b) - 1.0) * std::exp(2.0 * d.a + d.b * d.b);
    case Family::gamma:
      return d.a * d.b * d.b;
    case Family::beta:
      return d.a * d.b / ((d.a + d.b) * (d.a + d.b) * (d.a + d.b + 1.0));
  }
  return 0.0;
}

std::vector<std::uint32_t> first_customers(std::size_t count) {
  std::vector<std::uint32_t> customers(count);
  std::iota(customers.begin(), customers.end(), 0u);
  return customers;
}

std::vector<float> traits(const Distribution& spread, std::uint32_t item_number, std::size_t count, Key with = key) {
  std::vector<float> out(count);
  LogGammas tables;
  draw_traits({with, trait_tick, purpose(Actor::customer, reason, 1), 0}, item_number, first_customers(count), spread,
              tables, out.data());
  return out;
}

// Six standard errors of the mean; 4 % of the variance, which is more than six of its for all of these.
TEST(Traits, HaveTheMeanAndVarianceOfTheirDistribution) {
  constexpr std::size_t count = 200'000;
  for (const Distribution& spread : every_family) {
    double sum = 0.0, squares = 0.0;
    for (const double x : traits(spread, 5, count)) {
      sum += x;
      squares += (x - spread.mean()) * (x - spread.mean());
    }
    EXPECT_NEAR(sum / count, spread.mean(), 6.0 * std::sqrt(variance(spread) / count)) << int(spread.family);
    EXPECT_NEAR(squares / count, variance(spread), 0.04 * variance(spread)) << int(spread.family);
  }
}

TEST(Traits, AreTheSameForOneCustomerAndForABlock) {
  for (const Distribution& spread : every_family) {
    const auto block = traits(spread, 6, 300);
    for (const std::uint32_t customer : {0u, 1u, 17u, 255u, 256u, 299u})
      EXPECT_EQ(trait(key, reason, 1, 6, CustomerId{customer}, spread), block[customer]) << int(spread.family);
  }
}

// A seed accepted and dropped, an item or need ignored.
TEST(Traits, DifferWithSeedReplicateReasonNeedItemAndCustomer) {
  for (const Distribution& spread : every_family) {
    if (spread.is_constant()) continue;
    const std::set<double> values{trait({7, 1}, Reason{12}, 1, 6, CustomerId{3}, spread),
                                  trait({8, 1}, Reason{12}, 1, 6, CustomerId{3}, spread),
                                  trait({7, 2}, Reason{12}, 1, 6, CustomerId{3}, spread),
                                  trait({7, 1}, Reason{13}, 1, 6, CustomerId{3}, spread),
                                  trait({7, 1}, Reason{12}, 2, 6, CustomerId{3}, spread),
                                  trait({7, 1}, Reason{12}, 1, 7, CustomerId{3}, spread),
                                  trait({7, 1}, Reason{12}, 1, 10, CustomerId{3}, spread),
                                  trait({7, 1}, Reason{12}, 1, 6, CustomerId{4}, spread)};
    EXPECT_EQ(values.size(), 8u) << int(spread.family);
  }
}

// The same luck under another mean and spread: what a variant may change keeps everybody's rank.
TEST(Traits, KeepTheirRankWhenTheDistributionChanges) {
  const auto narrow = traits({Family::normal, 0.0, 1.0}, 2, 1000), wide = traits({Family::normal, 5.0, 2.0}, 2, 1000);
  const auto log = traits({Family::lognormal, 0.0, 1.0}, 2, 1000);
  for (std::size_t i = 0; i < 1000; ++i) {
    EXPECT_EQ(wide[i], 5.0f + 2.0f * narrow[i]);
    EXPECT_NEAR(log[i], std::exp(narrow[i]), 3e-7 * log[i]);
  }
}

TEST(Distribution, KnowsItsMean) {
  EXPECT_EQ(Distribution::constant(4.0).mean(), 4.0);
  EXPECT_EQ((Distribution{Family::uniform, 1.0, 4.0}.mean()), 2.5);
  EXPECT_EQ((Distribution{Family::normal, 1.0, 4.0}.mean()), 1.0);
  EXPECT_NEAR((Distribution{Family::lognormal, 1.0, 2.0}.mean()), 20.085536923187668, 1e-14 * 20.0);
  EXPECT_EQ((Distribution{Family::gamma, 3.0, 4.0}.mean()), 12.0);
  EXPECT_EQ((Distribution{Family::beta, 1.0, 3.0}.mean()), 0.25);
}

// A changed shape of a gamma moves everybody smoothly too, as it is no rejection: nobody overtakes another.
TEST(Traits, KeepTheirRankWhenAGammaChangesItsShape) {
  const auto skewed = traits({Family::gamma, 0.7788, 1.0}, 2, 1000), even = traits({Family::gamma, 3.0, 1.0}, 2, 1000);
  for (std::size_t i = 1; i < 1000; ++i)
    if (skewed[i] > 1.001F * skewed[i - 1]) {
      EXPECT_GT(even[i], even[i - 1]);
    }
}

}  // namespace
}  // namespace clientele::traits_test
