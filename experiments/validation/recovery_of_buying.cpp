#include <cmath>

#include "experiments/fit/brands.h"
#include "experiments/fit/transactions.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"
#include "experiments/validation/replicated.h"

namespace clientele {
namespace {

/// A category like toothpaste, watched for a quarter. Brands of five sizes: S is told from how penetration falls with
/// share, and brands alike would tell one point of that curve only.
constexpr const char* category = R"(
clientele: 1
clock: {length: 13 weeks, burn_in: 0 weeks}
customers: {count: 20000}
needs:
  need: {occasions: {kind: repeat, mean: 1.5 per quarter, shape: 0.8}, loyalty: 1.3}
behaviour: {evidence: named, loyalty: on}
brands:
  - {name: a, share: 35 %, price: 1 EUR}
  - {name: b, share: 25 %, price: 1 EUR}
  - {name: c, share: 20 %, price: 1 EUR}
  - {name: d, share: 12 %, price: 1 EUR}
  - {name: e, share: 8 %, price: 1 EUR}
)";
/// Of a Dirichlet fit standard errors are spreads between brands; what luck does to K and S only repetition tells.
constexpr int runs = 8;

/// What a panel of these customers tells: all that `fit brands` is ever given. Slot 0 collects the category: bought by
/// whoever buys any brand.
BrandTable panel_of(Lived& lived, std::uint32_t replicate) {
  const auto& offers = lived.market().needs.front().offers;
  const double customers = lived.market().customers;
  std::vector<std::vector<char>> bought(offers.size() + 1, std::vector<char>(lived.market().customers));
  std::vector<double> count(offers.size() + 1);
  lived.live(
      [&](const Market& market) {
        for_each_purchase(market, [&](std::uint32_t customer, OfferSlot slot) {
          bought[slot][customer] = 1;
          bought[0][customer] = 1;
          count[slot] += 1.0;
          count[0] += 1.0;
        });
      },
      replicate);
  // A customer counts once, however often it bought.
  const auto penetration = [&](std::size_t slot) {
    return static_cast<double>(std::count(bought[slot].begin(), bought[slot].end(), 1)) / customers;
  };
  BrandTable table{.brand = {},
                   .share = {},
                   .penetration = {},
                   .mean = count[0] / customers,
                   .category_penetration = penetration(0)};
  for (std::size_t slot = 1; slot < count.size(); ++slot) {
    table.brand.push_back(offers[slot - 1].name);
    table.share.push_back(count[slot] / count[0]);
    table.penetration.push_back(penetration(slot));
  }
  return table;
}

void climb_dirichlet(Ladder& ladder) {
  // One base case for all runs: they differ by their replicate alone.
  Lived lived(category, ladder.options());
  std::vector<double> m, k, s;
  for (std::uint32_t run = 0; run < runs; ++run) {
    const DirichletFit fit = fit_brands(panel_of(lived, run));
    m.push_back(fit.law.category.mean);
    k.push_back(fit.law.category.shape);
    s.push_back(fit.law.s);
  }
  const auto add = [&](const char* what, double expected, const std::vector<double>& found) {
    add_mean_of_runs(ladder,
                     {.what = std::string("Dirichlet, 8 panels of 20,000: ") + what,
                      .expected = expected,
                      .unit = "1",
                      .source = "what was simulated; 3 standard errors"},
                     found);
  };
  add("M", 1.5, m);
  add("K", 0.8, k);
  add("S", 1.3, s);
}

/// Customers of a shop that opens for new ones in its first quarter, by the day. Everybody is watched for three
/// quarters at least; by the day, as BG/NBD's times are continuous and whole weeks would hide who left soon.
constexpr const char* shop = R"(
clientele: 1
clock: {tick: day, length: 52 weeks, burn_in: 0 weeks}
customers: {count: 6000}
needs:
  need:
    occasions: {kind: repeat, mean: 0.1333333 per week, shape: 0.8, drop_out_a: 0.9, drop_out_b: 3, first_purchase: "uniform(0, 13) weeks"}
behaviour: {evidence: named}
brands: [{name: shop, price: 1 EUR}]
)";

/// What becomes a customer's record: `first` below 0 is nobody yet, whom a shop would not know of.
struct Buyer {
  int first = -1, last = -1;  ///< days
  double purchases = 0.0;
};

/// Every purchase counts, also several of a day: the law has them apart in time, and taking them together would lose
/// what was put in.
Records records_of(Lived& lived) {
  std::vector<Buyer> buyers(lived.market().customers);
  int day = 0;
  lived.live([&](const Market& market) {
    for_each_purchase(market, [&](std::uint32_t customer, OfferSlot) {
      Buyer& buyer = buyers[customer];
      if (buyer.first < 0) buyer.first = day;
      buyer.last = day;
      buyer.purchases += 1.0;
    });
    ++day;
  });
  Records records;
  for (const Buyer& buyer : buyers)
    if (buyer.first >= 0)
      records.add({.repeats = buyer.purchases - 1.0,
                   .recency = (buyer.last - buyer.first) / 7.0,
                   .age = (day - buyer.first - 0.5) / 7.0},  // bought first in the middle of the day
                  1.0);
  return records;
}

/// One large run, judged by the estimator's own standard errors: a test of these too. alpha = shape / mean = .8 /
/// .1333 per week = 6 weeks.
void climb_bgnbd(Ladder& ladder) {
  Lived lived(shop, ladder.options());
  const Maximum found = fit_transactions(records_of(lived));
  // In the order of `fit_transactions`, whose estimates are logarithms.
  const struct {
    const char* name;
    double put_in;
  } parameters[] = {{"r", 0.8}, {"alpha, weeks", 6.0}, {"a", 0.9}, {"b", 3.0}};
  for (std::size_t k = 0; k < std::size(parameters); ++k)
    ladder.add({.what = std::string("BG/NBD, 6,000 customers for a year: ") + parameters[k].name,
                .expected = parameters[k].put_in,
                .found = std::exp(found.at[k]),
                .tolerance = 3.0 * std::exp(found.at[k]) * found.standard_errors[k],
                .unit = k == 1 ? "weeks" : "1",
                .source = "what was simulated; 3 standard errors"});
}

}  // namespace

void climb_recovery_of_buying(Ladder& ladder) {
  climb_dirichlet(ladder);
  climb_bgnbd(ladder);
}

}  // namespace clientele
