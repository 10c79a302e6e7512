#include "models/firms/service.h"

#include <gtest/gtest.h>

#include "models/laws/erlang.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::service_test {
namespace {

const ServiceSpec five{.staff = 5.0, .handling_minutes = 6.0, .hours = 40.0, .patience_minutes = 5.0};

// Ten contacts an hour and person; patience of a twelfth of an hour.
TEST(ShareAnswered, IsThatOfAQueueWithImpatience) {
  const Waiting law = waiting({.arrivals = 45.0, .services = 10.0, .servers = 5, .impatience = 12.0});
  EXPECT_DOUBLE_EQ(share_answered(five, 45.0 * 40.0), 1.0 - law.given_up);
  EXPECT_LT(share_answered(five, 45.0 * 40.0), 0.9);
}

TEST(ShareAnswered, IsAllWithoutStaffOrCalls) {
  EXPECT_EQ(share_answered({.staff = 0.0}, 1e6), 1.0);
  EXPECT_EQ(share_answered(five, 0.0), 1.0);
}

TEST(ShareAnswered, LiesBetweenForPartOfAPerson) {
  ServiceSpec service = five;
  const auto with = [&](double staff) { return service.staff = staff, share_answered(service, 2'000.0); };
  EXPECT_NEAR(with(5.25), 0.75 * with(5.0) + 0.25 * with(6.0), 1e-12);
  EXPECT_NEAR(with(0.5), 0.5 * with(1.0), 1e-12);
  for (double staff = 0.5; staff < 12.0; staff += 0.5) EXPECT_LT(with(staff), with(staff + 0.5));
}

// The short cut for queues that never empty, against the sum where both can be had; and loads that no sum can bear.
TEST(ShareAnswered, IsCapacityOverLoadWhereManyTooManyCall) {
  ServiceSpec service = five;
  service.patience_minutes = 60.0;
  const Waiting law = waiting({.arrivals = 500.0, .services = 10.0, .servers = 5, .impatience = 1.0});
  EXPECT_NEAR(share_answered(service, 500.0 * 40.0), 1.0 - law.given_up, 1e-12);
  service.patience_minutes = 1e4;
  EXPECT_NEAR(share_answered(service, 1e12), 50.0 * 40.0 / 1e12, 1e-15);
}

const BrandView& brand_of(const Market& market, std::uint32_t need = 0) {
  return market.world(0).moments.front().needs[need].scene.brand.front();
}

/// One contact from each of 2,000 customers in each week, in each of two needs that one firm serves.
MarketSpec market_of_one_firm(double staff) {
  MarketSpec market = plain(2'000, {{.quality = 0.5}});
  NeedSpec second = market.needs.front();
  second.name = "second";
  market.needs.push_back(second);
  add_offer(market, 1, {.quality = 0.5});
  market.needs[1].offers.erase(market.needs[1].offers.begin());
  market.brands[1].firm = 0;
  for (NeedSpec& need : market.needs) put(need, on("service"));
  for (FirmSpec& firm : market.firms) firm.service = {.staff = staff, .contacts = 1.0, .manner = 0.8};
  return market;
}

// Whatever the past: the load is a mean per week from the second tick on, and nothing before the first.
TEST(QueueOfAFirm, IsLoadedByAllItsNeedsAsTheyWereLately) {
  Team team(1);
  const MarketSpec market = market_of_one_firm(9.0);
  Market lived(alone(market), team);
  lived.live_tick();
  EXPECT_EQ(brand_of(lived).answered, 1.0F);
  const auto answered = static_cast<float>(share_answered(market.firms[0].service, 4'000.0));
  EXPECT_LT(answered, 0.9F);
  for (int tick = 0; tick < 3; ++tick) {
    lived.live_tick();
    EXPECT_NEAR(brand_of(lived, 0).answered, answered, 1e-6);
    EXPECT_NEAR(brand_of(lived, 1).answered, answered, 1e-6);
    EXPECT_NEAR(brand_of(lived, 1).service, 0.8 * answered, 1e-6);
  }
}

TEST(QueueOfAFirm, CountsTheBurnInAsPast) {
  Market::Setup setup = alone(market_of_one_firm(9.0));
  setup.clock.burn_in = 1;
  Team team(1);
  Market lived(setup, team);
  lived.burn_in();
  lived.live_tick();
  EXPECT_NEAR(brand_of(lived).answered, share_answered({.staff = 9.0}, 4'000.0), 1e-6);
}

// A calibration has customers of its own: the queue is that of the customers whom the staff is there for.
TEST(QueueOfAFirm, StaysAsLongWhenTheMarketIsResized) {
  const MarketSpec market = market_of_one_firm(9.0);
  MarketSpec larger = market;
  resize_market(larger, 6'000);
  resize_market(larger, 5'000);
  EXPECT_EQ(larger.customers, 5'000U);
  Team team(1);
  Market lived(alone(market), team), resized(alone(larger), team);
  for (int tick = 0; tick < 2; ++tick) lived.live_tick(), resized.live_tick();
  EXPECT_LT(brand_of(lived).answered, 0.9F);
  EXPECT_NEAR(brand_of(resized).answered, brand_of(lived).answered, 1e-6);
}

}  // namespace
}  // namespace clientele::markets::service_test
