#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::reference_test {
namespace {

constexpr std::uint32_t customers = 10'000, replicates = 40;
constexpr int weeks = 52;

/// Shares as five independent programs found them, nothing first: over 52 weeks, and in the last week.
constexpr double over_the_year[] = {0.1108, 0.1838, 0.1736, 0.1790, 0.1743, 0.1785};
constexpr double in_the_last_week[] = {
    1.0 - 0.1966 - 0.1700 - 0.1830 - 0.1645 - 0.1787, 0.1966, 0.1700, 0.1830, 0.1645, 0.1787};

struct Shares {
  std::vector<double> year = std::vector<double>(6), last = std::vector<double>(6);
};

Shares mean_shares() {
  Shares shares;
  Team team(0);
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    Market market(alone(reference(customers), {.seed = 1, .replicate = replicate}), team);
    for (int week = 0; week < weeks; ++week) {
      market.live_tick();
      const auto& units = market.world(0).needs[0].counts.units;
      for (std::size_t slot = 0; slot < 6; ++slot) {
        const double share = static_cast<double>(units[slot]) / (double{customers} * replicates);
        shares.year[slot] += share / weeks;
        if (week + 1 == weeks) shares.last[slot] += share;
      }
    }
  }
  return shares;
}

// Five standard errors of a mean of 40 seeds (6e-7 two-sided), with half a unit of the published last digit; a share
// of the last week by the binomial law, against a published mean with the same error. Catches any change of meaning:
// friends heard in the same week, mean of other friends, feeling not mixed, satisfaction that learns before the noise.
TEST(ReferenceMarket, HasThePublishedShares) {
  const Shares shares = mean_shares();
  const double of_seeds = 0.0006 / std::sqrt(double{replicates});
  for (std::size_t slot = 0; slot < 6; ++slot) {
    EXPECT_NEAR(shares.year[slot], over_the_year[slot], 5.0 * of_seeds + 5e-5) << "slot " << slot;
    const double p = in_the_last_week[slot], error = std::sqrt(2.0 * p * (1.0 - p) / (double{customers} * replicates));
    EXPECT_NEAR(shares.last[slot], p, 5.0 * error + 5e-5) << "slot " << slot;
  }
}

}  // namespace
}  // namespace clientele::markets::reference_test
