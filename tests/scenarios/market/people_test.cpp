#include "tests/scenarios/support.h"

namespace clientele::testing::people_test {
namespace {

std::string with_customers(const std::string& words) {
  return with(everything_read, "count: 100", "count: 100, " + words);
}

TEST(Segments, NameBehavioursDirectly) {
  const std::string segments = with_customers(
      "segments: {a: {share: 50 %, price: {elasticity: -4}, repeat: {mean: 3 per week}}, b: {share: 50 %}}");
  const Scenario scenario = read(with(segments, "occasions: always", "occasions: {kind: repeat, mean: 1 per week}"));
  EXPECT_DOUBLE_EQ(setting(scenario.base, "price").value(0, 0).a, -4.0);
  EXPECT_DOUBLE_EQ(setting(scenario.base, "price").value(0, 1).a, -2.62);
  EXPECT_DOUBLE_EQ(scenario.base.market->needs[0].occasions.value(0, 0).a, 3.0);
  EXPECT_EQ(read(scenario.resolved).resolved, scenario.resolved);
}

TEST(Segments, AreReachedByThePathsOfBoth) {
  const std::string segments =
      with_customers("segments: {a: {share: 50 %, price: {elasticity: -4}}, b: {share: 50 %}}");
  for (const std::string path :
       {"customers.segments.b.price.elasticity", "customers.segments.b.behaviour.price.elasticity"})
    EXPECT_DOUBLE_EQ(setting(read(segments, {path + "=-3"}).base, "price").value(0, 1).a, -3.0) << path;
  const Scenario varied =
      read(segments + "variants: {v: {change: {customers.segments.a: {price: {elasticity: -5}}}}}\n");
  EXPECT_DOUBLE_EQ(setting(varied.variants.at(0).timeline, "price").value(0, 0).a, -5.0);
}

TEST(Segments, DoNotSayOneBehaviourTwice) {
  EXPECT_EQ(complaints(with_customers("segments: {a: {share: 100 %, price: {elasticity: -4}, behaviour: {price: "
                                      "{elasticity: -3}, habit: {strength: 1}}}}")),
            std::vector<std::string>{
                "m.yaml:4:54: customers.segments.a.price: stands under 'behaviour' too (line 4). Keep one of them."});
  EXPECT_EQ(complaints(with_customers("segments: {a: {share: 100 %, prise: {elasticity: -4}}}")),
            std::vector<std::string>{"m.yaml:4:54: customers.segments.a.prise: no such key. Did you mean 'price'?"});
}

TEST(Budgets, AreMoneyForATime) {
  const std::string segments =
      with_customers("segments: {a: {share: 50 %, budget: {amount: 25 EUR per month}}, b: {share: 50 %}}");
  const std::string euro =
      with(with(with(segments, "currency: GBP", "currency: EUR"), "2 GBP", "2 EUR"), "1 GBP", "1 EUR");
  const auto budget = [&](const std::string& set) {
    return setting(read(euro, {"customers.segments.a.budget.amount=" + set}).base, "budget").value(0, 0).a;
  };
  EXPECT_DOUBLE_EQ(budget("+0 %"), 25.0);
  EXPECT_DOUBLE_EQ(budget("-10 %"), 22.5);
  EXPECT_DOUBLE_EQ(budget("+5 EUR per month"), 30.0);
  EXPECT_DOUBLE_EQ(budget("120 EUR per year"), 10.0);
  const auto refusal = [&](const std::string& by) { return complaints(with(euro, "25 EUR per month", by)); };
  EXPECT_EQ(
      refusal("25 GBP per month"),
      std::vector<std::string>{"m.yaml:4:70: customers.segments.a.behaviour.budget.amount: 25 GBP per month is not "
                               "in EUR, the currency of this scenario ('currency:')."});
  EXPECT_EQ(refusal("25 EUR"),
            std::vector<std::string>{"m.yaml:4:70: customers.segments.a.behaviour.budget.amount: 25 EUR has the unit "
                                     "'EUR', not a rate such as '25 EUR per month'."});
}

TEST(Feeling, HasLoadAndWillpowerTooAndSegmentsDiffer) {
  const FeelingSpec feeling =
      read(with_customers(
               "feeling: {weight: 1, load: 30 %, load_effect: 2, willpower: \"uniform(0, 1)\"}, segments: {a: "
               "{share: 50 %, feeling: {load: \"beta(2, 2)\", willpower: 3}}, b: {share: 50 %}}"))
          .base.market->feeling;
  EXPECT_DOUBLE_EQ(feeling.load_effect, 2.0);
  EXPECT_EQ(feeling.weight, std::vector{Distribution::constant(1.0)});
  EXPECT_EQ(feeling.load, (std::vector{Distribution{Distribution::Family::beta, 2, 2}, Distribution::constant(0.3)}));
  EXPECT_EQ(feeling.willpower,
            (std::vector{Distribution::constant(3.0), Distribution{Distribution::Family::uniform, 0, 1}}));
}

TEST(Feeling, IsRefusedWhereItCannotBe) {
  EXPECT_EQ(
      complaints(with_customers("feeling: {load: 2}")),
      std::vector<std::string>{
          "m.yaml:4:41: customers.feeling.load: 2 is outside [0, 1] (what else is on the customer's mind, 0 to 1). "
          "Did you mean '2 %'?"});
  EXPECT_EQ(complaints(with_customers("feeling: {form: mixed, weight: 0.6, load: 0.8}")),
            std::vector<std::string>{
                "m.yaml:4:34: customers.feeling: load can take the weight above 1, and a mixed weight is a share of "
                "feeling. Lower the weight or 'load_effect', or write 'form: added'."});
  EXPECT_TRUE(complaints(with_customers("feeling: {form: mixed, weight: 0.5, load: 0.8}")).empty());
  EXPECT_EQ(complaints(with_customers("segments: {a: {share: 100 %, feeling: {load_effect: 2}}}")),
            std::vector<std::string>{"m.yaml:4:77: customers.segments.a.feeling.load_effect: the effect of load is one "
                                     "for all customers. Set it under customers, and only the weight here."});
}

TEST(EvidenceNamed, RunsNothingThatIsNotNamed) {
  const Scenario scenario =
      read(with(small_market, ", loyalty: 1.3", "") + "behaviour: {evidence: named, habit: on}\n");
  for (const Setting& behaviour : scenario.base.market->needs[0].behaviours)
    EXPECT_EQ(behaviour.on, behaviour.of->name == "habit") << behaviour.of->name;
}

const std::string two_segments = with_customers("segments: {a: {share: 50 %}, b: {share: 50 %}}");

TEST(Networks, OfManyKindsAreRead) {
  const NetworkSpec network =
      read(two_segments + "network: {kind: preferential, neighbours: 4, alike: 30 %}\n").base.market->network;
  EXPECT_EQ(network.kind, NetworkSpec::Kind::preferential);
  EXPECT_EQ(network.neighbours, 4U);
  EXPECT_DOUBLE_EQ(network.alike, 0.3);
}

TEST(Networks, ThatCannotBeAreRefused) {
  EXPECT_EQ(complaints(small_market + "network: {kind: preferential, neighbours: 100}\n"),
            std::vector<std::string>{"m.yaml:9:10: network: 100 neighbours are too many for 100 customers. Lower "
                                     "'neighbours' or raise 'customers.count'."});
  EXPECT_EQ(complaints(small_market + "network: {kind: small_world, alike: 30 %}\n"),
            std::vector<std::string>{"m.yaml:9:37: network.alike: all customers are of one segment, so all are alike. "
                                     "Remove it, or name segments under 'customers:'."});
  EXPECT_EQ(complaints(small_market + "network: {kind: preferential, rewiring: 10 %}\n"),
            std::vector<std::string>{
                "m.yaml:9:41: network.rewiring: this has no effect with 'kind: preferential'. Remove it."});
}

TEST(EdgeFile, MayNameTwoOfItsColumns) {
  const Folder folder;
  folder.write("friends.csv", "since;id_1;weight;id_2\n2001;0;0.5;1\n2002;7;0.1;99\n");
  const auto edges = [&](const std::string& words) {
    return load_scenario(
               folder.write("m.yaml", everything_read + "network: {kind: edges, file: friends.csv, " + words + "}\n"))
        .base.market->network.edges;
  };
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  EXPECT_EQ(edges("columns: [id_1, id_2]"), (Pairs{{0, 1}, {7, 99}}));
  EXPECT_EQ(edges("columns: [id_2, id_1]"), (Pairs{{1, 0}, {99, 7}}));
  EXPECT_EQ(edges("columns: [id_1, id_2], mutual: true"), (Pairs{{0, 1}, {7, 99}, {1, 0}, {99, 7}}));
}

TEST(EdgeFile, WithColumnsIsRefusedLineByLine) {
  const Folder folder;
  const std::string edges = folder.write("friends.csv", "a,b,c\n0,1,2\n0,1,100\n0,1,-1\n3,1,3\n");
  const auto refusals = [&](const std::string& columns) {
    const std::string file =
        folder.write("m.yaml", small_market + "network: {kind: edges, file: friends.csv, columns: " + columns + "}\n");
    std::vector<std::string> sentences;
    try {
      load_scenario(file);
    } catch (const InputError& error) {
      for (const Problem& problem : error.problems()) sentences.push_back(to_string(problem));
    }
    return sentences;
  };
  EXPECT_EQ(refusals("[a, c]"),
            (std::vector<std::string>{edges + ":3: customer 100 does not exist: there are 100, counted from 0.",
                                      edges + ":4: customer -1 does not exist: there are 100, counted from 0.",
                                      edges + ":5: customer 3 is tied to itself. Remove the line."}));
  ASSERT_EQ(refusals("[a, d]").size(), 1U);
  EXPECT_NE(refusals("[a, d]")[0].find("'d'"), std::string::npos) << refusals("[a, d]")[0];
  ASSERT_EQ(refusals("[a]").size(), 1U);
  EXPECT_NE(refusals("[a]")[0].find("two columns are needed"), std::string::npos) << refusals("[a]")[0];
}

}  // namespace
}  // namespace clientele::testing::people_test
