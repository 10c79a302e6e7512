#include "experiments/change_summary.h"

#include <algorithm>
#include <cmath>
#include <ostream>

#include "output/numbers.h"
#include "output/table.h"
#include "experiments/statistics.h"

namespace clientele {
namespace {

/// What a brand did over a whole run, by replicate.
struct BrandTotals {
  std::vector<double> units, profit;  ///< units; currency units
};

BrandTotals totals_of(const Frame& offers, const std::string& world, const std::string& need,
                      const std::string& brand) {
  const auto& worlds = offers.get<std::string>("world");
  const auto& needs = offers.get<std::string>("need");
  const auto& brands = offers.get<std::string>("brand");
  const auto& replicates = offers.get<std::int64_t>("replicate");
  const auto &units = offers.get<std::int64_t>("units"), &revenue = offers.get<std::int64_t>("revenue"),
             &cost = offers.get<std::int64_t>("cost");
  BrandTotals totals;
  for (std::size_t row = 0; row < offers.rows(); ++row) {
    if (worlds[row] != world || needs[row] != need || brands[row] != brand) continue;
    const auto replicate = static_cast<std::size_t>(replicates[row]);
    if (totals.units.size() <= replicate) totals.units.resize(replicate + 1), totals.profit.resize(replicate + 1);
    totals.units[replicate] += static_cast<double>(units[row]);
    totals.profit[replicate] += Money{revenue[row] - cost[row]}.units();
  }
  return totals;
}

struct Pair {
  std::string name;
  BrandTotals base, variant;
};

/// The brands of the need in both worlds, matched by position: a variant may rename a brand.
std::vector<Pair> match_brands(const Scenario& scenario, const Results& results, const Variant& variant,
                               std::size_t need) {
  const MarketSpec &before = *scenario.base.back().market, &after = *variant.timeline.back().market;
  std::vector<std::uint32_t> seen;
  std::vector<Pair> pairs;
  for (const OfferSpec& offer : after.needs[need].offers) {
    if (std::find(seen.begin(), seen.end(), offer.brand) != seen.end()) continue;
    seen.push_back(offer.brand);
    const std::string& name = after.brands[offer.brand].name;
    Pair pair{.name = name,
              .base = {},
              .variant = totals_of(results.frame("offers"), variant.name, after.needs[need].name, name)};
    if (offer.brand < before.brands.size())
      pair.base = totals_of(results.frame("offers"), "base", before.needs[need].name, before.brands[offer.brand].name);
    pair.base.units.resize(pair.variant.units.size()), pair.base.profit.resize(pair.variant.units.size());
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

std::vector<double> shares(const std::vector<Pair>& pairs, std::size_t brand, BrandTotals Pair::*world) {
  std::vector<double> out;
  for (std::size_t r = 0; r < (pairs[brand].*world).units.size(); ++r) {
    double sum = 0.0;
    for (const Pair& pair : pairs) sum += (pair.*world).units[r];
    out.push_back(sum > 0.0 ? 100.0 * (pairs[brand].*world).units[r] / sum : 0.0);
  }
  return out;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

std::string difference_cell(const std::vector<double>& base, const std::vector<double>& variant, int decimals) {
  const Interval d = paired_difference(base, variant);
  std::string cell = signed_decimal(d.mean, decimals);
  if (std::isfinite(d.low))
    cell += " (" + signed_decimal(d.low, decimals) + " to " + signed_decimal(d.high, decimals) + ")";
  return cell;
}

}  // namespace

void write_change(std::ostream& out, const Scenario& scenario, const Results& results, const std::string& name,
                  std::size_t need) {
  const Variant& variant = *std::find_if(scenario.variants.begin(), scenario.variants.end(),
                                         [&](const Variant& v) { return v.name == name; });
  const std::vector<Pair> pairs = match_brands(scenario, results, variant, need);
  const double weeks = scenario.clock.ticks * scenario.clock.weeks_per_tick;
  const std::string money = scenario.currency.empty() ? "profit per week" : "profit per week, " + scenario.currency;
  TextTable table({{"brand", Align::left, ""},
                   {"before", Align::right, "share, %"},
                   {"after", Align::right, "share, %"},
                   {"change, points", Align::right, "share, %"},
                   {"change, %", Align::right, "volume"},
                   {"change", Align::right, money}});
  bool intervals = false;
  for (std::size_t b = 0; b < pairs.size(); ++b) {
    const auto before = shares(pairs, b, &Pair::base), after = shares(pairs, b, &Pair::variant);
    const double units = mean_of(pairs[b].base.units), now = mean_of(pairs[b].variant.units);
    std::vector<double> profit_before = pairs[b].base.profit, profit_after = pairs[b].variant.profit;
    for (double& value : profit_before) value /= weeks;
    for (double& value : profit_after) value /= weeks;
    intervals = intervals || before.size() > 1;
    table.row({pairs[b].name, decimal(mean_of(before), 1), decimal(mean_of(after), 1),
               difference_cell(before, after, 2), units > 0.0 ? signed_decimal(100.0 * (now / units - 1.0), 1) : "new",
               signed_decimal(mean_of(profit_after) - mean_of(profit_before), 2)});
  }
  if (intervals)
    table.note(
        "In brackets: 95 % interval of the mean change over replicates, paired by luck. It covers luck alone, "
        "not how well the parameters are known.");
  out << '\n' << (variant.question.empty() ? "What changes with " + name : variant.question) << " (" << name << ")\n";
  table.write(out);
}

}  // namespace clientele
