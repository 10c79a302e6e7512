#include "tests/scenarios/support.h"

namespace clientele::testing::extra_variants_test {
namespace {

using Texts = std::vector<std::string>;

ExtraVariant extra(const Texts& changes, const std::string& extends = "") {
  return {"change", "what if", changes, extends, "--set"};
}

const std::string with_variant = small_market + "variants: {cut: {change: {brands.Acme.price: -50 %}}}\n";

TEST(VariantsOfTheLine, ComeAfterThoseOfTheFile) {
  const Scenario scenario = read(with_variant, LoadOptions{{}, {extra({"brands.Best.price=+1 GBP"})}});
  ASSERT_EQ(scenario.variants.size(), 2U);
  const Variant& variant = scenario.variants[1];
  EXPECT_EQ(variant.name, "change");
  EXPECT_EQ(variant.question, "what if");
  EXPECT_EQ(offers(variant.timeline)[0].price.value, 20000);
  EXPECT_EQ(offers(variant.timeline)[1].price.value, 20000);
  EXPECT_EQ(offers(scenario.base)[1].price.value, 10000);
}

TEST(VariantsOfTheLine, ActOnTheBaseCaseAsTheLineSetsIt) {
  const LoadOptions options{{{"brands.Acme.price=4 GBP"}}, {extra({"brands.Acme.price=-50 %"})}};
  const Scenario scenario = read(small_market, options);
  EXPECT_EQ(offers(scenario.base)[0].price.value, 40000);
  EXPECT_EQ(offers(scenario.variants.at(0).timeline)[0].price.value, 20000);
}

TEST(VariantsOfTheLine, MayExtendVariantsOfTheFile) {
  const Scenario scenario = read(with_variant, LoadOptions{{}, {extra({"brands.Acme.price=+1 GBP"}, "cut")}});
  EXPECT_EQ(offers(scenario.variants.at(1).timeline)[0].price.value, 20000);
  EXPECT_EQ(complaints(with_variant, LoadOptions{{}, {extra({}, "cud")}}),
            Texts{"--set: variants.change.extends: there is no variant 'cud'. Did you mean 'cut'?"});
}

TEST(VariantsOfTheLine, MayChangeNothing) {
  for (const Texts& nothing : {Texts{}, Texts{"brands.Acme.price=+0 %"}, Texts{"brands.Acme.name=Acme"}}) {
    const Scenario scenario = read(small_market, LoadOptions{{}, {extra(nothing)}});
    EXPECT_TRUE(ticks_of_change(scenario.variants.at(0).timeline).empty());
    EXPECT_TRUE(*scenario.variants[0].timeline.market == *scenario.base.market);
  }
}

TEST(VariantsOfTheLine, StandInTheResolvedText) {
  const LoadOptions options{{}, {extra({"brands.\"Best\".price=3 GBP", "behaviour.price.elasticity=-3"})}};
  const Scenario again = read(read(small_market, options).resolved);
  EXPECT_EQ(offers(again.variants.at(0).timeline)[1].price.value, 30000);
}

TEST(VariantsOfTheLine, ThatTwinsCannotShareAreRefusedWithTheReason) {
  const std::string own_file = " Make a scenario file of its own with 'extends:'.";
  const std::vector<std::pair<std::string, std::string>> rows{
      {"seed=3",
       "seed: a variant cannot change this (twins need the same people with the same luck). Use --seed or "
       "--replicates."},
      {"customers.count=5", "customers.count: a variant cannot change this (twins need the same people)." + own_file},
      {"customers={count: 5}", "customers: a variant cannot change this (twins need the same people)." + own_file},
      {"clock.length=3 weeks",
       "clock.length: a variant cannot change this (twins are compared tick by tick, so they need the same clock)." +
           own_file},
      {"network=small_world", "network: a variant cannot change this (twins need the same friends)." + own_file},
      {"discount=3 %",
       "discount: a variant cannot change this (the money of all variants is judged by one rate)." + own_file},
      {"uncertainty=none",
       "uncertainty: a variant cannot change this (a variant is lived with every set of it)." + own_file}};
  for (const auto& [change, sentence] : rows)
    EXPECT_EQ(complaints(small_market, LoadOptions{{}, {extra({change})}}), Texts{"--set: " + sentence}) << change;
}

TEST(VariantsOfTheLine, ThatAreWrongAreRefusedTogether) {
  const LoadOptions options{{},
                            {extra({"brands.Acme.price=-5 %", "brands.Acme.price=-6 %", "brands.Acm.price=1 GBP", "x",
                                    "brands.Best.price=9999999 GBP", "brands.Best.cost=\"1"})}};
  EXPECT_EQ(
      complaints(small_market, options),
      (Texts{"--set: brands.Acme.price: this value is changed twice, and only one change could count. Remove one.",
             "--set: 'x' is not PATH=VALUE. Write it like 'customers.count=1000'.",
             "--set: brands.Best.cost: a quoted text is not closed. Add the missing quote.",
             "--set: brands.Acm.price: nothing in 'brands' is called 'Acm'. Did you mean 'Acme'?",
             "--set: brands.Best.price: 9999999 GBP is outside [0, 1000000] GBP (price per unit)."}));
}

TEST(VariantsOfTheLine, NeedNamesOfTheirOwn) {
  ExtraVariant taken = extra({});
  taken.name = "cut";
  EXPECT_EQ(complaints(with_variant, LoadOptions{{}, {taken}}),
            Texts{"--set: there is a variant 'cut' already. Choose another name."});
  EXPECT_EQ(complaints(small_market + "variants: 5\n", LoadOptions{{}, {taken}}),
            Texts{"m.yaml:9:11: variants: 5 stands where a map of names is expected."});
}

}  // namespace
}  // namespace clientele::testing::extra_variants_test
