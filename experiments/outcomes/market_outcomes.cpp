#include "experiments/outcomes/market_outcomes.h"

#include <limits>
#include <map>

#include "experiments/outcomes/outcome_names.h"

namespace clientele {
namespace {

using Values = std::vector<double>;

/// What was sold, [world][replicate]; money stays empty where only units are known.
struct Sales {
  Values units, revenue, cost;
  std::string currency;
};

/// Needs, brands and firms with what each sold, in the order of their first row.
class Market {
 public:
  Sales& sales(const OutcomeKey& whom) {
    const auto [place, added] = places_.try_emplace(whom, rows_.size());
    if (added) rows_.emplace_back(whom, Sales{});
    return rows_[place->second].second;
  }
  const Sales& find(const OutcomeKey& whom) const { return rows_[places_.at(whom)].second; }
  const std::vector<std::pair<OutcomeKey, Sales>>& rows() const { return rows_; }

 private:
  std::map<OutcomeKey, std::size_t> places_;
  std::vector<std::pair<OutcomeKey, Sales>> rows_;
};

void add(const Values& more, Values& sum) {
  sum.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) sum[i] += more[i];
}

/// Firms that own several brands of the base case or of a variant, by brand.
std::map<std::string, std::string> firms_of_brands(const Scenario& scenario) {
  std::map<std::string, std::string> firms;
  std::map<std::string, int> brands;
  const auto read = [&](const Timeline& world) {
    const WorldNames names(scenario.base, world);
    const MarketSpec& market = *world.back().market;
    for (const BrandSpec& brand : market.brands) {
      const std::string& firm = names.base_name("firm", "", market.firms[brand.firm].name);
      if (firms.try_emplace(names.base_name("brand", "", brand.name), firm).second) ++brands[firm];
    }
  };
  read(scenario.base);
  for (const Variant& variant : scenario.variants) read(variant.timeline);
  std::erase_if(firms, [&](const auto& entry) { return brands[entry.second] < 2; });
  return firms;
}

OutcomeKey whom(const OutcomeKey& key, std::string segment, std::string brand, std::string firm) {
  OutcomeKey whom;
  whom.table = "market";
  whom.need = key.need;
  whom.segment = std::move(segment), whom.brand = std::move(brand), whom.firm = std::move(firm);
  whom.time = key.time, whom.weeks = key.weeks;
  return whom;
}

Market add_up(const Scenario& scenario, const Outcomes& outcomes) {
  const std::map<std::string, std::string> firms = firms_of_brands(scenario);
  Market market;
  const auto add_to = [&](const OutcomeKey& to, const Outcome& outcome) {
    Sales& sales = market.sales(to);
    const bool units = outcome.key.measure == "units";
    if (!units) sales.currency = outcome.key.unit;
    add(outcome.values, units ? sales.units : (outcome.key.measure == "revenue" ? sales.revenue : sales.cost));
  };
  for (const Outcome& outcome : outcomes.rows) {
    const OutcomeKey& key = outcome.key;
    const bool sold = key.measure == "units" || key.measure == "revenue" || key.measure == "cost";
    if (key.table == "offers" && sold) {
      add_to(whom(key, "", "", ""), outcome);
      add_to(whom(key, "", key.brand, ""), outcome);
      if (const auto firm = firms.find(key.brand); firm != firms.end())
        add_to(whom(key, "", "", firm->second), outcome);
    } else if (key.table == "segments" && key.measure == "units") {
      add_to(whom(key, key.segment, "", ""), outcome);
      add_to(whom(key, key.segment, key.brand, ""), outcome);
    }
  }
  return market;
}

Values ratio(const Values& above, const Values& below) {
  Values ratio(above.size());
  for (std::size_t i = 0; i < ratio.size(); ++i)
    ratio[i] = below[i] > 0.0 ? above[i] / below[i] : std::numeric_limits<double>::quiet_NaN();
  return ratio;
}

Values profit(Values revenue, const Values& cost) {
  for (std::size_t i = 0; i < cost.size(); ++i) revenue[i] -= cost[i];
  return revenue;
}

}  // namespace

std::vector<Outcome> market_outcomes(const Scenario& scenario, const Outcomes& outcomes) {
  const Market market = add_up(scenario, outcomes);
  std::vector<Outcome> rows;
  for (const auto& [key, sales] : market.rows()) {
    if (sales.units.empty()) continue;
    const auto write = [&](const std::string& measure, const std::string& unit, Fold fold, Values values) {
      rows.push_back({key, fold, outcomes.replicates, std::move(values)});
      rows.back().key.measure = measure, rows.back().key.unit = unit;
    };
    write("units", "units", Fold::sum, sales.units);
    if (!key.brand.empty() || !key.firm.empty())
      write("share", "share", Fold::mean, ratio(sales.units, market.find(whom(key, key.segment, "", "")).units));
    if (sales.currency.empty()) continue;
    Values revenue = sales.revenue;
    revenue.resize(sales.units.size());  // empty where all of it is given away
    write("profit", sales.currency, Fold::sum, profit(revenue, sales.cost));
    write("price_paid", sales.currency, Fold::mean, ratio(revenue, sales.units));
    write("revenue", sales.currency, Fold::sum, std::move(revenue));
  }
  return rows;
}

}  // namespace clientele
