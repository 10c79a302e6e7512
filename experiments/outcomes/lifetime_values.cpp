#include "experiments/outcomes/lifetime_values.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/core/check.h"
#include "models/customers/states.h"
#include "models/laws/lifetime.h"
#include "models/market/changed.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/put.h"
#include "experiments/record/thing.h"

namespace clientele {
namespace {

using Count = std::int64_t;
using Text = std::string;
using NeedAndBrand = std::pair<std::size_t, std::size_t>;

/// What a panel told of one brand, over all periods.
struct PanelBrand {
  double buyers = 0.0, purchases = 0.0;     ///< summed over periods
  double stayed = 0.0, could_stay = 0.0;    ///< buyers who bought again in the next period, out of how many
  double before = 0.0, period_weeks = 0.0;  ///< buyers in the last period; its length
  double weeks = 0.0;                       ///< of all periods
  void add(double buyers_now, double purchases_now, double repeat) {
    if (std::isfinite(repeat)) stayed += repeat * before, could_stay += before;
    buyers += buyers_now, purchases += purchases_now, before = buyers_now;
  }
};
using PanelBrands = std::map<NeedAndBrand, PanelBrand>;

/// Where in its market the brand of a row stands, and the need that the row is about.
// A brand may serve several needs, and is another thing to its customers in each.
NeedAndBrand need_and_brand(const LabelColumn& needs, const LabelColumn& brands, std::size_t row) {
  check(needs.key(row) != no_key && brands.key(row) != no_key, "rows of a run say which things they are about");
  return {Thing::of(needs.key(row)).at, Thing::of(brands.key(row)).at};
}

/// Periods come in their order within a replicate, as `add` needs: who stays is told against the period before.
std::map<Count, PanelBrands> read_panel(const Frame& table, const BookedWorld& world) {
  const auto &in = table.get<Text>("world"), &need = table.get<Text>("need"), &brand = table.get<Text>("brand");
  const auto &replicate = table.get<Count>("replicate"), &buyers = table.get<Count>("buyers");
  const auto& purchases = table.get<Count>("purchases");
  const auto &repeat = table.get<double>("repeat"), &weeks = table.get<double>("weeks");
  std::map<Count, PanelBrands> panel;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    if (i % rows_at_once == 0) put_cells_aside();
    if (in[i] != world.name || buyers[i] < 0) continue;  // -1: no panel
    PanelBrand& seen = panel[replicate[i]][need_and_brand(need, brand, i)];
    seen.period_weeks = weeks[i], seen.weeks += weeks[i];
    seen.add(static_cast<double>(buyers[i]), static_cast<double>(purchases[i]), repeat[i]);
  }
  return panel;
}

/// Units sold and margin earned over the run, by the customers simulated: a buyer is one of them, and books are kept
/// for all whom they stand for.
struct Sold {
  double units = 0.0, margin = 0.0;
};

std::map<NeedAndBrand, Sold> sold_by_brand(const WorldBooks& books, const Timeline& timeline,
                                           const OfferPlaces& places) {
  std::map<NeedAndBrand, Sold> sold;
  for (const BookRow& row : books) {
    const MarketSpec& market = *timeline.market;
    for (std::size_t place = 0; place < row.offers.size(); ++place) {
      const OfferSpec* offer = places.find(market, place);
      if (offer == nullptr) continue;
      Sold& of_brand = sold[{places.need_of(place), offer->brand}];
      of_brand.units += static_cast<double>(row.offers[place].units);
      of_brand.margin += row.offers[place].margin().units() / market.customer_weight;
    }
  }
  return sold;
}

/// Unknown (0 / 0) where nothing was sold or the panel saw nobody who could have come back.
// Margin a period: what a unit brings, times the units of a buyer.
CustomerLife life_of(const PanelBrand& seen, const Sold& sold, double discount) {
  return {.margin = sold.margin / sold.units * seen.purchases / seen.buyers,
          .retention = seen.stayed / seen.could_stay,
          .discount = discount_within(discount, seen.period_weeks)};
}

/// Margin of the weeks that the panel saw, worth at the start of the run.
std::map<NeedAndBrand, double> discounted_margins(const WorldBooks& books, const BookedWorld& world,
                                                  const OfferPlaces& places, const PanelBrands& panel,
                                                  double discount) {
  std::map<NeedAndBrand, double> worth;
  for (const BookRow& row : books) {
    const MarketSpec& market = *world.timeline->market;
    for (std::size_t place = 0; place < row.offers.size(); ++place) {
      const OfferSpec* offer = places.find(market, place);
      if (offer == nullptr) continue;
      const NeedAndBrand key{places.need_of(place), offer->brand};
      const auto seen = panel.find(key);
      if (seen != panel.end() && row.middle() < seen->second.weeks)
        worth[key] +=
            row.offers[place].margin().units() / market.customer_weight * present_value(discount, row.middle());
    }
  }
  return worth;
}

/// Counts of a table with the columns `need` and `brand`, by replicate and brand; only rows that `counts` says count.
using BrandCounts = std::map<Count, std::map<NeedAndBrand, double>>;
template <class Counts>
// The last argument says which rows count, so that one pass serves several tables.
BrandCounts count_by_brand(const Frame& table, std::string_view column, const BookedWorld& world, Counts counts) {
  const auto &in = table.get<Text>("world"), &need = table.get<Text>("need"), &brand = table.get<Text>("brand");
  const auto &replicate = table.get<Count>("replicate"), &cells = table.get<Count>(column);
  BrandCounts sums;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    if (i % rows_at_once == 0) put_cells_aside();
    if (in[i] != world.name || !counts(i)) continue;
    sums[replicate[i]][need_and_brand(need, brand, i)] += static_cast<double>(cells[i]);
  }
  return sums;
}

/// New customers whom others brought, and all of whom it is known what brought them.
// Without the behaviour that counts sources there are no such rows, and nobody is brought by others.
struct Acquired {
  BrandCounts by_others, all;
  Acquired(const Frame& tallies, const BookedWorld& world) {
    const auto &tally = tallies.get<Text>("tally"), &source = tallies.get<Text>("level");
    all = count_by_brand(tallies, "count", world, [&](std::size_t i) { return tally[i] == counts::acquired; });
    by_others = count_by_brand(tallies, "count", world, [&](std::size_t i) {
      return tally[i] == counts::acquired &&
             (source[i] == counts::won_by::talk || source[i] == counts::won_by::referral);
    });
  }
  double share(Count replicate, NeedAndBrand brand) {
    const double known = all[replicate][brand];
    return known > 0.0 ? by_others[replicate][brand] / known : 0.0;
  }
};

}  // namespace

std::map<std::int64_t, std::vector<double>> lifetime_values(const Frame* brands, const BookedWorld& world,
                                                            const BooksOfReplicates& books, const OfferPlaces& places,
                                                            double discount) {
  const auto panel = brands == nullptr ? std::map<Count, PanelBrands>{} : read_panel(*brands, world);
  std::map<std::int64_t, std::vector<double>> values;
  for (const auto& [replicate, rows] : books) {
    put_cells_aside();
    std::vector<double> worth(places.firms()), buyers(places.firms());
    const auto seen = panel.find(replicate);
    auto sold = sold_by_brand(rows, *world.timeline, places);
    // Weighted by buyers, so that a firm's value is that of its typical buyer. Unknown brands carry no weight.
    for (const auto& [key, brand] : seen == panel.end() ? PanelBrands{} : seen->second) {
      const double value = life_of(brand, sold[key], discount).value();
      if (std::isnan(value)) continue;
      const std::uint32_t firm = world.timeline->market->brands[key.second].firm;
      worth[firm] += brand.buyers * value, buyers[firm] += brand.buyers;
    }
    for (std::size_t f = 0; f < worth.size(); ++f) worth[f] /= buyers[f];  // 0 / 0 is unknown
    values.emplace(replicate, std::move(worth));
  }
  return values;
}

/// A brand has a row if the panel saw it and somebody ever bought it.
static void add_world(const std::vector<Frame>& run, const BookedWorld& world, const Scenario& scenario, Frame& table) {
  const OfferPlaces places(std::span(&world.timeline, 1));
  const Books read = read_books(run, std::span(&world, 1), places, scenario.clock.weeks_per_tick);
  const BooksOfReplicates& books = read.worlds.front();
  const auto panel = read_panel(*find_frame(run, "brands"), world);
  const Frame& cohorts = *find_frame(run, "cohorts");
  const auto& age = cohorts.get<Count>("age");
  BrandCounts acquired = count_by_brand(cohorts, "customers", world, [&](std::size_t i) { return age[i] == 0; });
  Acquired sources(*find_frame(run, "tallies"), world);
  const MarketSpec& market = *world.timeline->market;
  for (const auto& [replicate, brands] : panel) {
    put_cells_aside();
    auto sold = sold_by_brand(books.at(replicate), *world.timeline, places);
    auto worth = discounted_margins(books.at(replicate), world, places, brands, scenario.discount);
    for (const auto& [key, seen] : brands) {
      const double customers = acquired[replicate][key];
      if (customers <= 0.0) continue;
      const CustomerLife life = life_of(seen, sold[key], scenario.discount);
      const double later = present_value(scenario.discount, seen.weeks) * seen.before / customers;
      const double realised = worth[key] / customers, expected = later * life.value();
      const double referred = sources.share(replicate, key), referral = referred * (realised + expected);
      put(table, "world", world.name);
      put(table, "replicate", replicate);
      table.get<Text>("need").push_back(market.needs[key.first].name, Thing::of_need(key.first).key());
      table.get<Text>("brand").push_back(market.brands[key.second].name, Thing::of_brand(key.second).key());
      put(table, "acquired", static_cast<Count>(customers));
      put(table, "margin", life.margin);
      put(table, "retention", life.retention);
      put(table, "realised", realised);
      put(table, "expected", expected);
      put(table, "referred", referred);
      put(table, "referral_value", referral);
      put(table, "lifetime_value", realised + expected + referral);
    }
  }
}

void add_lifetimes(std::vector<Frame>& run, std::span<const BookedWorld> worlds, const Scenario& scenario) {
  Frame& table = *std::find_if(run.begin(), run.end(), [](const Frame& frame) { return frame.name() == "lifetimes"; });
  for (const BookedWorld& world : worlds) add_world(run, world, scenario, table);
  // Replicate by replicate, as other tables are: more of them later only add rows.
  const auto& replicate = table.get<Count>("replicate");
  std::vector<std::size_t> order(table.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return replicate[a] < replicate[b]; });
  table = table.only(order);
}

}  // namespace clientele
