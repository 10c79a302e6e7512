#include <set>

#include "models/behaviours.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::behaviour_reader_test {
namespace {

TEST(Behaviours, ActByDefaultWhenTheirEvidenceIsEstablished) {
  const Scenario scenario = read(with(small_market, ", loyalty: 1.3", ""));
  for (const Setting& behaviour : scenario.base.market->needs[0].behaviours)
    EXPECT_EQ(behaviour.on, behaviour.of->evidence == Evidence::established) << behaviour.of->name;
}

TEST(Behaviours, KeepTheOrderOfTheRegistry) {
  const Scenario scenario = read(small_market);
  std::size_t next = 0;
  for (const Declaration* declaration : behaviour_declarations()) {
    if (declaration->kind == Kind::occasion) continue;
    EXPECT_EQ(scenario.base.market->needs[0].behaviours.at(next++).of, declaration);
  }
}

TEST(Behaviours, AllActWhenTeachingButNotTwoRulesForOneThing) {
  const Scenario scenario = read(small_market + "behaviour: {evidence: teaching}\n");
  EXPECT_TRUE(setting(scenario.base, "affect").on);
  EXPECT_TRUE(setting(scenario.base, "habit").on);
  EXPECT_TRUE(setting(scenario.base, "price").on);
  EXPECT_FALSE(setting(scenario.base, "satisfaction").on);
  EXPECT_FALSE(setting(scenario.base, "linear_price").on);
}

/// Of the rules that stand in for `name` and of that rule itself, those that act.
std::vector<std::string> acting_for(const Scenario& scenario, std::string_view name) {
  std::vector<std::string> acting;
  for (const Setting& behaviour : scenario.base.market->needs[0].behaviours)
    if (behaviour.on && (behaviour.of->name == name || behaviour.of->instead_of == name))
      acting.emplace_back(behaviour.of->name);
  return acting;
}

TEST(Behaviours, ActOnceForEachThingWhenTeaching) {
  const Scenario scenario = read(small_market + "behaviour: {evidence: teaching}\n");
  std::set<std::string_view> things;
  for (const Declaration* declaration : behaviour_declarations())
    if (!declaration->instead_of.empty()) things.insert(declaration->instead_of);
  EXPECT_GE(things.size(), 4U);
  for (const std::string_view thing : things) EXPECT_EQ(acting_for(scenario, thing).size(), 1U) << thing;
}

// Both may stand in for talk: they would count the same satisfaction of the same friends twice.
TEST(Behaviours, AreRivalsWhereBothMayStandInForAThird) {
  const std::string market = small_market + "network: small_world\n";
  const Scenario scenario = read(market + "behaviour: {evidence: teaching, friends: on}\n");
  EXPECT_EQ(acting_for(scenario, "word_of_mouth"), std::vector<std::string>{"friends"});
  EXPECT_EQ(complaints(market + "behaviour: {friends: on, social_proof: on, disconfirmation: on, expectation: on}\n"),
            std::vector<std::string>{"m.yaml:10:22: behaviour.friends: 'friends' and 'social_proof' are two rules for "
                                     "the same thing. Turn one off."});
}

// By mode alone they are on and do nothing; who names one wants something of it.
TEST(Behaviours, ThatNeedFriendsAreRefusedWhereTheyAreNamedAndThereAreNone) {
  const std::string named = "behaviour: {friends: on, cumulative_satisfaction: on}\n";
  const std::vector<std::string> refusal{
      "m.yaml:9:22: behaviour.friends: this needs friends, and customers listen to nobody. Add 'network: {kind: "
      "small_world}' or remove it."};
  EXPECT_EQ(complaints(small_market + named), refusal);
  EXPECT_EQ(complaints(small_market + named + "network: none\n"), refusal);
  EXPECT_EQ(complaints(small_market + named + "network: small_world\n"), std::vector<std::string>{});
  EXPECT_EQ(complaints(small_market + "behaviour: {evidence: teaching}\n"), std::vector<std::string>{});
}

TEST(Behaviours, AreTurnedOnAndOffByName) {
  const Scenario scenario = read(
      small_market + "behaviour: {habit: on, price: off, satisfaction: {gain: 3}, cumulative_satisfaction: true}\n");
  EXPECT_TRUE(setting(scenario.base, "habit").on);
  EXPECT_FALSE(setting(scenario.base, "price").on);
  EXPECT_TRUE(setting(scenario.base, "cumulative_satisfaction").on);
  EXPECT_TRUE(setting(scenario.base, "satisfaction").on);
  EXPECT_DOUBLE_EQ(setting(scenario.base, "satisfaction").value(0, 0).a, 3.0);
}

TEST(Behaviours, GiveWayToARivalThatIsNamed) {
  const Scenario scenario = read(small_market + "behaviour: {linear_price: on}\n");
  EXPECT_FALSE(setting(scenario.base, "price").on);
  EXPECT_TRUE(setting(scenario.base, "linear_price").on);
  EXPECT_EQ(complaints(small_market + "behaviour: {linear_price: on, price: on}\n"),
            std::vector<std::string>{"m.yaml:9:27: behaviour.linear_price: 'linear_price' and 'price' are two rules "
                                     "for the same thing. Turn one off."});
}

TEST(Behaviours, DifferByNeedThenBySegment) {
  const Scenario scenario = read(R"(clientele: 1
currency: GBP
customers:
  count: 10
  segments: {a: {share: 50 %, behaviour: {price: {elasticity: -4}, repeat: {mean: 3 per week}}}, b: {share: 50 %}}
needs:
  one: {occasions: {kind: repeat, mean: 1 per week}, behaviour: {price: {elasticity: -3}}}
  two: {behaviour: {price: {spread: 0.1}}}
behaviour: {price: {elasticity: -2, spread: 0.2}}
brands: [{name: A, need: one, price: 1 GBP}, {name: B, need: two, price: 1 GBP}]
)");
  const Setting &one = setting(scenario.base, "price", 0), &two = setting(scenario.base, "price", 1);
  EXPECT_DOUBLE_EQ(one.value(0, 0).a, -4.0);
  EXPECT_DOUBLE_EQ(one.value(0, 1).a, -3.0);
  EXPECT_DOUBLE_EQ(two.value(0, 1).a, -2.0);
  EXPECT_DOUBLE_EQ(one.value(1, 0).a, 0.2);
  EXPECT_DOUBLE_EQ(two.value(1, 0).a, 0.1);
  const NeedSpec& need = scenario.base.market->needs[0];
  EXPECT_DOUBLE_EQ(need.occasions.value(0, 0).a, 3.0);
  EXPECT_DOUBLE_EQ(need.occasions.value(0, 1).a, 1.0);
}

TEST(Loyalty, OfANeedIsTheSumOfItsTastes) {
  EXPECT_DOUBLE_EQ(setting(read(small_market).base, "loyalty").value(0, 0).a, 1.3);
  EXPECT_TRUE(setting(read(small_market).base, "loyalty").on);
  EXPECT_FALSE(setting(read(with(small_market, "loyalty: 1.3", "loyalty: none")).base, "loyalty").on);
}

TEST(Feeling, IsANumberADistributionOrAMap) {
  const auto feeling = [](const std::string& words) {
    return read(with(everything_read, "count: 100", "count: 100, " + words)).base.market->feeling;
  };
  EXPECT_EQ(feeling("feeling: 1.5").weight.at(0), Distribution::constant(1.5));
  EXPECT_EQ(feeling("feeling: \"lognormal(0, 1)\"").weight.at(0),
            (Distribution{Distribution::Family::lognormal, 0, 1}));
  EXPECT_EQ(feeling("feeling: {form: mixed, weight: 0.3}").form, FeelingSpec::Form::mixed);
  const FeelingSpec by_segment = feeling("feeling: 0.2, segments: {a: {share: 30 %}, b: {share: 70 %, feeling: 0.9}}");
  EXPECT_EQ(by_segment.weight.at(0), Distribution::constant(0.2));
  EXPECT_EQ(by_segment.weight.at(1), Distribution::constant(0.9));
}

TEST(Nothing, IsAShareOrAUtility) {
  const auto nothing = [](const std::string& words) {
    return read(with(small_market, "loyalty: 1.3", "nothing: " + words)).base.market->needs[0].nothing;
  };
  EXPECT_EQ(nothing("0 %").kind, OutsideOption::Kind::none);
  EXPECT_EQ(nothing("10 %").kind, OutsideOption::Kind::own_inclusive);
  EXPECT_DOUBLE_EQ(nothing("10 %").share, 0.1);
  EXPECT_EQ(nothing("{utility: -2}").kind, OutsideOption::Kind::fixed);
  EXPECT_DOUBLE_EQ(nothing("{utility: -2}").utility, -2.0);
}

TEST(EdgeFile, IsReadBesideTheScenarioWithOrWithoutAHeading) {
  const Folder folder;
  folder.write("friends.csv", "listener,heard\n0,1\r\n 2 , 99 \n\n");
  const std::string file = folder.write("m.yaml", everything_read + "network: {kind: edges, file: friends.csv}\n");
  const Scenario scenario = load_scenario(file);
  EXPECT_EQ(scenario.base.market->network.edges,
            (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}, {2, 99}}));
  EXPECT_EQ(scenario.files, (std::vector<std::string>{file, folder / "friends.csv"}));
}

TEST(EdgeFile, IsRefusedLineByLine) {
  const Folder folder;
  const std::string edges = folder.write("friends.csv", "0,1\n0,100\n3,3\nfour,5\n1,2,3\n-1,2\n");
  const std::string file = folder.write("m.yaml", small_market + "network: {kind: edges, file: friends.csv}\n");
  try {
    load_scenario(file);
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 5U) << error.what();
    EXPECT_EQ(to_string(error.problems()[0]),
              edges + ":2: customer 100 does not exist: there are 100, counted from 0.");
    EXPECT_EQ(to_string(error.problems()[1]), edges + ":3: customer 3 is tied to itself. Remove the line.");
    EXPECT_EQ(to_string(error.problems()[2]),
              edges + ":4: 'four,5' is not two customer numbers with a comma between them.");
  }
}

}  // namespace
}  // namespace clientele::testing::behaviour_reader_test
