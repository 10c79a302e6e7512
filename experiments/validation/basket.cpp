#include "experiments/validation/basket.h"

#include <cmath>
#include <numeric>

namespace clientele {
namespace {

using Numbers = std::vector<double>;

/// Of a handful of brands, unweighted: a description, no test.
double correlation(const Numbers& x, const Numbers& y) {
  const double n = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n,
               mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xy = 0.0, xx = 0.0, yy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean_x) * (y[i] - mean_y);
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
  }
  return xy / std::sqrt(xx * yy);
}

/// How often each offer is bought beside the others, in the mean of these: E over j of P(buys this | buys j).
Numbers mean_duplication(const Category& category, std::size_t brands) {
  Numbers means(brands);
  for (std::size_t j = 0; j < brands; ++j)
    for (std::size_t other = 0; other < brands; ++other)
      if (other != j) means[j] += category.duplication[other][j] / static_cast<double>(brands - 1);
  return means;
}

}  // namespace

/// A brand without a buyer has no duplication: 0 / 0 stays NaN, so that its line does not hold.
Category category_of(const Basket& basket) {
  const std::size_t offers = basket.size(), customers = basket.front().size();
  Category found{static_cast<double>(customers), 0.0, Numbers(offers), Numbers(offers),
                 std::vector<Numbers>(offers, Numbers(offers))};
  for (std::size_t c = 0; c < customers; ++c) {
    bool any = false;
    for (std::size_t j = 0; j < offers; ++j) {
      if (basket[j][c] == 0) continue;
      any = true;
      found.purchases[j] += basket[j][c];
      found.penetration[j] += 1.0;
      for (std::size_t k = 0; k < offers; ++k) found.duplication[j][k] += basket[k][c] > 0 ? 1.0 : 0.0;
    }
    found.buyers += any ? 1.0 : 0.0;
  }
  for (std::size_t j = 0; j < offers; ++j) {
    // Buyers of both over buyers of one, before penetration itself becomes a share of customers.
    for (double& both : found.duplication[j]) both /= found.penetration[j];
    found.penetration[j] /= found.customers;
  }
  return found;
}

void climb_brand_laws(Ladder& ladder, const Category& category, std::size_t brands, const std::string& who) {
  Numbers penetration, frequency;
  const Numbers duplicated = mean_duplication(category, brands);
  for (std::size_t j = 0; j < brands; ++j) {
    penetration.push_back(category.penetration[j]);
    frequency.push_back(category.purchases[j] / (category.customers * category.penetration[j]));
  }
  const auto add = [&](const char* what, double expected, double found, double tolerance) {
    ladder.add({.what = std::string("T4: ") + what + ", " + who,
                .expected = expected,
                .found = found,
                .tolerance = tolerance,
                .unit = "1",
                .source = "ranges of five scanner panels"});
  };
  // Panels have .56 to .88, duplication follows penetration at .993 or better, and D lies between .8 and 1.1. The
  // first line asks for the sign alone: a correlation of four brands has too much luck in it for more.
  add("correlation of penetration and frequency", 0.5, correlation(penetration, frequency), 0.5);
  add("correlation of duplication and penetration", 0.975, correlation(duplicated, penetration), 0.025);
  add("duplication coefficient D", 0.95,
      std::accumulate(duplicated.begin(), duplicated.end(), 0.0) /
          std::accumulate(penetration.begin(), penetration.end(), 0.0),
      0.15);
}

}  // namespace clientele
