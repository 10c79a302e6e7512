#include "models/laws/elasticity.h"

#include <array>
#include <cmath>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <gtest/gtest.h>

namespace clientele::elasticity_test {
namespace {

/// Purchases per occasion of an offer of base share `share` after its price rose by `log_price`: logit choice among
/// tastes p ~ Beta(S share, S (1 - share)), where buying nothing has base probability s0 for everyone.
double demand(const DirichletMarket& market, double share, double beta, double log_price) {
  const boost::math::beta_distribution<double> taste(market.s * share, market.s * (1.0 - share));
  const double pull = std::exp(beta * log_price), inside = 1.0 - market.outside;
  boost::math::quadrature::tanh_sinh<double> integral;
  return integral.integrate(
      [&](double p) { return pdf(taste, p) * inside * p * pull / (inside * (p * pull + 1.0 - p) + market.outside); },
      0.0, 1.0);
}

TEST(OwnElasticity, EqualsTheSlopeOfExactDemand) {
  const double step = 1e-3, beta = -3.0;
  for (const DirichletMarket market : {DirichletMarket{4.0, 0.0}, DirichletMarket{5.0, 0.3}}) {
    for (const double share : {0.4, 0.7}) {
      const double slope =
          (std::log(demand(market, share, beta, step)) - std::log(demand(market, share, beta, -step))) / (2.0 * step);
      EXPECT_NEAR(own_elasticity(market, share, beta), slope, 1e-5) << market.outside << " " << share;
    }
  }
}

// Worked example: beta -5.8 for an elasticity of -2.62 (Bijmolt, van Heerde & Pieters
// 2005) at S 1.3 and a share of 20 %.
TEST(OwnElasticity, NeedsTheBetaOfTheWorkedExample) {
  const std::array<double, 1> share{0.2};
  EXPECT_NEAR(beta_for({1.3, 0.0}, share, -2.62), -5.794, 5e-4);
}

TEST(OwnElasticity, IsWeightedByShareWhenBetaIsSolved) {
  const std::array<double, 4> shares{0.5, 0.3, 0.1, 0.05};
  const DirichletMarket market{1.3, 0.1};
  const double beta = beta_for(market, shares, -2.62);
  double weighted = 0.0;
  for (const double share : shares) weighted += share * own_elasticity(market, share, beta);
  EXPECT_NEAR(weighted / 0.95, -2.62, 1e-12);
}

TEST(OwnElasticity, IsTheSameForEveryShareOfLoyalCustomersOnlyThroughTheOutsideOption) {
  EXPECT_NEAR(own_elasticity({1e-12, 0.0}, 0.3, -5.0), 0.0, 1e-10);
  EXPECT_NEAR(own_elasticity({1e-12, 0.4}, 0.3, -5.0), -5.0 * 0.4, 1e-10);
}

}  // namespace
}  // namespace clientele::elasticity_test
