#include "scenarios/scenario.h"

#include "tests/scenarios/support.h"

namespace clientele::testing::scenario_test {
namespace {

const std::string market = R"(clientele: 1
clock: {length: 52 weeks}
currency: GBP
customers: {count: 100, segments: [{name: a, share: 50 %, price: {elasticity: -3}}, {name: b, share: 50 %}]}
needs: {drink: {occasions: always, loyalty: 1.3, behaviour: {habit: {strength: 0.5}}}}
behaviour: {price: {elasticity: -2}}
brands:
  - {name: Acme, share: 60 %, price: 2 GBP, schedule: [{at: week 30, price: 3 GBP}]}
  - {name: Best, share: 40 %, price: 1 GBP}
events: [{at: week 20, change: {behaviour.price.elasticity: -1}}]
uncertainty: {ranges: {needs.drink.behaviour.habit.strength: 0.4 to 0.6}}
variants:
  loyal: {change: {needs.drink.behaviour.habit.strength: 0.9}, at week 40: {brands.Best.price: +5 %}}
claims: ['share of Acme: loyal > base']
)";

bool acts(const Timeline& timeline, std::string_view name) {
  bool on = setting(timeline, name).on;
  for (const Epoch& epoch : timeline.epochs)
    for (const Setting& candidate : epoch.rules->needs[0].behaviours)
      on = on || (candidate.of->name == name && candidate.on);
  return on;
}

// Kills a time that is taken without what is planned before its end, and one that is refused for what comes after it.
TEST(Under, TheMarketIsLivedAsLongAsIsAskedFor) {
  const Scenario scenario = read(market);
  const Scenario longer = under(scenario, {.length = "6 years", .off = {}});
  EXPECT_EQ(longer.clock.ticks, 312);
  EXPECT_EQ(longer.clock.burn_in, scenario.clock.burn_in);
  EXPECT_EQ(longer.base.term_changes.size(), scenario.base.term_changes.size());
  EXPECT_TRUE(longer.ensemble.empty());
  EXPECT_TRUE(longer.claims.empty());
  const Scenario shorter = under(scenario, {.length = "10 weeks", .off = {}});
  EXPECT_EQ(shorter.clock.ticks, 10);
  EXPECT_TRUE(shorter.base.epochs.empty());
  EXPECT_TRUE(shorter.variants[0].after_end.empty());
}

// Kills a behaviour that an event, a variant, a need or a segment turns on again, and one that goes beside it.
TEST(Under, WhatIsOffIsOffWhoeverNamesIt) {
  const Scenario scenario = read(market);
  ASSERT_TRUE(acts(scenario.base, "price") && acts(scenario.variants[0].timeline, "habit"));
  const Scenario changed = under(scenario, {.length = "", .off = {"price", "habit"}});
  for (const Timeline* timeline : {&changed.base, static_cast<const Timeline*>(&changed.variants[0].timeline)}) {
    EXPECT_FALSE(acts(*timeline, "price"));
    EXPECT_FALSE(acts(*timeline, "habit"));
    EXPECT_TRUE(acts(*timeline, "loyalty"));
  }
  EXPECT_TRUE(acts(scenario.base, "price"));
  EXPECT_EQ(changed.clock.burn_in, scenario.clock.burn_in);
}

// Kills points that are not read as variants, and those that cannot be.
TEST(Under, VariantsMayBeAdded) {
  const Scenario scenario = read(market);
  const ExtraVariant good{"p = 2", "", {"brands.Best.price=2 GBP"}, ""},
      bad{"p = 3", "", {"brands.Best.price=3 EUR"}, ""};
  EXPECT_EQ(under(scenario, {.length = "", .off = {}, .variants = {good}}).variants.at(1).name, "p = 2");
  EXPECT_THROW(under(scenario, {.length = "", .off = {}, .variants = {bad}}), InputError);
}

}  // namespace
}  // namespace clientele::testing::scenario_test
