#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::expectation_test {
namespace {

constexpr double code = 1.0 / 65535.0;  ///< the grain in which expectations are kept

/// Two brands that promise other than they deliver.
MarketSpec market_of(double rate, double promise = 0.0) {
  MarketSpec market = plain(5'000, {{.quality = 0.4}, {.quality = 0.7}});
  NeedSpec& need = market.needs.front();
  need.offers[0].promised = 0.9;
  need.offers[1].promised = 0.5;
  need.behaviours = {
      on("expectation", {{"rate", Distribution::constant(rate)}, {"promise", Distribution::constant(promise)}})};
  return market;
}

TEST(Expectation, BeginsWithThePromise) {
  Team team(1);
  const Market market(alone(market_of(0.2)), team);
  const auto expected = look(market).columns.at("expectation");
  for (const float of_first : expected[0]) EXPECT_NEAR(of_first, 0.9, code);
  for (const float of_second : expected[1]) EXPECT_NEAR(of_second, 0.5, code);
}

// An offer that only another world has must not touch anybody here.
TEST(Expectation, BeginsWithTheMeanQualityWhereNothingIsOnOffer) {
  MarketSpec launching = market_of(0.2);
  add_offer(launching, 0, {.quality = 0.95}).available = false;
  Team team(1);
  const Market market(beside({market_of(0.2), launching}), team);
  for (const std::size_t world : {0U, 1U}) {
    const auto expected = look(market, world).columns.at("expectation");
    for (const float of_first : expected[0]) EXPECT_NEAR(of_first, 0.9, code);
    for (const float of_launched : expected[2]) EXPECT_NEAR(of_launched, (0.4 + 0.7) / 2.0, code);
  }
}

TEST(Expectation, TakesUpAShareOfEverySurprise) {
  const double promised[] = {0.9, 0.5}, quality[] = {0.4, 0.7};
  std::vector<std::array<double, 2>> expected(5'000, {promised[0], promised[1]});
  for (const auto& tick : live(alone(market_of(0.2)), 5)) {
    const Seen& seen = tick.front();
    for (std::size_t i = 0; i < seen.chosen.size(); ++i) {
      const std::size_t brand = seen.chosen[i] - 1U;
      expected[i][brand] += 0.2 * (quality[brand] - expected[i][brand]);
      for (std::size_t b = 0; b < 2; ++b) EXPECT_NEAR(seen.columns.at("expectation")[b][i], expected[i][b], 5 * code);
    }
  }
}

TEST(Expectation, StaysWithThePromiseAtRateZero) {
  const Seen seen = live(alone(market_of(0.0)), 5).back().front();
  for (const float of_first : seen.columns.at("expectation")[0]) EXPECT_NEAR(of_first, 0.9, 6 * code);
}

// Buyers or not: everybody hears it. The ablation is the same market with nobody listening.
TEST(Expectation, MovesTowardsWhatIsPromisedLater) {
  const double pull = 0.1;
  for (const double heard : {pull, 0.0}) {
    Market::Setup setup = beside({market_of(0.0, heard)});
    setup.worlds.front().term_changes = {new_term(2, "promised", 1.0, 1)};
    const auto lived = live(setup, 5);
    for (int tick = 0; tick < 5; ++tick) {
      const double gap = 0.5 * std::exp(-heard * std::max(0, tick - 1));
      for (const float expected : lived[tick][0].columns.at("expectation")[1])
        ASSERT_NEAR(expected, 1.0 - gap, 5 * code);
      for (const float expected : lived[tick][0].columns.at("expectation")[0]) ASSERT_NEAR(expected, 0.9, code);
    }
  }
}

TEST(Expectation, HearsTheMeanPromiseOfABrandWithSeveralOffers) {
  MarketSpec market = market_of(0.0, 100.0);
  market.needs.front().offers[1].brand = 0;
  Team team(1);
  Market lived(alone(market), team);
  for (int tick = 0; tick < 2; ++tick) {
    const Seen seen = look(lived);
    for (const float expected : seen.columns.at("expectation")[0]) ASSERT_NEAR(expected, 0.7, code);
    lived.live_tick();
  }
}

}  // namespace
}  // namespace clientele::markets::expectation_test
