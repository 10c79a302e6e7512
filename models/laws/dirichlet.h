#pragma once

#include <span>
#include <vector>

#include "models/laws/nbd.h"

namespace clientele {

/// The NBD-Dirichlet: customers buy the category by the NBD, and each splits purchases over brands with steady
/// probabilities of their own, Dirichlet with parameters S s_j, independent of how much they buy. The norm against
/// which brand loyalty is judged. Neglects marketing, habit and segments.
/// Source: Goodhardt, Ehrenberg & Chatfield (1984), JRSS A 147, 621.
struct DirichletLaw {
  Nbd category;                ///< M purchases per customer in the base period, and K
  double s = 1.0;              ///< S, without a unit: low means loyal
  std::vector<double> shares;  ///< of purchases, one per brand, each in [0, 1]; what they lack to 1 is other brands
};

/// What a brand should show in a period. A brand without share has zeros throughout.
struct BrandPrediction {
  double penetration = 0.0;                   ///< share of customers who buy it
  double purchases_per_buyer = 0.0;           ///< of the brand
  double category_purchases_per_buyer = 0.0;  ///< of any brand, by buyers of this one
  double share_of_requirements = 0.0;         ///< the ratio of the two
  double sole_buyers = 0.0;                   ///< share of its buyers who buy nothing else ("100 % loyal")
  double purchases_per_sole_buyer = 0.0;      ///< how much those buy: they are lighter buyers of the category
  double repeat = 0.0;                        ///< share of its buyers who buy it again in the next equal period
};

struct DirichletPrediction {
  double category_penetration = 0.0;
  double purchases_per_category_buyer = 0.0;
  std::vector<BrandPrediction> brands;
  /// duplication[j][k] = D(k|j): share of the buyers of j who buy k too. The diagonal is 1.
  std::vector<std::vector<double>> duplication;
};

/// The law's figures for a period of `periods` base periods. Sums over category purchases n stop when all that is
/// left out is below 1e-12 purchases per customer. Needs K, S and `periods` above 0.
DirichletPrediction predict(const DirichletLaw& law, double periods);

/// The share of customers who buy, within `periods`, any of the brands that together hold `share`.
double penetration(const DirichletLaw& law, double share, double periods);

/// The share of buyers of j who also buy k, for brands of these shares.
double duplication(const DirichletLaw& law, double share_k, double share_j, double periods);

}  // namespace clientele
