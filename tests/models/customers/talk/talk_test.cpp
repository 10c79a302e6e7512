#include <cmath>
#include <numeric>
#include <string>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "models/life/market.h"
#include "tests/models/support/drift.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::talk_test {
namespace {

/// Repeat buying among friends, products that fail now and then, and customers who learn of them.
MarketSpec market_of(std::initializer_list<Setting> more) {
  MarketSpec market =
      repeat_buying(20'000, {.shares = {0.35, 0.25, 0.2, 0.13, 0.07}, .s = 1.4, .mean = 0.3, .outside = 0.3});
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 10, .rewiring = 0.1, .edges = {}};
  NeedSpec& need = market.needs.front();
  for (OfferSpec& offer : need.offers) offer.reliability = 0.97;
  for (const char* learning : {"experience", "reliability", "expectation", "disconfirmation"}) put(need, on(learning));
  for (const Setting& setting : more) put(need, setting);
  return market;
}

void expect_to_stay(std::initializer_list<Setting> talk) {
  const Drift drift = drift_of(market_of(talk), market_of({}));
  EXPECT_LT(std::abs(drift.volume), 0.01);
  EXPECT_LT(drift.worst_share, 0.01);
}

// With five times as much talk as packaged goods cause, shares stay within a point and volume within 1 % over four
// years.
TEST(Talk, KeepsTheBaseCaseInPlaceByWordOfMouth) { expect_to_stay({on("word_of_mouth")}); }

TEST(Talk, KeepsTheBaseCaseInPlaceByReviews) { expect_to_stay({on("reviews")}); }

TEST(Talk, KeepsTheBaseCaseInPlaceByReferrals) { expect_to_stay({on("acquisition"), on("referral")}); }

// Reviews are not among them: what is read of a brand feeds on its own sales, and with habits beside it the worst share
// wanders 1.5 points.
TEST(Talk, KeepsTheBaseCaseInPlaceWithHabits) {
  expect_to_stay({on("habit"), on("acquisition"), on("word_of_mouth"), on("referral")});
}

/// Packaged goods talked about at every twentieth purchase, five times as much as they are, and bought so often a week.
MarketSpec talked_about(double purchases_a_week, double rate) {
  MarketSpec market =
      repeat_buying(20'000, {.shares = {0.35, 0.25, 0.2, 0.13, 0.07}, .s = 1.3, .mean = purchases_a_week});
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 10, .rewiring = 0.1, .edges = {}};
  for (const char* learning : {"experience", "expectation", "disconfirmation"}) put(market.needs.front(), on(learning));
  put(market.needs.front(), on("word_of_mouth", {{"rate", Distribution::constant(rate)}}));
  return market;
}

/// The Dirichlet S of a market with as many repeats from one purchase to the next: repeat r = (S h + 1) / (S + 1) over
/// brands, h the sum of squared shares.
double implied_sum(const MarketSpec& spec, int ticks) {
  Team team(2);
  Market market(with_base_case(alone(spec), {.ticks = 52, .burn_in = 52}, team), team);
  market.burn_in();
  std::vector<OfferSlot> last(spec.customers);
  std::vector<double> bought(spec.needs.front().offers.size() + 1);
  double pairs = 0.0, repeats = 0.0, purchases = 0.0, h = 0.0;
  for (int tick = 0; tick < ticks; ++tick) {
    market.live_tick();
    const Seen seen = look(market);
    for (std::size_t i = 0; i < seen.customer.size(); ++i) {
      OfferSlot& before = last[seen.customer[i]];
      pairs += before != nothing_slot ? 1.0 : 0.0, repeats += before == seen.chosen[i] ? 1.0 : 0.0;
      before = seen.chosen[i], bought[before] += 1.0, purchases += 1.0;
    }
  }
  for (const double units : bought) h += units / purchases * (units / purchases);
  return (1.0 - repeats / pairs) / (repeats / pairs - h);
}

// By an independent prototype 1.31 at packaged goods' pace and 1.48 at a purchase a week, of tastes of 1.3.
TEST(Talk, LeavesCustomersAboutAsLoyalAsTheirTastes) {
  const double silent = implied_sum(talked_about(0.112, 0.0), 104),
               seldom = implied_sum(talked_about(0.112, 0.05), 104), weekly = implied_sum(talked_about(1.0, 0.05), 30);
  EXPECT_NEAR(silent, 1.30, 0.05);
  EXPECT_NEAR(seldom, 1.31, 0.05);
  EXPECT_NEAR(weekly, 1.48, 0.10);
  RecordProperty("found", std::to_string(silent) + " " + std::to_string(seldom) + " " + std::to_string(weekly));
}

// The prototype's .1 points in four years, and the smallest brand where it was; luck of twins is about .2 points.
TEST(Talk, MovesNoShareOfPackagedGoods) {
  MarketSpec silent = talked_about(0.112, 0.05);
  remove(silent.needs.front(), "word_of_mouth");
  const Drift drift = drift_of(talked_about(0.112, 0.05), silent);
  EXPECT_LT(std::abs(drift.volume), 0.005);
  EXPECT_LT(drift.worst_share, 0.005);
  RecordProperty("found", std::to_string(drift.worst_share) + " " + std::to_string(drift.volume));
}

// Talk speaks ill of a product that has become worse, by less and less as fewer buy it: it must not feed on itself. The
// smallest brand keeps more than half of its buyers for four years.
TEST(Talk, DoesNotEndTheSmallestBrandWhenItsProductGetsWorse) {
  const MarketSpec market = market_of({on("word_of_mouth"), on("acquisition"), on("reviews"), on("referral")});
  MarketSpec worse = market;
  worse.needs.front().offers.back().quality -= 0.15;
  Team team(2);
  Market lived(with_base_case(beside({market, worse}), {.ticks = 208, .burn_in = 52}, team), team);
  lived.burn_in();
  std::int64_t before = 0, after = 0;
  for (int tick = 0; tick < 208; ++tick) {
    lived.live_tick();
    if (tick < 156) continue;
    before += lived.world(0).needs.front().counts.units.back();
    after += lived.world(1).needs.front().counts.units.back();
  }
  EXPECT_LT(after, before);
  EXPECT_GT(after, before / 2);
}

// What people write must not count as taste when the shares and the volume that are wanted are found: nobody has
// written anything before, so that talk would speak against every brand. 5 standard deviations of 26,000 occasions.
TEST(Talk, LeavesTheBaseShareOfBuyingNothingAsItIs) {
  MarketSpec market = repeat_buying(20'000, {.mean = 0.05, .outside = 0.2});
  for (const char* behaviour :
       {"experience", "expectation", "disconfirmation", "expected_quality", "acquisition", "reviews"})
    put(market.needs.front(), on(behaviour));
  Team team(2);
  Market lived(with_base_case(alone(market), {.ticks = 26, .burn_in = 52}, team), team);
  lived.burn_in();
  std::int64_t nothing = 0, all = 0;
  for (int tick = 0; tick < 26; ++tick) {
    lived.live_tick();
    const std::vector<std::int64_t>& demand = lived.world(0).needs.front().counts.demand;
    nothing += demand.front(), all += std::accumulate(demand.begin(), demand.end(), std::int64_t{0});
  }
  EXPECT_NEAR(static_cast<double>(nothing) / static_cast<double>(all), 0.2, 0.0125);
}

}  // namespace
}  // namespace clientele::markets::talk_test
