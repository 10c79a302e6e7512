#include <memory>
#include <numeric>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "tests/models/support/ablation.h"
#include "tests/models/support/membership.h"
#include "tests/support/statistics.h"

namespace clientele::markets::awareness_test {
namespace {

constexpr std::uint32_t customers = 20'000;
constexpr double effect = 0.5, forgetting = 0.03, encounter = 0.02;

Setting rule(double forgets = forgetting, double meets = encounter) {
  const auto constant = Distribution::constant;
  return on("awareness",
            {{"effect", constant(effect)}, {"forgetting", constant(forgets)}, {"encounter", constant(meets)}});
}

/// Advertising of the first four of five brands reaches 20, 10, 6 and 1 % in a week.
MarketSpec market_of(double mean, const Setting& setting = rule()) {
  MarketSpec market = five_brands(customers, mean, setting);
  const std::vector<double> reached{0.2, 0.1, 0.06, 0.01};
  for (std::size_t b = 0; b < reached.size(); ++b) market.brands[b].advertising = reached[b];
  return market;
}

/// Those of market_of: rho H, or the encounter where that is more.
const std::vector<double> enters{0.1, 0.05, 0.03, encounter, encounter};

Minds minds(const Market& market, std::size_t world = 0) {
  return minds_of(look(market, world), "awareness", "awareness_last");
}

// False alarms 1e-6 each. Kills rates of entering and leaving that are mixed up, or shared by brands.
TEST(Awareness, EntersAndLeavesAtItsRates) {
  Team team(1);
  Market market(alone(market_of(hardly_ever)), team);
  const Minds before = minds(market);
  market.live_tick();
  const Minds after = minds(market);
  for (std::size_t b = 0; b < enters.size(); ++b) {
    const auto knew = [&](bool known) {
      return [&, known](std::size_t i) { return !before.is_last(b, i) && (before.in[b][i] > 0.5F) == known; };
    };
    const Counted stayed = count_in(after, b, knew(true)), came = count_in(after, b, knew(false));
    EXPECT_GT(statistics::binomial_p_value(stayed.in, stayed.of, 1.0 - forgetting), statistics::false_alarm_rate) << b;
    EXPECT_GT(statistics::binomial_p_value(came.in, came.of, enters[b]), statistics::false_alarm_rate) << b;
  }
}

// Four years: rho H / (rho H + delta) of those who bought another last, to begin with and to end with.
TEST(Awareness, StartsAndStaysAtItsStationaryShare) {
  Team team(1);
  Market market(alone(market_of(hardly_ever)), team);
  const auto expect_stationary = [&] {
    const Minds now = minds(market);
    for (std::size_t b = 0; b < enters.size(); ++b) {
      const Counted others = count_in(now, b, [&](std::size_t i) { return !now.is_last(b, i); });
      const double known = enters[b] / (enters[b] + forgetting);
      EXPECT_GT(statistics::binomial_p_value(others.in, others.of, known), statistics::false_alarm_rate) << b;
    }
  };
  expect_stationary();
  for (int week = 0; week < 208; ++week) market.live_tick();
  expect_stationary();
}

TEST(Awareness, KeepsTheBrandBoughtLastAndItAloneWhereNothingElseIsKnown) {
  MarketSpec market = five_brands(customers, 0.5, rule(1.0, 0.0));
  Team team(1);
  Market lived(alone(market), team);
  Minds before = minds(lived);
  for (int week = 0; week < 10; ++week) {
    lived.live_tick();
    const Seen seen = look(lived);
    for (std::size_t i = 0; i < seen.customer.size(); ++i)
      ASSERT_EQ(static_cast<float>(seen.chosen[i]), before.last[seen.customer[i]]);
    before = minds(lived);
    for (std::size_t b = 0; b < before.in.size(); ++b)
      for (std::size_t i = 0; i < customers; ++i) ASSERT_EQ(before.in[b][i] > 0.5F, before.is_last(b, i));
  }
}

TEST(Awareness, BeginsWithABrandBoughtLastOfTheBaseShares) {
  Team team(1);
  const Minds now = minds(Market(alone(market_of(hardly_ever)), team));
  for (std::size_t b = 0; b < five_shares.size(); ++b) {
    const Counted all = count_in(now, b, [&](std::size_t i) { return now.is_last(b, i); });
    EXPECT_EQ(all.in, all.of);
    EXPECT_GT(statistics::binomial_p_value(all.of, customers, five_shares[b]), statistics::false_alarm_rate) << b;
  }
}

// Same luck: whoever knows a brand knows it too where it advertises more.
TEST(Awareness, IsNeverTakenFromATwinByMoreAdvertising) {
  const MarketSpec base = market_of(hardly_ever);
  MarketSpec more = base;
  more.brands.front().advertising = 0.4;
  Team team(1);
  Market market(beside({base, more}), team);
  std::uint64_t gained = 0;
  for (int week = 0; week < 52; ++week) {
    market.live_tick();
    const auto less = minds(market, 0).in.front(), with = minds(market, 1).in.front();
    for (std::size_t i = 0; i < customers; ++i) {
      ASSERT_GE(with[i], less[i]);
      gained += with[i] > less[i] ? 1 : 0;
    }
  }
  EXPECT_GT(gained, 0U);
}

// Nobody has spoken of it: it begins with the talk about others for what talk adds to its utility, not to be known by.
TEST(Awareness, OfANewcomerDoesNotBeginWithTheTalkAboutOthers) {
  MarketSpec base = market_of(hardly_ever);
  base.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 4};
  for (const char* learned : {"expectation", "disconfirmation"}) put(base.needs.front(), on(learned));
  put(base.needs.front(), on("word_of_mouth", {{"rate", Distribution::constant(0.0)}}));
  MarketSpec launched = base, later = base;
  add_offer(launched, 0, {});
  add_offer(later, 0, {}).available = false;
  Market::Setup setup = beside({base, launched, later});
  setup.worlds[2] = becoming(later, 2, launched);
  setup.base_case.needs.resize(1);
  setup.base_case.needs.front().baselines = {{"told", std::vector<float>(5, 1.0F)}};
  Team team(1);
  Market market(setup, team);
  for (int tick = 0; tick < 3; ++tick) market.live_tick();
  const auto known = [&](std::size_t world, std::size_t brand) {
    const auto in = minds(market, world).in[brand];
    return std::accumulate(in.begin(), in.end(), 0.0) / customers;
  };
  EXPECT_GT(known(1, 4), 0.95) << "what is said of others makes them known";
  EXPECT_LT(known(1, 5), 0.5) << "known as if it had always been met on shelves";
  EXPECT_LT(known(2, 5), 2.0 * encounter);
}

TEST(Awareness, LosesBuyersWhenAdvertisingStopsAndNoneWhenOff) {
  MarketSpec base = market_of(0.3), silent;
  base.customers = 4'000;
  silent = base;
  silent.brands.front().advertising = 0.0;
  const Claim claim{.behaviour = "awareness", .base = base, .variant = silent, .ticks = 52};
  EXPECT_LT(gain_with(claim).high, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

// Brands are unequally known, and constants make up for it. 300,000 purchases a year: luck is below .4 of a point.
TEST(Awareness, LeavesBaseSharesAsGivenForFourYears) {
  const MarketSpec market = market_of(0.3);
  Team team(1);
  Market lived(with_base_case(alone(market), {}, team), team);
  for (int year = 0; year < 4; ++year) {
    const std::vector<double> shares = shares_of_year(lived);
    for (std::size_t b = 0; b < five_shares.size(); ++b) EXPECT_NEAR(shares[b + 1], five_shares[b], 0.01) << year;
  }
}

}  // namespace
}  // namespace clientele::markets::awareness_test
