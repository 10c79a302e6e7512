#include "models/laws/bgnbd.h"

#include <array>
#include <cmath>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

namespace clientele::bgnbd_test {
namespace {

/// The CDNOW sample, 39 weeks: Fader, Hardie & Lee (2005).
constexpr BgNbd cdnow{.r = 0.2426, .alpha = 4.4135, .a = 0.7929, .b = 2.4258};
/// Its first customer, and the one bought most often.
constexpr BuyingRecord first{.repeats = 2, .recency = 30.43, .age = 38.86};

// Published: E[X(1)] .0532, E[X(39)] 1.1950, E[X(78)] 1.8576 from parameters of three to four digits.
TEST(BgNbd, GivesThePublishedRepeatsOfNewCustomers) {
  EXPECT_NEAR(repeats_within(cdnow, 1.0).mean, 0.0532, 1e-4);
  EXPECT_NEAR(repeats_within(cdnow, 39.0).mean, 1.1950, 5e-4);
  EXPECT_NEAR(repeats_within(cdnow, 78.0).mean, 1.8580, 5e-4);
  EXPECT_EQ(repeats_within(cdnow, 0.0).mean, 0.0);
}

// Given rate l and drop-out p the mean is (1 - exp(-l p t)) / p; over the rates (1 - (alpha / (alpha + p t))^r) / p.
TEST(BgNbd, RepeatsEqualTheMeanOverDropOut) {
  boost::math::quadrature::tanh_sinh<double> integrator;
  for (const BgNbd& law : {cdnow, BgNbd{3.0, 0.5, 0.2, 1.5}, BgNbd{0.05, 30.0, 5.0, 0.6}})
    for (const double time : {0.5, 20.0, 400.0}) {
      const boost::math::beta_distribution<> drop_out(law.a, law.b);
      const double mean = integrator.integrate(
          [&](double p) {
            const double of_p = -std::expm1(-law.r * std::log1p(p * time / law.alpha)) / p;
            return p < 1e-300 ? 0.0 : of_p * boost::math::pdf(drop_out, p);
          },
          0.0, 1.0);
      EXPECT_NEAR(repeats_within(law, time).mean / mean, 1.0, 1e-7) << law.r << ' ' << time;
    }
}

/// P(X(t) = x), equation 8 of the paper.
double share_repeating(const BgNbd& law, double time, int x) {
  using boost::math::beta;
  const double left = law.alpha / (law.alpha + time), bought = time / (law.alpha + time);
  const auto nbd = [&](int n) {
    return std::exp(std::lgamma(law.r + n) - std::lgamma(law.r) - std::lgamma(n + 1.0) + law.r * std::log(left) +
                    n * std::log(bought));
  };
  const double stays = beta(law.a, law.b + x) / beta(law.a, law.b) * nbd(x);
  if (x == 0) return stays;
  double fewer = 0.0;
  for (int n = 0; n < x; ++n) fewer += nbd(n);
  return stays + beta(law.a + 1.0, law.b + x - 1.0) / beta(law.a, law.b) * (1.0 - fewer);
}

TEST(BgNbd, RepeatsHaveTheMomentsOfThePublishedDistribution) {
  double mean = 0.0, square = 0.0;
  for (int x = 0; x < 700; ++x) {
    mean += x * share_repeating(cdnow, 39.0, x);
    square += double(x) * x * share_repeating(cdnow, 39.0, x);
  }
  const MeanAndVariance found = repeats_within(cdnow, 39.0);
  EXPECT_NEAR(found.mean, mean, 1e-8);
  EXPECT_NEAR(found.variance, square - mean * mean, 1e-6);
  EXPECT_NEAR(never_repeating(cdnow, 39.0), share_repeating(cdnow, 39.0, 0), 1e-14);
}

TEST(BgNbd, IsTheNbdWithoutDropOut) {
  const MeanAndVariance found = repeats_within({0.5, 4.0, 0.0, 1.0}, 20.0);
  EXPECT_NEAR(found.mean, 2.5, 1e-9);
  EXPECT_NEAR(found.variance, 2.5 + 2.5 * 2.5 / 0.5, 1e-7);
  EXPECT_EQ(probability_alive({0.5, 4.0, 0.0, 1.0}, first), 1.0);
}

// ln L of equation 3, in gamma functions.
TEST(BgNbd, HasThePublishedLikelihood) {
  for (const BuyingRecord& record : {first, BuyingRecord{0, 0, 20.0}, BuyingRecord{29, 38.0, 38.9}}) {
    const double x = record.repeats;
    using boost::math::beta;
    const double alive =
        beta(cdnow.a, cdnow.b + x) / beta(cdnow.a, cdnow.b) * std::pow(cdnow.alpha + record.age, -(cdnow.r + x));
    const double gone = x == 0 ? 0.0
                               : beta(cdnow.a + 1.0, cdnow.b + x - 1.0) / beta(cdnow.a, cdnow.b) *
                                     std::pow(cdnow.alpha + record.recency, -(cdnow.r + x));
    const double expected =
        std::lgamma(cdnow.r + x) - std::lgamma(cdnow.r) + cdnow.r * std::log(cdnow.alpha) + std::log(alive + gone);
    EXPECT_NEAR(log_likelihood(cdnow, record), expected, 1e-10);
    EXPECT_NEAR(probability_alive(cdnow, record), alive / (alive + gone), 1e-12);
  }
}

TEST(BgNbd, SlopesAreThoseOfTheLikelihood) {
  for (const BuyingRecord& record : {first, BuyingRecord{0, 0, 20.0}, BuyingRecord{29, 38.0, 38.9}}) {
    std::array<double, 4> slope{};
    log_likelihood(cdnow, record, &slope);
    constexpr double step = 1e-5;
    const std::array moved{&BgNbd::r, &BgNbd::alpha, &BgNbd::a, &BgNbd::b};
    for (std::size_t i = 0; i < 4; ++i) {
      BgNbd above = cdnow, below = cdnow;
      above.*moved[i] += step;
      below.*moved[i] -= step;
      const double difference = (log_likelihood(above, record) - log_likelihood(below, record)) / (2.0 * step);
      EXPECT_NEAR(slope[i], difference, 1e-7) << i;
    }
  }
}

// Published for the first customer of the sample: 1.226 purchases in the next 39 weeks.
TEST(BgNbd, ForecastsTheFirstCustomerAsPublished) { EXPECT_NEAR(repeats_ahead(cdnow, first, 39.0).mean, 1.226, 1e-3); }

// Either gone, with nothing to come, or alive and as a new customer of what is known by now.
TEST(BgNbd, ForecastsVaryByWhetherTheCustomerIsAlive) {
  const BuyingRecord silent{.repeats = 9, .recency = 12.0, .age = 38.86};
  const double alive = probability_alive(cdnow, silent);
  ASSERT_LT(alive, 0.3);
  const MeanAndVariance if_alive = repeats_within({cdnow.r + 9, cdnow.alpha + 38.86, cdnow.a, cdnow.b + 9}, 39.0);
  const double by_luck = alive * if_alive.variance, by_life = alive * (1.0 - alive) * if_alive.mean * if_alive.mean;
  EXPECT_NEAR(repeats_ahead(cdnow, silent, 39.0).variance, by_luck + by_life, 1e-9);
}

TEST(BgNbd, ForecastsOfANewcomerAreThoseOfAnybodyNew) {
  const MeanAndVariance ahead = repeats_ahead(cdnow, {}, 39.0), any = repeats_within(cdnow, 39.0);
  EXPECT_EQ(ahead.mean, any.mean);
  EXPECT_NEAR(ahead.variance, any.variance, 1e-12);
}

TEST(BgNbd, HoldsForBuyersWhoseZeroClassUnderflows) {
  const MeanAndVariance found = repeats_within({900.0, 1.0, 0.0, 1.0}, 2.0);
  EXPECT_NEAR(found.mean, 1800.0, 1e-6);
  EXPECT_NEAR(found.variance, 1800.0 + 1800.0 * 2.0, 1e-3);
}

}  // namespace
}  // namespace clientele::bgnbd_test
