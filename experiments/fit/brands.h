#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/schedule/watch.h"
#include "models/laws/dirichlet.h"

namespace clientele {

/// What a panel tells of the brands of a category in one period. Arrays by brand, in the order of the file; all shares
/// within (0, 1). Brands need not be all there are. Filled by `fit brands` and, from a simulated panel, by the ladder.
struct BrandTable {
  std::vector<std::string> brand;
  std::vector<double> share;                   ///< of purchases
  std::vector<double> penetration;             ///< share of customers who buy the brand
  double mean = 0.0;                           ///< purchases of the category per customer, buyers or not
  std::optional<double> category_penetration;  ///< share of customers who buy any brand
};

/// The NBD-Dirichlet of such a table.
struct DirichletFit {
  DirichletLaw law;
  std::vector<double> own_s;            ///< the S that explains each brand's penetration alone
  std::vector<bool> left_out;           ///< brands whose S is taken for an outlier
  double error_k = 0.0, error_s = 0.0;  ///< standard errors; NaN: not to be had
  bool bound = false;                   ///< K or S is at the end of its range
};

/// With the category's penetration: K from the zero class, S as the mean by share of the brands' own S without
/// outliers (beyond the whiskers of a box plot, or above its upper notch), as the R package NBDdirichlet does.
/// Without: K and S together by least squares on the penetrations. Draws nothing. Needs three brands where K is not
/// known.
///
/// The mean M and the shares are taken as they stand. Assumes one period throughout: penetrations of a year beside
/// shares of a quarter give an S that is no market's.
DirichletFit fit_brands(const BrandTable& table, const Watch& watch = {});

/// Mean by share of the brands' own S without those left out; the brand `except` is no part of it either, for the
/// prediction of that brand by the others. NaN of none.
double mean_s(const BrandTable& table, const DirichletFit& fit, std::optional<std::size_t> except = {});

}  // namespace clientele
