#include "models/laws/dirichlet.h"

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::dirichlet_test {
namespace {

/// UK toothpaste, first quarter of 1973, AGB panel of 5,240 households. Parameters and figures of the R package
/// NBDdirichlet, which reproduces Goodhardt, Ehrenberg & Chatfield (1984); the base period is the quarter.
DirichletLaw toothpaste() {
  return {.category = {.mean = 1.4560, .shape = 0.7788},
          .s = 1.2953,
          .shares = {0.25, 0.19, 0.10, 0.10, 0.09, 0.08, 0.03, 0.02}};
}
constexpr std::size_t brands = 8;
using Figures = std::array<double, brands>;

constexpr Figures penetration_in_quarter{.1999, .1568, .0866, .0866, .0784, .0700, .0270, .0181};
constexpr Figures purchases_in_quarter{1.8205, 1.7642, 1.6815, 1.6815, 1.6725, 1.6634, 1.6188, 1.6099};
constexpr Figures category_in_quarter{3.1614, 3.2164, 3.3018, 3.3018, 3.3115, 3.3212, 3.3707, 3.3808};
constexpr Figures penetration_in_year{.3852, .3116, .1808, .1808, .1645, .1479, .0587, .0396};
constexpr Figures purchases_in_year{3.7799, 3.5508, 3.2217, 3.2217, 3.1862, 3.1510, 2.9782, 2.9444};
constexpr Figures also_buy_with_colgate{1.0, .186, .103, .103, .093, .083, .032, .022};

/// The published figures come from parameters before they were rounded to four places.
constexpr double rounding = 2.5e-4;

TEST(DirichletLaw, GivesThePublishedToothpasteQuarter) {
  const DirichletPrediction quarter = predict(toothpaste(), 1.0);
  ASSERT_EQ(quarter.brands.size(), brands);
  EXPECT_NEAR(quarter.category_penetration, 0.56, rounding);
  EXPECT_NEAR(quarter.purchases_per_category_buyer, 2.6, 2e-3);
  for (std::size_t j = 0; j < brands; ++j) {
    EXPECT_NEAR(quarter.brands[j].penetration, penetration_in_quarter[j], rounding) << j;
    EXPECT_NEAR(quarter.brands[j].purchases_per_buyer, purchases_in_quarter[j], rounding) << j;
    EXPECT_NEAR(quarter.brands[j].category_purchases_per_buyer, category_in_quarter[j], rounding) << j;
    EXPECT_NEAR(quarter.brands[j].share_of_requirements, purchases_in_quarter[j] / category_in_quarter[j], rounding);
  }
}

TEST(DirichletLaw, GivesThePublishedToothpasteYear) {
  const DirichletPrediction year = predict(toothpaste(), 4.0);
  for (std::size_t j = 0; j < brands; ++j) {
    EXPECT_NEAR(year.brands[j].penetration, penetration_in_year[j], rounding) << j;
    EXPECT_NEAR(year.brands[j].purchases_per_buyer, purchases_in_year[j], 1e-3) << j;
  }
}

TEST(DirichletLaw, GivesThePublishedDuplicationWithColgate) {
  const auto also_buy = predict(toothpaste(), 1.0).duplication;
  for (std::size_t k = 0; k < brands; ++k) {
    EXPECT_NEAR(also_buy[0][k], also_buy_with_colgate[k], 6e-4) << k;
    const double of_one_pair = k == 0 ? 1.0 : duplication(toothpaste(), toothpaste().shares[k], 0.25, 1.0);
    EXPECT_NEAR(also_buy[0][k], of_one_pair, 1e-12) << k;
  }
}

TEST(DirichletLaw, CountsBuyersOfTwoBrandsOnceFromEachSide) {
  const DirichletPrediction quarter = predict(toothpaste(), 1.0);
  for (std::size_t j = 0; j < brands; ++j)
    for (std::size_t k = 0; k < brands; ++k)
      EXPECT_NEAR(quarter.brands[j].penetration * quarter.duplication[j][k],
                  quarter.brands[k].penetration * quarter.duplication[k][j], 1e-13);
}

// With two brands, whoever buys j and is not a sole buyer of j buys k; the purchases of the market are those of the
// buyers of j and of the sole buyers of k. Sole buying and duplication come from different sums.
TEST(DirichletLaw, SoleBuyersAreThoseWhoDoNotBuyTheOnlyRival) {
  const DirichletLaw duopoly{.category = {1.456, 0.7788}, .s = 1.2953, .shares = {0.3, 0.7}};
  const DirichletPrediction year = predict(duopoly, 4.0);
  for (std::size_t j : {0, 1}) {
    const BrandPrediction &brand = year.brands[j], &rival = year.brands[1 - j];
    EXPECT_NEAR(brand.sole_buyers, 1.0 - year.duplication[j][1 - j], 1e-12);
    const double of_buyers = brand.penetration * brand.category_purchases_per_buyer;
    const double of_others = rival.penetration * rival.sole_buyers * rival.purchases_per_sole_buyer;
    EXPECT_NEAR(of_buyers + of_others, 4.0 * 1.456, 1e-11);
  }
}

/// P(n purchases of the category without the brand).
double none_of(double s, double share, int n) {
  double none = 1.0;
  for (int i = 0; i < n; ++i) none *= (s * (1.0 - share) + i) / (s + i);
  return none;
}

// Splits the purchases N of two periods by Binomial(N, 1/2), as Poisson rates last, and sums over both counts.
TEST(DirichletLaw, RepeatBuyingEqualsTheSumOverBothPeriods) {
  const DirichletLaw law = toothpaste();
  const double share = law.shares[1];
  double in_both = 0.0;
  for (int total = 0; total < 150; ++total) {
    double ways = std::pow(0.5, total);
    for (int first = 0; first <= total; ++first) {
      const double neither_alone = none_of(law.s, share, first) + none_of(law.s, share, total - first);
      in_both += pmf(law.category.over(2.0), total) * ways * (1.0 - neither_alone + none_of(law.s, share, total));
      ways *= static_cast<double>(total - first) / (first + 1);
    }
  }
  const BrandPrediction macleans = predict(law, 1.0).brands[1];
  EXPECT_NEAR(macleans.repeat, in_both / macleans.penetration, 1e-10);
}

TEST(DirichletLaw, IsAnNbdPerBrandWhenAllCustomersChooseAlike) {
  const DirichletLaw alike{.category = {2.0, 0.9}, .s = 1e9, .shares = {0.3}};
  const Nbd brand{0.6, 0.9};
  const BrandPrediction found = predict(alike, 1.0).brands[0];
  EXPECT_NEAR(found.penetration, 1.0 - zero_class(brand), 1e-8);
  const double in_both = 1.0 - 2.0 * zero_class(brand) + zero_class(brand.over(2.0));
  EXPECT_NEAR(found.repeat, in_both / (1.0 - zero_class(brand)), 1e-8);
}

TEST(DirichletLaw, SplitsTheMarketWhenEveryoneIsLoyal) {
  const DirichletLaw loyal{.category = {2.0, 0.9}, .s = 1e-9, .shares = {0.3, 0.2}};
  const DirichletPrediction found = predict(loyal, 1.0);
  EXPECT_NEAR(found.brands[0].penetration, 0.3 * found.category_penetration, 1e-8);
  EXPECT_NEAR(found.brands[0].sole_buyers, 1.0, 1e-8);
  EXPECT_NEAR(found.duplication[0][1], 0.0, 1e-8);
}

TEST(DirichletLaw, HoldsForHeavyCategoriesWhoseZeroClassUnderflows) {
  const DirichletLaw heavy{.category = {2000.0, 500.0}, .s = 1.3, .shares = {0.4, 0.6}};
  const DirichletPrediction found = predict(heavy, 1.0);
  EXPECT_EQ(found.category_penetration, 1.0);
  const BrandPrediction &brand = found.brands[0], &rival = found.brands[1];
  EXPECT_NEAR(brand.penetration * brand.category_purchases_per_buyer +
                  rival.penetration * rival.sole_buyers * rival.purchases_per_sole_buyer,
              2000.0, 1e-7);
}

TEST(DirichletLaw, GivesTheWholeCategoryToTheOnlyBrandAndNothingToABrandWithoutShare) {
  const DirichletLaw law{.category = {1.456, 0.7788}, .s = 1.3, .shares = {1.0, 0.0}};
  const DirichletPrediction found = predict(law, 1.0);
  EXPECT_NEAR(found.brands[0].penetration, found.category_penetration, 1e-12);
  EXPECT_NEAR(found.brands[0].share_of_requirements, 1.0, 1e-12);
  EXPECT_EQ(found.brands[1].penetration, 0.0);
  EXPECT_EQ(found.brands[1].purchases_per_buyer, 0.0);
  EXPECT_EQ(found.duplication[1][0], 0.0);
}

TEST(Nbd, HasTheToothpasteZeroClass) { EXPECT_NEAR(zero_class({1.4560, 0.7788}), 1.0 - 0.56, rounding); }

TEST(Nbd, HasItsMomentsAndOneCustomerEach) {
  const Nbd law{1.456, 0.7788};
  double total = 0.0, mean = 0.0, square = 0.0;
  for (int n = 0; n < 400; ++n) {
    total += pmf(law, n);
    mean += n * pmf(law, n);
    square += double(n) * n * pmf(law, n);
  }
  EXPECT_NEAR(total, 1.0, 1e-11);
  EXPECT_NEAR(mean, law.mean, 1e-11);
  EXPECT_NEAR(square - mean * mean, law.mean + law.mean * law.mean / law.shape, 1e-9);
  EXPECT_NEAR(pmf(law, 0), zero_class(law), 1e-14);
}

TEST(Nbd, SellsNothingWhenTheMeanIsZero) {
  EXPECT_EQ(pmf({0.0, 0.8}, 0), 1.0);
  EXPECT_EQ(pmf({0.0, 0.8}, 1), 0.0);
}

}  // namespace
}  // namespace clientele::dirichlet_test
