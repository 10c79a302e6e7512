#include "scenarios/variants.h"

#include "tests/scenarios/support.h"

namespace clientele::testing::variants_test {
namespace {

using Texts = std::vector<std::string>;

const std::string late = small_market + R"(variants:
  soon: {at week 2: {brands.Acme.price: 5 GBP}}
  later: {change: {brands.Acme.price: 3 GBP}, at week 30: {brands.Acme.price: 5 GBP}}
  both: {extends: later, at week 40: {brands.Acme.price: 6 GBP}}
  planned: {add: {brands: [{name: New, price: 1 GBP, schedule: [{at: week 20, price: 2 GBP}]}]}, at week 1: {brands.Acme.price: 5 GBP}}
)";

/// What is said to whoever lives variants of four weeks.
Texts refusal(const Texts& names) {
  Texts said;
  try {
    expect_livable(read(late, {"clock.length=4 weeks"}), names);
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) said.push_back(to_string(problem));
  }
  return said;
}

// Kills a scenario that is refused for what nobody lives, and a change after the end that is made at another time.
TEST(LateVariants, AreReadWithoutWhatComesAfterTheEnd) {
  const Scenario scenario = read(late, {"clock.length=4 weeks"});
  ASSERT_EQ(scenario.variants.size(), 4u);
  EXPECT_TRUE(scenario.variants[0].after_end.empty());
  EXPECT_EQ(offers_at(scenario.variants[0].timeline, 3)[0].price.value, 50000);
  EXPECT_EQ(scenario.variants[1].after_end.at(0).when, "week 30");
  EXPECT_EQ(offers_at(scenario.variants[1].timeline, 3)[0].price.value, 30000);
  EXPECT_EQ(scenario.variants[2].after_end.size(), 2u);
  EXPECT_EQ(scenario.variants[3].after_end.size(), 1u);  // met in each of its two epochs
  for (const Variant& variant : read(late).variants) EXPECT_TRUE(variant.after_end.empty()) << variant.name;
}

// Kills a variant that is lived without a part of itself, one that hides behind what it extends, and a refusal of
// others.
TEST(LateVariants, AreRefusedWhereTheyAreLivedAndNobodyElseIs) {
  EXPECT_EQ(refusal({}), Texts());
  EXPECT_EQ(refusal({"soon"}), Texts());
  EXPECT_EQ(refusal({"soon", "soon"}),
            Texts{"variant 'soon' is given twice, and its rows would be there twice. Give it once."});
  EXPECT_EQ(refusal({"sooon"}),
            Texts{"no variant is called 'sooon' in m.yaml. Did you mean 'soon'? It has 'soon', 'later', "
                  "'both', 'planned'."});
  const std::string of_later =
      "m.yaml:11:59: variants.later.at week 30: the run is over by then (it is 4 ticks long). Choose an earlier time "
      "or a longer clock.";
  const std::string of_both =
      "m.yaml:12:38: variants.both.at week 40: the run is over by then (it is 4 ticks long). Choose an earlier time or "
      "a longer clock.";
  EXPECT_EQ(refusal({"later"}), Texts{of_later});
  EXPECT_EQ(refusal({"both"}), (Texts{of_later, of_both}));
  EXPECT_EQ(refusal({"later", "both"}), (Texts{of_later, of_both}));
  EXPECT_EQ(
      refusal({"planned"}),
      Texts{"m.yaml:13:70: brands.New.schedule[0].at: the run is over by then. Choose an earlier time or a longer "
            "clock."});
}

// Kills a warning of the variant before, a length in ticks of days, and a list of times as long as the file.
TEST(LateVariants, AreWarnedOfByName) {
  const std::string rest = "): it could not be lived so. Lengthen clock.length, or leave the variant out.";
  EXPECT_EQ(warnings_of(read(late)), Texts());
  EXPECT_EQ(warnings_of(read(late, {"clock.length=2 weeks", "clock.tick=day"})),
            (Texts{"variant 'soon' changes at week 2, after the end of the clock (2 weeks" + rest,
                   "variant 'later' changes at week 30, after the end of the clock (2 weeks" + rest,
                   "variant 'both' changes at week 30, week 40, after the end of the clock (2 weeks" + rest,
                   "variant 'planned' changes at week 20, after the end of the clock (2 weeks" + rest}));
  const std::string many =
      "variants: {v: {at week 5: {}, at week 6: {}, at week 7: {}, at week 8: {}, at week 9: {}}}\n";
  EXPECT_EQ(
      warnings_of(read(small_market + many, {"clock.length=4 days", "clock.tick=day"})),
      (Texts{"variant 'v' changes at week 5, week 6, week 7 and 2 times more, after the end of the clock (4 ticks" +
             rest}));
}

// Kills a base case that is lived without its own late event, and a variant that is blamed for it.
TEST(LateVariants, AreNotBlamedForTheBaseCase) {
  EXPECT_EQ(
      complaints(late + "events: [{at: week 40, change: {brands.Best.price: -5 %}}]\n", {"clock.length=4 weeks"}),
      Texts{"m.yaml:14:15: events[0].at: the run is over by then (it is 4 ticks long). Choose an earlier time or a "
            "longer clock."});
  const std::string planned = with(late, "price: 1 GBP", "price: 1 GBP, schedule: [{at: week 6, price: 1 GBP}]");
  EXPECT_EQ(
      complaints(planned, {"clock.length=4 weeks"}),
      Texts{"m.yaml:8:61: brands.Best.schedule[0].at: the run is over by then. Choose an earlier time or a longer "
            "clock."});
}

}  // namespace
}  // namespace clientele::testing::variants_test
