#include "models/behaviours.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::attribute_weights_test {
namespace {

/// Two needs; `behaviour` at the top, in the first need and in a segment.
std::string market(const std::string& top, const std::string& need = "{}", const std::string& segment = "{}") {
  return "clientele: 1\n"
         "customers: {count: 10, segments: {a: {share: 50 %, behaviour: " +
         segment +
         "}, b: {share: 50 %}}}\n"
         "needs:\n"
         "  one: {attributes: [taste, care], behaviour: " +
         need +
         "}\n"
         "  two: {attributes: [care, speed]}\n"
         "behaviour: " +
         top +
         "\n"
         "brands: [{name: A, need: one}, {name: B, need: two}]\n";
}

double weight(const Scenario& scenario, std::size_t need, std::size_t segment, std::size_t attribute) {
  return setting(scenario.base, "attributes", need).value(0, segment, attribute).a;
}

TEST(AttributeWeights, AreOneForAllOrAMapByName) {
  const Scenario one = read(market("{attributes: {weight: 3}}"));
  const Scenario map = read(market("{attributes: {weight: {care: 2, taste: 'normal(4, 1)'}}}"));
  for (const std::size_t attribute : {0U, 1U}) EXPECT_DOUBLE_EQ(weight(one, 0, 0, attribute), 3.0);
  EXPECT_DOUBLE_EQ(weight(map, 0, 0, 0), 4.0);
  EXPECT_EQ(setting(map.base, "attributes").value(0, 0, 0).family, Distribution::Family::normal);
  EXPECT_DOUBLE_EQ(weight(map, 0, 0, 1), 2.0);
  EXPECT_DOUBLE_EQ(weight(map, 1, 0, 0), 2.0);
  EXPECT_DOUBLE_EQ(weight(map, 1, 0, 1), 1.0);  // not named: the preset
}

TEST(AttributeWeights, DifferByNeedThenBySegment) {
  const Scenario scenario = read(market("{attributes: {weight: {care: 2}}}", "{attributes: {weight: {taste: 5}}}",
                                        "{attributes: {weight: {care: 7}}}"));
  EXPECT_DOUBLE_EQ(weight(scenario, 0, 0, 1), 7.0);
  EXPECT_DOUBLE_EQ(weight(scenario, 0, 1, 1), 2.0);
  EXPECT_DOUBLE_EQ(weight(scenario, 0, 0, 0), 5.0);
  EXPECT_DOUBLE_EQ(weight(scenario, 1, 0, 1), 1.0);
  const Scenario one_for_all = read(market("{attributes: {weight: {care: 2}}}", "{}", "{attributes: {weight: 6}}"));
  EXPECT_DOUBLE_EQ(weight(one_for_all, 0, 0, 1), 6.0);
  EXPECT_DOUBLE_EQ(weight(one_for_all, 0, 1, 1), 2.0);
}

TEST(AttributeWeights, AreRefusedForAttributesThatNoNeedHas) {
  EXPECT_EQ(complaints(market("{attributes: {weight: {car: 2}}}")),
            std::vector<std::string>{"m.yaml:6:40: behaviour.attributes.weight.car: no need that this is for has an "
                                     "attribute 'car'. Did you mean 'care'?"});
  EXPECT_EQ(complaints(market("{}", "{attributes: {weight: {speed: 2}}}")).size(), 1U);
  EXPECT_EQ(complaints(market("{attributes: {weight: {care: much}}}")),
            std::vector<std::string>{"m.yaml:6:41: behaviour.attributes.weight.care: much is not a number."});
  EXPECT_EQ(complaints(market("{attributes: {weight: [1, 2]}}")).size(), 1U);
}

TEST(AttributeWeights, AreChangedOneByOneOrTogether) {
  const std::string text = market("{attributes: {weight: {care: 2}}}");
  const auto with_set = [&](const std::string& start, const std::string& set) {
    return read(start, std::vector<std::string>{set});
  };
  EXPECT_DOUBLE_EQ(weight(with_set(text, "behaviour.attributes.weight.care=+50 %"), 0, 0, 1), 3.0);
  EXPECT_DOUBLE_EQ(weight(with_set(text, "behaviour.attributes.weight.taste=4"), 0, 0, 0), 4.0);
  EXPECT_DOUBLE_EQ(weight(with_set(text, "behaviour.attributes.weight.taste=4"), 0, 0, 1), 2.0);
  EXPECT_DOUBLE_EQ(weight(with_set(text, "behaviour.attributes.weight=4"), 0, 0, 1), 4.0);
  EXPECT_DOUBLE_EQ(weight(with_set(market("{attributes: on}"), "behaviour.attributes.weight.taste=4"), 0, 0, 0), 4.0);
  EXPECT_DOUBLE_EQ(weight(with_set(market("{attributes: {weight: 2}}"), "behaviour.attributes.weight=+50 %"), 0, 0, 1),
                   3.0);
  EXPECT_DOUBLE_EQ(
      weight(with_set(market("{attributes: {weight: 2}}"), "behaviour.attributes.weight={care: 5}"), 0, 0, 1), 5.0);
}

TEST(AttributeWeights, KeepTheOneForAllFromBeingLostByAChangeOfOne) {
  EXPECT_EQ(complaints(market("{attributes: {weight: 2}}"), {"behaviour.attributes.weight.care=4"}),
            std::vector<std::string>{
                "--set: behaviour.attributes.weight.care: 'weight' is one value for all here (2). Write a map by name "
                "in the scenario, then parts of it can be changed."});
}

TEST(AttributeWeights, MayHaveRangesOfTheirOwn) {
  const std::string ranges = "uncertainty: {draws: 2, ranges: {behaviour.attributes.weight.care: 1 to 2}}\n";
  EXPECT_EQ(complaints(market("{attributes: {weight: {care: 2}}}") + ranges), std::vector<std::string>{});
}

}  // namespace
}  // namespace clientele::testing::attribute_weights_test
