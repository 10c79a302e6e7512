#include <algorithm>
#include <sstream>

#include "scenarios/text/yaml_reader.h"
#include "scenarios/words/schema.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::library_test {
namespace {

TEST(ToothpasteScenario, HasThePublishedFigures) {
  const Scenario scenario = load_scenario(library() / "toothpaste.yaml");
  const MarketSpec& market = *scenario.base.market;
  const NeedSpec& need = market.needs.at(0);
  EXPECT_EQ(market.customers, 5240U);
  EXPECT_EQ(need.occasions.of->name, "repeat");
  EXPECT_DOUBLE_EQ(need.occasions.value(0, 0).a, 1.456 / 13.0);
  EXPECT_DOUBLE_EQ(need.occasions.value(1, 0).a, 0.7788);
  EXPECT_DOUBLE_EQ(setting(scenario.base, "loyalty").value(0, 0).a, 1.2953);
  const std::vector<double> shares{.25, .19, .10, .10, .09, .08, .03, .02, .14},
      penetrations{.20, .17, .09, .08, .08, .07, .03, .02};
  ASSERT_EQ(need.offers.size(), shares.size());
  for (std::size_t j = 0; j < shares.size(); ++j) EXPECT_DOUBLE_EQ(*need.offers[j].share, shares[j]);
  for (std::size_t b = 0; b < penetrations.size(); ++b)
    EXPECT_DOUBLE_EQ(*market.brands[b].observed.penetration, penetrations[b]);
  EXPECT_EQ(scenario.variants.at(0).name, "colgate_minus_5_percent");
  EXPECT_EQ(offers(scenario.variants[0].timeline)[0].price.value, 1900);
}

TEST(ReferenceScenario, IsTheMarketOfTheDesign) {
  const Scenario scenario = load_scenario(library() / "reference.yaml");
  const MarketSpec& market = *scenario.base.market;
  EXPECT_EQ(market.customers, 10000U);
  EXPECT_EQ(scenario.clock.ticks, 52);
  EXPECT_EQ(scenario.clock.burn_in, 0);
  const std::vector<std::vector<double>> attributes{
      {.8, .3, .5, .4}, {.4, .7, .6, .3}, {.6, .5, .2, .8}, {.3, .4, .9, .5}, {.5, .6, .4, .6}};
  const std::vector<double> prices{1.2, .9, 1.1, .8, 1.0}, qualities{.75, .55, .65, .45, .60};
  for (std::size_t j = 0; j < 5; ++j) {
    EXPECT_EQ(market.needs[0].offers.at(j).attributes, attributes[j]);
    EXPECT_DOUBLE_EQ(market.needs[0].offers[j].price.units(), prices[j]);
    EXPECT_DOUBLE_EQ(market.needs[0].offers[j].quality, qualities[j]);
  }
  EXPECT_EQ(market.needs[0].nothing.kind, OutsideOption::Kind::fixed);
  EXPECT_EQ(market.feeling.form, FeelingSpec::Form::mixed);
  EXPECT_EQ(market.feeling.weight.at(0), (Distribution{Distribution::Family::uniform, 0, 1}));
  EXPECT_EQ(market.network.neighbours, 8U);
  std::vector<std::string> on;
  for (const Setting& behaviour : market.needs[0].behaviours)
    if (behaviour.on) on.emplace_back(behaviour.of->name);
  std::sort(on.begin(), on.end());
  EXPECT_EQ(on, (std::vector<std::string>{"attributes", "cumulative_satisfaction", "experience", "friends",
                                          "linear_price", "satisfaction"}));
}

TEST(ShippedScenarios, AreReadTheSameFromTheirResolvedText) {
  for (const auto& entry : std::filesystem::directory_iterator(library())) {
    if (entry.path().extension() != ".yaml") continue;
    const Scenario scenario = load_scenario(entry.path());
    const Scenario again = read_scenario(scenario.resolved, entry.path().string());
    EXPECT_EQ(again.resolved, scenario.resolved);
    EXPECT_EQ(again.variants.size(), scenario.variants.size());
  }
}

/// Every object that lists properties closes itself and describes each of them.
void check_closed(const Json& schema, const std::string& at) {
  if (schema.is_array())
    for (std::size_t i = 0; i < schema.size(); ++i) check_closed(schema[i], at + '/' + std::to_string(i));
  if (!schema.is_object()) return;
  if (schema.contains("properties") && schema["properties"].is_object()) {
    EXPECT_EQ(schema["additionalProperties"], false) << at;
    for (const auto& [name, property] : schema["properties"].items())
      EXPECT_TRUE(property.contains("description")) << at << '/' << name;
  }
  for (const auto& [key, value] : schema.items()) check_closed(value, at + '/' + key);
}

TEST(Schema, IsClosedAndDescribesEveryKey) {
  const Json schema = scenario_schema_json(true);
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
  check_closed(schema, "");
}

TEST(Schema, HasEveryParameterWithItsUnitAndBounds) {
  const Json schema = scenario_schema_json(true);
  const Json& habit = schema["properties"]["behaviour"]["properties"]["habit"]["anyOf"][0]["properties"]["strength"];
  EXPECT_EQ(habit["x-unit"], "utility");
  const Json& shape = schema["properties"]["needs"]["anyOf"][1]["additionalProperties"]["properties"]["occasions"]
                            ["anyOf"][0]["properties"]["shape"];
  EXPECT_EQ(shape["anyOf"][0]["minimum"], 0.01);
  EXPECT_EQ(shape["default"], 0.7788);
}

}  // namespace
}  // namespace clientele::testing::library_test
