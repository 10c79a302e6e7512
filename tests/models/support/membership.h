#pragma once

#include <string>
#include <vector>

#include "tests/models/support/markets.h"

namespace clientele::markets {

/// The brands on customers' minds in a market of five brands, by [brand][customer].
struct Minds {
  std::vector<std::vector<float>> in;
  std::vector<float> last;  ///< position of the brand bought last + 1
  bool is_last(std::size_t brand, std::size_t customer) const {
    return last[customer] == static_cast<float>(brand + 1);
  }
};

inline Minds minds_of(const Seen& seen, const std::string& column, const std::string& last) {
  return {seen.columns.at(column), seen.columns.at(last).front()};
}

inline const std::vector<double> five_shares{0.35, 0.25, 0.2, 0.13, 0.07};

/// Five brands; customers buy about so often a week, or hardly ever.
inline constexpr double hardly_ever = 1e-9;
inline MarketSpec five_brands(std::uint32_t customers, double mean, const Setting& setting) {
  MarketSpec market = repeat_buying(customers, {.shares = five_shares, .s = 3.0, .mean = mean, .shape = 1.0});
  put(market.needs.front(), setting);
  return market;
}

/// How many of `which` customers have a brand on their minds, and out of how many.
struct Counted {
  std::uint64_t in = 0, of = 0;
};
template <class Which>
Counted count_in(const Minds& minds, std::size_t brand, Which which) {
  Counted counted;
  for (std::size_t i = 0; i < minds.last.size(); ++i) {
    if (!which(i)) continue;
    ++counted.of;
    counted.in += minds.in[brand][i] > 0.5F ? 1 : 0;
  }
  return counted;
}

/// What a year sold, by slot.
inline std::vector<double> shares_of_year(Market& market, int weeks = 52) {
  std::vector<double> units(market.world(0).needs.front().counts.units.size());
  double sum = 0.0;
  for (int week = 0; week < weeks; ++week) {
    market.live_tick();
    const auto& sold = market.world(0).needs.front().counts.units;
    for (std::size_t slot = 1; slot < units.size(); ++slot)
      units[slot] += static_cast<double>(sold[slot]), sum += static_cast<double>(sold[slot]);
  }
  for (double& of_slot : units) of_slot /= sum;
  return units;
}

}  // namespace clientele::markets
