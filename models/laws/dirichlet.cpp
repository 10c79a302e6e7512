#include "models/laws/dirichlet.h"

#include <algorithm>
#include <cstddef>

#include "engine/core/check.h"

namespace clientele {
namespace {

constexpr double neglected_purchases = 1e-12;

/// P(n) for n = 0, 1, ... up to where the purchases left out are below the bound. In logs, since P(0) underflows
/// for heavy categories.
std::vector<double> weights(const Nbd& category) {
  const double q = category.mean / (category.mean + category.shape);
  double log_weight = log_zero_class(category);
  std::vector<double> result{math::exp(log_weight)};
  if (category.mean == 0.0) return result;
  for (double n = 1.0;; n += 1.0) {
    log_weight += math::log(q * (category.shape + n - 1.0) / n);
    result.push_back(math::exp(log_weight));
    // n P(n) shrinks by at least `ratio` from here on, so a geometric series bounds the rest.
    const double ratio = q * (category.shape + n) / n;
    if (ratio < 1.0 && n * result.back() * ratio < neglected_purchases * (1.0 - ratio)) return result;
  }
}

struct Sums {
  double customers = 0.0;  ///< share of customers
  double purchases = 0.0;  ///< their category purchases per customer of the market
};

/// Over n >= 1 purchases: customers, and purchases of customers, who leave out all brands that together hold `share`.
/// The beta-binomial zero term is the product over i < n of (S (1 - share) + i) / (S + i).
Sums sums_without(const std::vector<double>& weight, double s, double share) {
  Sums sums;
  double none = 1.0;
  for (std::size_t n = 1; n < weight.size(); ++n) {
    const double i = static_cast<double>(n - 1);
    none *= (s * (1.0 - share) + i) / (s + i);
    sums.customers += weight[n] * none;
    sums.purchases += weight[n] * none * static_cast<double>(n);
  }
  return sums;
}

/// The same with the buyers of `share`: 1 - P(none), taken term by term so that small brands keep their digits.
Sums with(const std::vector<double>& weight, double s, double share) {
  Sums sums;
  double some = 0.0;
  for (std::size_t n = 1; n < weight.size(); ++n) {
    const double i = static_cast<double>(n - 1);
    some += (1.0 - some) * s * share / (s + i);
    sums.customers += weight[n] * some;
    sums.purchases += weight[n] * some * static_cast<double>(n);
  }
  return sums;
}

void expect_sense(const DirichletLaw& law, double periods) {
  check(law.s > 0.0 && law.category.shape > 0.0 && periods > 0.0, "S, K and the period are positive");
  check(std::ranges::all_of(law.shares, [](double share) { return share >= 0.0 && share <= 1.0; }),
        "brand shares are in [0, 1]");
}

BrandPrediction predict_brand(const DirichletLaw& law, std::size_t brand, double periods,
                              const std::vector<double>& once, const std::vector<double>& twice) {
  const double share = law.shares[brand];
  const Sums buyers = with(once, law.s, share);
  if (buyers.customers == 0.0) return {};
  const Sums sole = sums_without(once, law.s, 1.0 - share);
  const double purchases = law.category.mean * periods * share;
  // P(in both) = 1 - 2 P0(T) + P0(2T), since rate and choice probability last: 2 b(T) - b(2T).
  const double in_both = 2.0 * buyers.customers - with(twice, law.s, share).customers;
  return {.penetration = buyers.customers,
          .purchases_per_buyer = purchases / buyers.customers,
          .category_purchases_per_buyer = buyers.purchases / buyers.customers,
          .share_of_requirements = purchases / buyers.purchases,
          .sole_buyers = sole.customers / buyers.customers,
          .purchases_per_sole_buyer = sole.purchases / sole.customers,
          .repeat = in_both / buyers.customers};
}

}  // namespace

double penetration(const DirichletLaw& law, double share, double periods) {
  expect_sense(law, periods);
  return with(weights(law.category.over(periods)), law.s, share).customers;
}

double duplication(const DirichletLaw& law, double share_k, double share_j, double periods) {
  expect_sense(law, periods);
  const std::vector<double> weight = weights(law.category.over(periods));
  const auto buyers = [&](double share) { return with(weight, law.s, share).customers; };
  return (buyers(share_j) + buyers(share_k) - buyers(share_j + share_k)) / buyers(share_j);
}

DirichletPrediction predict(const DirichletLaw& law, double periods) {
  expect_sense(law, periods);
  const Nbd category = law.category.over(periods);
  const std::vector<double> once = weights(category), twice = weights(category.over(2.0));
  const std::size_t count = law.shares.size();
  DirichletPrediction result;
  result.category_penetration = 1.0 - zero_class(category);
  if (category.mean > 0.0) result.purchases_per_category_buyer = category.mean / result.category_penetration;
  for (std::size_t j = 0; j < count; ++j) result.brands.push_back(predict_brand(law, j, periods, once, twice));
  result.duplication.assign(count, std::vector<double>(count, 0.0));
  for (std::size_t j = 0; j < count; ++j) {
    const double buyers = result.brands[j].penetration;
    if (buyers == 0.0) continue;
    for (std::size_t k = 0; k < count; ++k) {
      const double either = with(once, law.s, law.shares[j] + law.shares[k]).customers;
      result.duplication[j][k] = j == k ? 1.0 : (buyers + result.brands[k].penetration - either) / buyers;
    }
  }
  return result;
}

}  // namespace clientele
