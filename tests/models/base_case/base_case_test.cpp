#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::base_case_test {
namespace {

const std::vector<double> shares{0.5, 0.3, 0.2};

/// Attributes say most for the smallest brand, and habits follow what is bought.
MarketSpec market_of(std::uint32_t customers) {
  MarketSpec market = repeat_buying(customers, {.shares = shares, .mean = 0.5});
  market.needs.front().attributes = {"one"};
  for (std::size_t j = 0; j < shares.size(); ++j)
    market.needs.front().offers[j].attributes = {0.5 * static_cast<double>(j)};
  put(market.needs.front(), on("attributes", {{"weight", {Distribution::Family::lognormal, 0.0, 0.5}}}));
  put(market.needs.front(), on("habit"));
  return market;
}

std::vector<double> mean_base_probabilities(const Market::Setup& setup, Team& team) {
  Market market(setup, team);
  return market.means(0, 0, *market.plans().front().base_probability());
}

// 5 standard deviations of the mean of 30,000 customers. The ablation: without the search the smallest has far more.
TEST(BaseCase, HasBaseProbabilitiesWhoseMeansAreTheBaseShares) {
  Team team(2);
  const Market::Setup setup = alone(market_of(30'000));
  const auto means = mean_base_probabilities(with_base_case(setup, {.ticks = 4}, team), team);
  for (std::size_t b = 0; b < shares.size(); ++b) EXPECT_NEAR(means[b], shares[b], 0.012) << b;
  EXPECT_GT(mean_base_probabilities(setup, team).back(), 0.27);
}

}  // namespace
}  // namespace clientele::markets::base_case_test
