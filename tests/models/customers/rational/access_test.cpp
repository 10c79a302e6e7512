#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::access_test {
namespace {

constexpr auto constant = Distribution::constant;

TEST(Access, CostsInProportionToTheEffortThatWasAdded) {
  Stage stage("access", {{"weight", constant(2.0)}}, 3);
  stage.scene.offers[1].base.effort = 0.2, stage.scene.offers[1].now.effort = 0.5;
  stage.scene.offers[2].base.effort = 0.5, stage.scene.offers[2].now.effort = 0.4;
  const auto added = stage.weigh();
  EXPECT_FLOAT_EQ(added[0][1], -0.6F);
  EXPECT_FLOAT_EQ(added[1][1], 0.2F);
}

TEST(Access, AddsNothingWhereEffortIsAsInTheBaseCase) {
  Stage stage("access", {}, 3);
  for (const std::size_t slot : {1U, 2U})
    stage.scene.offers[slot].base.effort = stage.scene.offers[slot].now.effort = 0.7;
  EXPECT_EQ(stage.weigh()[0][0], 0.0F);
}

// The entrant's base is the mean of the base case: as hard to get as the others, it loses nothing.
TEST(Access, ComparesAnEntrantWithTheMeanOfTheBaseCase) {
  MarketSpec base = plain(2'000, {{}, {}});
  for (OfferSpec& offer : base.needs.front().offers) offer.effort = 0.4;
  MarketSpec entry = base;
  add_offer(entry, 0, {}).effort = 0.4;
  put(entry.needs.front(), on("access"));
  MarketSpec without = entry;
  remove(without.needs.front(), "access");
  const auto tick = live(beside({base, entry, without}), 1).front();
  EXPECT_EQ(tick[1].chosen, tick[2].chosen);
}

TEST(Access, LosesCustomersToClosedDoorsAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{}, {}});
  put(base.needs.front(), on("access", {{"weight", constant(2.0)}}));
  MarketSpec closed = base;
  closed.needs.front().offers[0].effort = 0.5;
  const Claim claim{.behaviour = "access", .base = base, .variant = closed};
  EXPECT_LT(gain_with(claim).high, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::access_test
