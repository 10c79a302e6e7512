#include "tests/models/support/drift.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/base_case/base_case.h"
#include "tests/models/support/markets.h"

namespace clientele::markets {
namespace {

constexpr int year = 52, years = 4;

/// Units by slot in each year, alone with the base case found for it.
std::vector<std::vector<double>> live_years(const MarketSpec& base, const MarketSpec& lived, const BaseCase& found,
                                            Team& team) {
  Market::Setup setup = alone(lived);
  setup.base = alone(base).base;
  setup.clock = {.weeks_per_tick = 1.0, .ticks = year * years, .burn_in = year};
  setup.base_case = found;
  Market market(setup, team);
  market.burn_in();
  std::vector<std::vector<double>> units(years, std::vector<double>(base.needs.front().offers.size() + 1));
  for (int tick = 0; tick < year * years; ++tick) {
    market.live_tick();
    const auto& now = market.world(0).needs.front().counts.units;
    for (std::size_t slot = 0; slot < now.size(); ++slot) units[tick / year][slot] += static_cast<double>(now[slot]);
  }
  return units;
}

double volume(const std::vector<double>& units) { return std::accumulate(units.begin() + 1, units.end(), 0.0); }

}  // namespace

Drift drift_of(const MarketSpec& market, const MarketSpec& plain) {
  Team team(2);
  const Clock clock{.weeks_per_tick = 1.0, .ticks = year, .burn_in = year};
  const BaseCase found = find_base_case(alone(market).base, clock, 1, team);
  const auto lived = live_years(market, market, found, team), other = live_years(market, plain, found, team);
  const auto gap = [&](int y, std::size_t slot) {
    return lived[y][slot] / volume(lived[y]) - other[y][slot] / volume(other[y]);
  };
  Drift drift{.volume =
                  volume(lived.back()) / volume(other.back()) / (volume(lived.front()) / volume(other.front())) - 1.0};
  for (std::size_t slot = 1; slot < lived.front().size(); ++slot)
    drift.worst_share = std::max(drift.worst_share, std::abs(gap(years - 1, slot) - gap(0, slot)));
  return drift;
}

}  // namespace clientele::markets
