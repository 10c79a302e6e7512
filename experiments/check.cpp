#include "experiments/check.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>

#include "models/firms/service.h"
#include "models/market/base_case.h"
#include "models/market/market.h"
#include "output/numbers.h"

namespace clientele {
namespace {

constexpr std::uint32_t most_needed_customers = 50'000;
constexpr double weeks_per_year = 52.0;
constexpr int years = 4;
/// Calibrated scenarios stay within this: science.md section 2.
constexpr double share_bound = 0.01, volume_bound = 0.01;

struct Year {
  std::vector<std::int64_t> units;  ///< by brand of the market
};

Year live_year(Market& market, std::uint32_t need, int ticks) {
  Year year{std::vector<std::int64_t>(market.world(0).moment().market->brands.size())};
  const NeedSpec& spec = market.world(0).moment().market->needs[need];
  for (int t = 0; t < ticks; ++t) {
    market.live_tick();
    for (std::size_t slot = 1; slot <= spec.offers.size(); ++slot)
      year.units[spec.offers[slot - 1].brand] += market.world(0).needs[need].counts.units[slot];
  }
  return year;
}

double total(const Year& year) {
  return static_cast<double>(std::accumulate(year.units.begin(), year.units.end(), std::int64_t{0}));
}

Drift drift_between(const MarketSpec& market, std::uint32_t need, const Year& first, const Year& last) {
  Drift drift{.need = market.needs[need].name, .worst_brand = {}};
  const double before = total(first), after = total(last);
  if (before <= 0.0 || after <= 0.0) return drift;
  drift.volume = after / before - 1.0;
  for (std::size_t b = 0; b < first.units.size(); ++b) {
    const double share = static_cast<double>(first.units[b]) / before;
    const double change = static_cast<double>(last.units[b]) / after - share;
    if (std::abs(change) > std::abs(drift.worst_share))
      drift.worst_share = change, drift.worst_brand = market.brands[b].name;
    // Two years of independent choices given tastes: their variance is at most that of a binomial.
    drift.share_luck =
        std::max(drift.share_luck, 2.0 * std::sqrt(share * (1.0 - share) * (1.0 / before + 1.0 / after)));
  }
  drift.volume_luck = 2.0 * std::sqrt(1.0 / before + 1.0 / after);
  return drift;
}

/// The base case alone: no events, no scheduled prices, no shortages.
std::shared_ptr<const MarketSpec> quiet_market(const Scenario& scenario) {
  auto market = std::make_shared<MarketSpec>(*scenario.base.front().market);
  if (market->network.kind != NetworkSpec::Kind::edges)
    resize_market(*market, std::max(market->customers, most_needed_customers));
  for (NeedSpec& need : market->needs)
    for (OfferSpec& offer : need.offers) {
      offer.price = offer.price_at(0);
      offer.schedule.clear();
      offer.stock.reset();
    }
  return market;
}

}  // namespace

std::vector<Drift> measure_drift(const Scenario& scenario, unsigned threads) {
  Team team(threads);
  const Timeline base{{0, quiet_market(scenario)}};
  const BaseCase base_case = find_base_case(scenario.base, scenario.clock, scenario.seed, team);
  const MarketSpec& spec = *base.front().market;
  const int ticks = std::max(1, static_cast<int>(weeks_per_year / scenario.clock.weeks_per_tick));
  std::vector<Drift> drifts;
  for (std::uint32_t need = 0; need < spec.needs.size(); ++need) {
    Market market({.base = base,
                   .worlds = {base},
                   .clock = scenario.clock,
                   .key = {scenario.seed, 0},
                   .base_case = base_case,
                   .panel = false},
                  team);
    market.burn_in();
    const Year first = live_year(market, need, ticks);
    for (int year = 1; year + 1 < years; ++year) live_year(market, need, ticks);
    drifts.push_back(drift_between(spec, need, first, live_year(market, need, ticks)));
  }
  return drifts;
}

std::string check_report(const Scenario& scenario, unsigned threads) {
  std::ostringstream out;
  out << "Base drift when nothing happens, first year to fourth:\n";
  for (const Drift& drift : measure_drift(scenario, threads)) {
    const bool stays = std::abs(drift.worst_share) <= share_bound && std::abs(drift.volume) <= volume_bound;
    out << "  " << drift.need << ": share at most " << points(drift.worst_share, 2)
        << (drift.worst_brand.empty() ? "" : " (" + drift.worst_brand + ")") << ", volume "
        << signed_decimal(100.0 * drift.volume, 2) << " %; chance alone makes up to "
        << decimal(100.0 * drift.share_luck, 2) << " points and " << decimal(100.0 * drift.volume_luck, 2) << " %. "
        << (stays ? "Within 1 point and 1 %: the base case holds.\n"
                  : "More than 1 point or 1 %: learned states are still moving. Give clock.burn_in more time, or read "
                    "differences between variants rather than trends.\n");
  }
  return out.str();
}

}  // namespace clientele
