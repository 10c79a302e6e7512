#include "experiments/outcomes/market_outcomes.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "models/behaviours.h"
#include "models/customers/states.h"

namespace clientele {
namespace {

using Series = std::pmr::vector<double>;
using Pool = std::pmr::memory_resource*;

/// What was sold, [world][replicate]; money stays empty where only units are known, and the number of those who ended
/// what they held where nobody did.
struct Sales {
  explicit Sales(Pool pool) : units(pool), revenue(pool), cost(pool), ended(pool) {}
  Series units, revenue, cost, ended;
  std::string currency;
};

/// Needs, brands and firms with what each sold, in the order of their first row.
// Insertion order is the order of rows in `differences`, which users see.
class SalesByWhom {
 public:
  explicit SalesByWhom(Pool pool) : pool_(pool) {}
  Sales& sales(const OutcomeKey& whom) {
    const auto [place, added] = places_.try_emplace(whom, rows_.size());
    if (added) rows_.emplace_back(whom, Sales(pool_));
    return rows_[place->second].second;
  }
  const Sales& find(const OutcomeKey& whom) const { return rows_[places_.at(whom)].second; }
  const std::vector<std::pair<OutcomeKey, Sales>>& rows() const { return rows_; }

 private:
  Pool pool_;
  std::map<OutcomeKey, std::size_t> places_;
  std::vector<std::pair<OutcomeKey, Sales>> rows_;
};

void add(const Series& more, Series& sum) {
  sum.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) sum[i] += more[i];
}

/// Firms that own several brands of the base case or of a variant, by the key of the brand.
// Of all worlds: a firm that only a launch gives a second brand is told of in all, or it would look new.
std::map<LabelKey, Label> firms_of_brands(const Directory& directory) {
  std::map<LabelKey, Label> firms;
  std::map<LabelKey, int> brands;
  for (std::size_t world = 0; world < directory.worlds(); ++world)
    for (std::size_t b = 0; b < directory.brands(world); ++b) {
      const Label firm = directory.firm_of_brand(world, b);
      if (firms.try_emplace(directory.label(world, Thing::of_brand(b)).key, firm).second) ++brands[firm.key];
    }
  // The firm of a single brand would say the same again.
  std::erase_if(firms, [&](const auto& entry) { return brands[entry.second.key] < 2; });
  return firms;
}

constexpr auto in_segment = &OutcomeKey::segment, about_brand = &OutcomeKey::brand, about_firm = &OutcomeKey::firm;

/// The need and the time of an outcome, and of the rest only what is told.
// Time and its length go along, so that a row is of one tick or of the whole run, as what it is made of.
OutcomeKey whom(const OutcomeKey& key, const Label& of_segment, const Label& of_brand, const Label& of_firm) {
  OutcomeKey whom;
  whom.table = "market";
  set_label(whom, &OutcomeKey::need, label_of(key, &OutcomeKey::need));
  set_label(whom, in_segment, of_segment), set_label(whom, about_brand, of_brand), set_label(whom, about_firm, of_firm);
  whom.time = key.time, whom.weeks = key.weeks;
  return whom;
}

/// Whether an outcome counts customers who ended what they held.
bool counts_an_end(const OutcomeKey& key) {
  if (key.table != "tallies" || key.measure != "count") return false;
  const auto is_it = [&](std::string_view name) { return key.other.starts_with("tally " + std::string(name) + ","); };
  return std::any_of(std::begin(counts::ended), std::end(counts::ended), is_it);
}

/// From outcomes and not from tables: worlds are matched and money is in currency units by now.
SalesByWhom add_up(const Directory& directory, const Outcomes& outcomes) {
  const std::map<LabelKey, Label> firms = firms_of_brands(directory);
  const Label all;
  SalesByWhom sold(outcomes.pool.get());
  const auto add_to = [&](const OutcomeKey& to, const Outcome& outcome) {
    Sales& sales = sold.sales(to);
    const bool units = outcome.key.measure == "units";
    if (!units) sales.currency = outcome.key.unit;
    add(outcome.values, units ? sales.units : (outcome.key.measure == "revenue" ? sales.revenue : sales.cost));
  };
  for (const Outcome& outcome : outcomes.rows) {
    put_cells_aside();
    const OutcomeKey& key = outcome.key;
    const Label of_brand = label_of(key, about_brand), of_segment = label_of(key, in_segment);
    // Demand and refusals are wishes; a share is of what was sold.
    const bool is_sold = key.measure == "units" || key.measure == "revenue" || key.measure == "cost";
    if (key.table == "offers" && is_sold) {
      add_to(whom(key, all, all, all), outcome);
      add_to(whom(key, all, of_brand, all), outcome);
      if (const auto owner = firms.find(of_brand.key); owner != firms.end())
        add_to(whom(key, all, all, owner->second), outcome);
    } else if (counts_an_end(key)) {
      for (const OutcomeKey& to : {whom(key, all, all, all), whom(key, all, of_brand, all)})
        add(outcome.values, sold.sales(to).ended);
    } else if (key.table == "segments" && key.measure == "units") {
      add_to(whom(key, of_segment, all, all), outcome);
      add_to(whom(key, of_segment, of_brand, all), outcome);
    }
  }
  return sold;
}

/// Unknown where nothing was sold: a share of nothing is no 0.
Series ratio(const Series& above, const Series& below) {
  Series ratio(above.size(), above.get_allocator());
  for (std::size_t i = 0; i < ratio.size(); ++i)
    ratio[i] = below[i] > 0.0 ? above[i] / below[i] : std::numeric_limits<double>::quiet_NaN();
  return ratio;
}

/// Figures of those who hold something, over a time of so many weeks.
struct Holding {
  const Sales& sales;
  double weeks, weeks_per_tick;
  double weight;  ///< real customers whom each simulated one stands for

  /// In the mean over the ticks.
  Series customers() const { return scaled(sales.units, weeks_per_tick / weeks); }
  /// Ends by months of use. Nobody ends anything in a tick without a row.
  Series churn() const {
    Series ended(sales.ended, sales.units.get_allocator());
    ended.resize(sales.units.size());
    return ratio(ended, months());
  }
  Series revenue_per_customer() const {
    Series revenue(sales.revenue, sales.units.get_allocator());
    revenue.resize(sales.units.size());
    return scaled(ratio(revenue, months()), 1.0 / weight);
  }

 private:
  /// Months of use, of all who hold it together.
  Series months() const { return scaled(sales.units, weeks_per_tick * 12.0 / 52.0); }
  static Series scaled(const Series& values, double factor) {
    Series scaled(values, values.get_allocator());
    for (double& value : scaled) value *= factor;
    return scaled;
  }
};

/// What offers earn before programmes, which are paid by firms: their table `firms` takes them off.
Series profit(const Series& revenue, const Series& cost) {
  Series profit(revenue, revenue.get_allocator());
  for (std::size_t i = 0; i < cost.size(); ++i) profit[i] -= cost[i];
  return profit;
}

}  // namespace

std::set<LabelKey> needs_held(const Scenario& scenario) {
  std::set<LabelKey> held;
  const std::vector<NeedSpec>& needs = scenario.base.market->needs;
  for (std::size_t n = 0; n < needs.size(); ++n)
    if (customers_hold(needs[n])) held.insert(Thing::of_need(n).key());
  return held;
}

/// A market that was put together by hand may have no rule of occasions yet.
bool customers_hold(const NeedSpec& need) {
  return need.occasions.of != nullptr && make_occasions(need)->held().has_value();
}

bool customers_hold(const Scenario& scenario) {
  const std::vector<NeedSpec>& needs = scenario.base.market->needs;
  return std::all_of(needs.begin(), needs.end(), [](const NeedSpec& need) { return customers_hold(need); });
}

std::vector<Outcome> market_outcomes(const Scenario& scenario, const Directory& directory, const Outcomes& outcomes) {
  const SalesByWhom sold = add_up(directory, outcomes);
  const std::set<LabelKey> held = needs_held(scenario);
  // Money is that of the whole market, units are those of the customers lived.
  const double weight = scenario.base.market->customer_weight;
  const Label all;
  std::vector<Outcome> rows;
  for (const auto& row : sold.rows()) {
    const OutcomeKey& key = row.first;
    const Sales& sales = row.second;
    put_cells_aside();
    // Money without units: an offer that was given up and still has bills.
    if (sales.units.empty()) continue;
    const auto write = [&](const std::string& measure, const std::string& unit, Fold fold, Series values) {
      rows.push_back({key, fold, outcomes.replicates, std::move(values)});
      rows.back().key.measure = measure, rows.back().key.unit = unit;
    };
    write("units", "units", Fold::sum, Series(sales.units, sales.units.get_allocator()));
    if (!key.brand.empty() || !key.firm.empty())
      write("share", "share", Fold::mean,
            ratio(sales.units, sold.find(whom(key, label_of(key, in_segment), all, all)).units));
    const bool of_contracts = key.segment.empty() && held.contains(label_of(key, &OutcomeKey::need).key);
    const Holding holding{sales, key.weeks, scenario.clock.weeks_per_tick, weight};
    if (of_contracts) write("customers", "customers", Fold::mean, holding.customers());
    if (of_contracts && key.firm.empty()) write("churn_a_month", "share", Fold::mean, holding.churn());
    if (sales.currency.empty()) continue;
    if (of_contracts) write("revenue_per_customer_a_month", sales.currency, Fold::mean, holding.revenue_per_customer());
    // Bills may be missing where units are known, never the other way round.
    Series revenue(sales.revenue, sales.revenue.get_allocator());
    revenue.resize(sales.units.size());  // empty where all of it is given away
    write("profit", sales.currency, Fold::sum, profit(revenue, sales.cost));
    Series paid = ratio(revenue, sales.units);
    for (double& price : paid) price /= weight;
    write("price_paid", sales.currency, Fold::mean, std::move(paid));
    write("revenue", sales.currency, Fold::sum, std::move(revenue));
  }
  return rows;
}

}  // namespace clientele
