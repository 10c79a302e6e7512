#include "experiments/compare/focus.h"

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "scenarios/variants.h"

namespace clientele {
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
  bolt_cheaper: {change: {firms.Acme Ltd.brands.Bolt.price: -5 %}}
)",
                       "market.yaml");
}

/// The share of this brand moves more than that of Rival.
std::vector<ChangeRow> moved(const std::string& brand) {
  ChangeRow little;
  little.table = "market", little.measure = "share", little.brand = "Rival", little.difference = 0.01;
  ChangeRow much = little;
  much.brand = brand, much.difference = -0.02;
  return {little, much};
}

TEST(Focus, IsTheFirstBrandThatChanges) {
  const Scenario lived = scenario();
  const Focus focus = find_focus(lived, variant_called(lived, "cheaper"), "", {});
  EXPECT_EQ(focus.brand, "Acme");
  EXPECT_EQ(focus.firm, "Acme Ltd");
  EXPECT_EQ(focus.need, "soap");
  EXPECT_EQ(focus.siblings, std::vector<std::string>{"Bolt"});
}

TEST(Focus, KeepsTheNameOfTheBaseCase) {
  const Scenario lived = scenario();
  EXPECT_EQ(find_focus(lived, variant_called(lived, "renamed"), "", {}).brand, "Acme");
  EXPECT_EQ(find_focus(lived, variant_called(lived, "renamed"), "New Acme", {}).brand, "Acme");
}

TEST(Focus, IsWhatMovesMostWhereAllBrandsChange) {
  const Scenario lived = scenario();
  EXPECT_EQ(find_focus(lived, variant_called(lived, "all_dearer"), "", moved("Acme")).brand, "Acme") << "2 points";
  EXPECT_EQ(find_focus(lived, variant_called(lived, "all_dearer"), "", {}).brand, "Rival")
      << "nothing is known of shares";
}

TEST(Focus, IsWhatMovesMostWhereNoBrandChanges) {
  const Scenario lived = scenario();
  EXPECT_EQ(find_focus(lived, variant_called(lived, "only_renamed"), "", moved("Acme")).brand, "Acme")
      << "a name is no change";
}

TEST(Focus, OfAFirmIsItsBrandThatChanges) {
  const Scenario lived = scenario();
  EXPECT_EQ(find_focus(lived, variant_called(lived, "bolt_cheaper"), "Acme Ltd", {}).brand, "Bolt");
  EXPECT_EQ(find_focus(lived, variant_called(lived, "cheaper"), "Acme Ltd", {}).brand, "Acme");
  EXPECT_EQ(find_focus(lived, variant_called(lived, "cheaper"), "Rival", {}).brand, "Rival");
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
}  // namespace clientele
