#include <memory>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "tests/models/support/ablation.h"
#include "tests/models/support/membership.h"
#include "tests/support/statistics.h"

namespace clientele::markets::consideration_test {
namespace {

constexpr std::uint32_t customers = 20'000;
constexpr double in_set = 0.7, renewal = 0.1;

Setting rule(double share = in_set) {
  return on("consideration", {{"share", Distribution::constant(share)}, {"renewal", Distribution::constant(renewal)}});
}

Minds minds(const Market& market, std::size_t world = 0) {
  return minds_of(look(market, world), "considered", "considered_last");
}

/// The share of those who bought another brand last who have this one in their sets.
double open_to(std::size_t brand) { return (in_set - five_shares[brand]) / (1.0 - five_shares[brand]); }

// The brand bought last is one of the set: beside it the largest brand would be in .7 + .3 * .35 of all sets.
TEST(Consideration, HoldsEachBrandAsOftenAsItSays) {
  Team team(1);
  const Minds now = minds(Market(alone(five_brands(customers, hardly_ever, rule())), team));
  for (std::size_t b = 0; b < five_shares.size(); ++b) {
    const Counted all = count_in(now, b, [](std::size_t) { return true; });
    EXPECT_GT(statistics::binomial_p_value(all.in, all.of, in_set), statistics::false_alarm_rate) << b;
    const Counted buyers = count_in(now, b, [&](std::size_t i) { return now.is_last(b, i); });
    EXPECT_EQ(buyers.in, buyers.of);
  }
}

TEST(Consideration, RenewsAPartOfEachSetInAWeek) {
  Team team(1);
  Market market(alone(five_brands(customers, hardly_ever, rule())), team);
  const Minds before = minds(market);
  market.live_tick();
  const Minds after = minds(market);
  for (std::size_t b = 0; b < five_shares.size(); ++b) {
    const auto had = [&](bool in) {
      return [&, in](std::size_t i) { return !before.is_last(b, i) && (before.in[b][i] > 0.5F) == in; };
    };
    const Counted stayed = count_in(after, b, had(true)), came = count_in(after, b, had(false));
    const double out = renewal * (1.0 - open_to(b));
    EXPECT_GT(statistics::binomial_p_value(stayed.in, stayed.of, 1.0 - out), statistics::false_alarm_rate) << b;
    EXPECT_GT(statistics::binomial_p_value(came.in, came.of, renewal * open_to(b)), statistics::false_alarm_rate) << b;
  }
}

TEST(Consideration, LeavesOnlyBrandsOfTheSetToChooseFrom) {
  Team team(1);
  Market market(alone(five_brands(customers, 0.5, rule())), team);
  for (int week = 0; week < 20; ++week) {
    const Minds before = minds(market);
    market.live_tick();
    const Minds after = minds(market);
    const Seen seen = look(market);
    for (std::size_t k = 0; k < seen.customer.size(); ++k) {
      const std::size_t i = seen.customer[k], brand = seen.chosen[k] - std::size_t{1};
      ASSERT_EQ(after.in[brand][i], 1.0F);
    }
    for (std::size_t i = 0; i < customers; ++i)
      ASSERT_EQ(after.in[static_cast<std::size_t>(before.last[i]) - 1][i], 1.0F) << "the brand bought before is lost";
  }
}

// Same luck, nobody buying: a brand in a set is in it too where sets hold more.
TEST(Consideration, NeverTakesABrandFromATwinWhoseSetHoldsMore) {
  Team team(1);
  Market market(beside({five_brands(customers, hardly_ever, rule(0.5)), five_brands(customers, hardly_ever, rule())}),
                team);
  for (int week = 0; week < 20; ++week) {
    market.live_tick();
    const Minds few = minds(market, 0), more = minds(market, 1);
    for (std::size_t b = 0; b < five_shares.size(); ++b)
      for (std::size_t i = 0; i < customers; ++i) ASSERT_GE(more.in[b][i], few.in[b][i]);
    EXPECT_NE(more.in, few.in);
  }
}

// Small sets favour small brands, as everybody has one brand in them by buying it: hence the constants.
TEST(Consideration, TakesFromTheLargestBrandWhenSetsAreSmallAndNothingWhenOff) {
  const Claim claim{.behaviour = "consideration",
                    .base = five_brands(4'000, 0.3, rule()),
                    .variant = five_brands(4'000, 0.3, rule(0.45)),
                    .ticks = 26};
  EXPECT_LT(gain_with(claim).high, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

// 300,000 purchases a year: luck is below .4 of a point. Who comes to a brand has it in the set and keeps it when
// leaving, so that sets hold each brand as often at the end as at the start.
TEST(Consideration, LeavesBaseSharesAndSetsAsGivenForFourYears) {
  const MarketSpec market = five_brands(customers, 0.3, rule());
  Team team(1);
  Market lived(with_base_case(alone(market), {}, team), team);
  for (int year = 0; year < 4; ++year) {
    const std::vector<double> shares = shares_of_year(lived);
    for (std::size_t b = 0; b < five_shares.size(); ++b) EXPECT_NEAR(shares[b + 1], five_shares[b], 0.01) << year;
  }
  const Minds now = minds(lived);
  for (std::size_t b = 0; b < five_shares.size(); ++b) {
    const Counted all = count_in(now, b, [](std::size_t) { return true; });
    EXPECT_NEAR(static_cast<double>(all.in) / customers, in_set, 0.02) << b;
  }
}

// Both on: the brand drawn to have been bought last is the same, so that nobody is left without any.
TEST(Consideration, SharesTheBrandBoughtLastWithAwareness) {
  MarketSpec market = five_brands(customers, hardly_ever, rule());
  put(market.needs.front(), on("awareness"));
  Team team(1);
  const Market lived(alone(market), team);
  EXPECT_EQ(minds(lived).last, minds_of(look(lived), "awareness", "awareness_last").last);
}

}  // namespace
}  // namespace clientele::markets::consideration_test
