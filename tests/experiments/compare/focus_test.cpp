#include "experiments/compare/focus.h"

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "scenarios/variants.h"
#include "tests/experiments/support/things.h"

namespace clientele::focus_test {
namespace {

Scenario scenario() {
  return read_scenario(R"(
clientele: 1
clock: {tick: week, length: 52 weeks}
customers: {count: 1000}
needs:
  soap: {occasions: {kind: repeat, mean: 0.3 per week, shape: 1}, loyalty: 1.3}
behaviour: {price: {elasticity: -2}}
firms:
  - {name: Rival, brands: [{name: Rival, share: 50 %, price: 1 EUR, cost: 0.6 EUR}]}
  - name: Acme Ltd
    brands: [{name: Acme, share: 30 %, price: 1 EUR, cost: 0.6 EUR}, {name: Bolt, share: 20 %, price: 1 EUR, cost: 0.6 EUR}]
variants:
  cheaper: {change: {firms.Acme Ltd.brands.Acme.price: -5 %}}
  renamed: {change: {firms.Acme Ltd.brands.Acme.price: -5 %, firms.Acme Ltd.brands.Acme.name: New Acme}}
  all_dearer: {change: {firms.*.brands.*.price: +5 %}}
  only_renamed: {change: {firms.Acme Ltd.brands.Acme.name: New Acme}}
  richer: {change: {firms.Acme Ltd.cash: 1000 EUR}}
  bolt_cheaper: {change: {firms.Acme Ltd.brands.Bolt.price: -5 %}}
)",
                       "market.yaml");
}

/// The share of this brand moves more than that of Rival.
std::vector<ChangeRow> moved(const std::string& brand) {
  ChangeRow little;
  little.table = "market", little.measure = "share", little.brand = "Rival", little.difference = 0.01;
  little.brand_key = thing_called(scenario().base, "brand", little.brand).key;
  ChangeRow much = little;
  much.brand = brand, much.brand_key = thing_called(scenario().base, "brand", brand).key, much.difference = -0.02;
  return {little, much};
}

TEST(Focus, IsTheFirstBrandThatChanges) {
  const Scenario lived = scenario();
  const Focus focus = find_focus(lived, variant_called(lived, "cheaper"), "", {});
  EXPECT_EQ(focus.brand.text, "Acme");
  EXPECT_EQ(focus.firm.text, "Acme Ltd");
  EXPECT_EQ(focus.need.text, "soap");
  ASSERT_EQ(focus.siblings.size(), 1U);
  EXPECT_EQ(focus.siblings.front().text, "Bolt");
}

TEST(Focus, KeepsTheNameOfTheBaseCase) {
  const Scenario lived = scenario();
  EXPECT_EQ(find_focus(lived, variant_called(lived, "renamed"), "", {}).brand.text, "Acme");
  EXPECT_EQ(find_focus(lived, variant_called(lived, "renamed"), "New Acme", {}).brand.text, "Acme");
}

TEST(Focus, SaysWhereTheBrandStandsInTheVariant) {
  const Scenario lived = scenario();
  const Focus focus = find_focus(lived, variant_called(lived, "renamed"), "New Acme", {});
  EXPECT_EQ(focus.here.brand, (Label{"Acme", Thing::of_brand(1).key()}));
  EXPECT_EQ(focus.here.firm.key, Thing::of_firm(1).key());
  EXPECT_EQ(focus.here.need.key, Thing::of_need(0).key());
  ASSERT_EQ(focus.here.siblings.size(), 1U);
  EXPECT_EQ(focus.here.siblings.front().key, Thing::of_brand(2).key());
}

TEST(Focus, IsWhatMovesMostWhereAllBrandsChange) {
  const Scenario lived = scenario();
  EXPECT_EQ(find_focus(lived, variant_called(lived, "all_dearer"), "", moved("Acme")).brand.text, "Acme") << "2 points";
  EXPECT_EQ(find_focus(lived, variant_called(lived, "all_dearer"), "", {}).brand.text, "Rival")
      << "nothing is known of shares";
}

TEST(Focus, IsTheFirmWhoseOwnLeverIsMoved) {
  const Scenario lived = scenario();
  const Variant& richer = variant_called(lived, "richer");
  EXPECT_EQ(find_focus(lived, richer, "", moved("Rival")).firm.text, "Acme Ltd") << "whoever else moves";
  const Focus focus = find_focus(lived, richer, "", moved("Bolt"));
  EXPECT_EQ(focus.firm.text, "Acme Ltd");
  EXPECT_EQ(focus.brand.text, "Bolt") << "its brand that moves most";
}

TEST(Focus, IsWhatMovesMostWhereNoBrandChanges) {
  const Scenario lived = scenario();
  EXPECT_EQ(find_focus(lived, variant_called(lived, "only_renamed"), "", moved("Acme")).brand.text, "Acme")
      << "a name is no change";
}

TEST(Focus, OfAFirmIsItsBrandThatChanges) {
  const Scenario lived = scenario();
  EXPECT_EQ(find_focus(lived, variant_called(lived, "bolt_cheaper"), "Acme Ltd", {}).brand.text, "Bolt");
  EXPECT_EQ(find_focus(lived, variant_called(lived, "cheaper"), "Acme Ltd", {}).brand.text, "Acme");
  EXPECT_EQ(find_focus(lived, variant_called(lived, "cheaper"), "Rival", {}).brand.text, "Rival");
}

TEST(Focus, OnNobodyIsRefusedWithTheNearestName) {
  check_focus(scenario(), "Acme Ltd");
  try {
    check_focus(scenario(), "Acne");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "--focus: no brand or firm is called 'Acne'. Did you mean 'Acme'?");
  }
}

}  // namespace
}  // namespace clientele::focus_test
