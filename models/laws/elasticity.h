#pragma once

#include <cstddef>
#include <span>

namespace clientele {

/// Price elasticities of a market whose tastes are Dirichlet and whose utility holds `beta * ln(price)`.
///
/// A customer who chooses offer j with probability (1 - s0) p_j answers a price change with the logit elasticity
/// beta [1 - (1 - s0) p_j]. Weighting customers by their purchases of j turns the mean of p_j into
/// E[p_j^2] / E[p_j] = (1 + S s_j) / (S + 1), as p_j ~ Beta(S s_j, S (1 - s_j)). Holds for small changes, one beta for
/// everyone and no habit or reference price, all of which move it (measured: -2.5 to -4.1 where this says -2.62).
struct DirichletMarket {
  double s = 1.0;        ///< S, without a unit: low means loyal
  double outside = 0.0;  ///< s0, the base share of occasions that end without a purchase
};

/// The share of their occasions that the buyers of an offer of `share` (of purchases) already give to it.
constexpr double share_held(const DirichletMarket& market, double share) {
  return (1.0 - market.outside) * (1.0 + market.s * share) / (market.s + 1.0);
}

/// d ln(purchases of the offer) / d ln(its price).
constexpr double own_elasticity(const DirichletMarket& market, double share, double beta) {
  return beta * (1.0 - share_held(market, share));
}

/// The share-weighted mean of the offers' own elasticities. Shares need not add up to 1.
constexpr double mean_own_elasticity(const DirichletMarket& market, std::span<const double> shares, double beta) {
  double weighted = 0.0, total = 0.0;
  for (const double share : shares) {
    weighted += share * own_elasticity(market, share, beta);
    total += share;
  }
  return weighted / total;
}

/// The mean beta that gives a wanted share-weighted mean own elasticity: the inverse of the above, which is linear.
constexpr double beta_for(const DirichletMarket& market, std::span<const double> shares, double wanted_elasticity) {
  return wanted_elasticity / mean_own_elasticity(market, shares, 1.0);
}

}  // namespace clientele
