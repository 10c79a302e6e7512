#include <algorithm>
#include <numeric>

#include "experiments/fit/fit.h"
#include "experiments/outcomes/statistics.h"
#include "experiments/validation/basket.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

/// T5: the toothpaste market of 1973 from its M, K and S alone. `expected` are the law's figures for each brand's
/// share, `tolerance` three standard deviations of one panel of 5,240: false alarms of 3 in 1,000 a line at another
/// seed, none at this one.
void climb_quarter(Ladder& ladder, const Category& quarter, const std::vector<OfferSpec>& offers) {
  constexpr double expected[] = {0.1998, 0.1566, 0.0866, 0.0866, 0.0784, 0.0702, 0.0273, 0.0184};
  // Standard deviations of a share of 5,240 customers, three of each.
  constexpr double tolerance[] = {0.017, 0.015, 0.012, 0.012, 0.011, 0.011, 0.006, 0.005};
  const auto add = [&](const std::string& what, double law, double found, double within) {
    ladder.add({.what = "T5: " + what + ", 5,240 customers",
                .expected = law,
                .found = found,
                .tolerance = within,
                .unit = "1",
                .source = "Goodhardt, Ehrenberg & Chatfield 1984; 3 sd of one panel"});
  };
  for (std::size_t j = 0; j < std::size(expected); ++j)
    add("penetration of " + offers[j].name, expected[j], quarter.penetration[j], tolerance[j]);
  add("purchases per buyer of " + offers[0].name, 1.82,
      quarter.purchases[0] / (quarter.customers * quarter.penetration[0]), 0.13);
  add("buyers of " + offers[0].name + " who buy " + offers[1].name, 0.186, quarter.duplication[0][1], 0.036);
  add("penetration of the category", 0.56, quarter.buyers / quarter.customers, 0.02);
}

/// M and the category's penetration are those of the paper (1.456 and 56 %); K and S are what the fit makes of them.
void climb_brands(Ladder& ladder, const std::string& file) {
  FitRequest request;
  request.file = file;
  request.columns = {{"penetration", "penetration_obs_qtr"}};
  request.options = {{"category_penetration", "56"}, {"mean", "1.456"}, {"customers", "5240"}};
  // Through the scenario's text, as a user would: what is lost in writing it is part of what is tested.
  Lived lived(brands_fit().fit(request).scenario, ladder.options());
  // In the order of the file, as `climb_quarter` has them.
  const auto& offers = lived.market().needs.front().offers;
  Basket basket(offers.size(), std::vector<std::uint16_t>(lived.market().customers));
  constexpr int quarter = 13;
  int week = 0;
  lived.live([&](const Market& market) {
    for_each_purchase(market, [&](std::uint32_t customer, OfferSlot slot) { ++basket[slot - 1U][customer]; });
    // The scenario lives four quarters: the first alone is the base period.
    if (++week == quarter) climb_quarter(ladder, category_of(basket), offers);
  });
}

/// At the end of the calibration, at the end of the data, and the share of those who by then had bought once only.
struct Repeats {
  double week39 = 0.0, week78 = 0.0, never = 0.0;
};

/// All customers, each counted from its own first purchase: repeats are purchases less one, as in the data, where
/// those who never bought are not known.
Repeats repeats_of(Lived& lived, std::uint32_t replicate) {
  std::vector<int> bought(lived.market().customers);
  Repeats found;
  int week = 0;
  lived.live(
      [&](const Market& market) {
        for_each_purchase(market, [&](std::uint32_t customer, OfferSlot) { ++bought[customer]; });
        // Summed at two weeks only: over all customers each week it would be most of the work.
        const auto repeats = [&] {
          return std::accumulate(bought.begin(), bought.end(), 0.0,
                                 [](double sum, int times) { return sum + std::max(0, times - 1); });
        };
        constexpr int half = 39, whole = 78;
        if (++week == half) {
          found.week39 = repeats();
          found.never = static_cast<double>(std::ranges::count(bought, 1)) / static_cast<double>(bought.size());
        }
        if (week == whole) found.week78 = repeats();
      },
      replicate);
  return found;
}

/// What single runs, and the mean of several, must be near: T6 gives standard deviations of a run. Law and reality are
/// told apart: a run strays from the law by its luck; the real figure is one draw of it, so that the mean of runs may
/// be three deviations from it and the law still hold. Fitted on 39 weeks; week 78 is a forecast.
void climb_repeats(Ladder& ladder, const std::string& file) {
  FitRequest request;
  request.file = file;
  request.columns = {{"customer", "sample_id"}};
  Lived lived(transactions_fit().fit(request).scenario, ladder.options());
  // Ten: the mean's luck is then a third of a run's, so that "real" tests the law and not one draw.
  constexpr std::uint32_t runs = 10;
  Numbers week39, week78, never;
  for (std::uint32_t run = 0; run < runs; ++run) {
    const Repeats found = repeats_of(lived, run);
    week39.push_back(found.week39);
    week78.push_back(found.week78);
    never.push_back(found.never);
  }
  const auto add = [&](const std::string& what, double expected, double found, double sd, int decimals) {
    ladder.add({.what = "T6: " + what,
                .expected = expected,
                .found = found,
                .tolerance = 3.0 * sd,
                .decimals = decimals,
                .unit = decimals == 0 ? "purchases" : "share",
                .source = "Fader, Hardie & Lee 2005; CDNOW sample; 3 sd of a run"});
  };
  const auto both = [&](const std::string& what, double law, double real, const Numbers& found, double sd,
                        int decimals) {
    add(what + ", by the law; one run", law, found.front(), sd, decimals);
    add(what + ", real; mean of 10 runs", real, estimate_mean(found).mean, sd, decimals);
  };
  // By the law at the published parameters; real; the law's standard deviation of one run.
  both("repeats by week 39", 2508.0, 2457.0, week39, 106.7, 0);
  both("repeats by week 78", 4172.0, 4339.0, week78, 179.3, 0);
  both("customers who never repeat by week 39", 0.596, 0.599, never, 0.0094, 3);
}

}  // namespace

void climb_buying_data(Ladder& ladder) {
  if (const auto file = ladder.find("dirichlet_toothpaste/toothpaste_uk_1973q1.csv", "T5: brands of toothpaste"))
    climb_brands(ladder, *file);
  if (const auto file = ladder.find("cdnow/cdnow_sample_2357.csv", "T6: repeat buying at CDNOW"))
    climb_repeats(ladder, *file);
}

}  // namespace clientele
