#include <algorithm>
#include <functional>
#include <set>

#include "engine/math/exact.h"
#include "scenarios/words/schema.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::ensemble_test {
namespace {

using Texts = std::vector<std::string>;

/// With readers of quality and of the weight of feeling.
std::string uncertain(const std::string& words) {
  return with(small_market, "loyalty: 1.3}", "loyalty: 1.3, behaviour: {expectation: on, status: on}}") +
         "uncertainty: {" + words + "}\n";
}

/// The numbers that the sets give the only path of an ensemble.
std::vector<double> drawn(const Scenario& scenario) {
  std::vector<double> numbers;
  for (const ParameterSet& set : scenario.ensemble)
    numbers.push_back(std::stod(set.sets.at(0).substr(set.sets[0].find('=') + 1)));
  return numbers;
}

double loyalty(const Scenario& scenario) { return setting(scenario.base, "loyalty").value(0, 0).a; }

/// Whether each of as many equal parts of [0, 1] holds one of the probabilities.
void expect_even(const std::vector<double>& probabilities) {
  std::set<double> parts;
  for (const double p : probabilities) parts.insert(std::floor(p * static_cast<double>(probabilities.size())));
  EXPECT_EQ(parts.size(), probabilities.size());
  EXPECT_GE(*parts.begin(), 0.0);
  EXPECT_LT(*parts.rbegin(), static_cast<double>(probabilities.size()));
}

TEST(Uncertainty, IsNoneWhereNothingIsSaid) {
  EXPECT_TRUE(read(small_market).ensemble.empty());
  EXPECT_TRUE(read(small_market + "uncertainty: none\n").ensemble.empty());
}

TEST(Uncertainty, DrawsEvenlyFromLowToHigh) {
  for (const std::string range : {"1 to 3", "uniform(1, 3)"}) {
    std::vector<double> p = drawn(read(uncertain("ranges: {needs.drink.loyalty: \"" + range + "\"}")));
    ASSERT_EQ(p.size(), 16U);
    for (double& value : p) value = (value - 1.0) / 2.0;
    expect_even(p);
  }
}

TEST(Uncertainty, DrawsEvenlyInProbabilityFromDistributions) {
  std::vector<double> p = drawn(read(uncertain("ranges: {behaviour.price.elasticity: \"normal(-2.62, 0.3)\"}")));
  for (double& value : p) value = math::normal_cdf((value + 2.62) / 0.3);
  expect_even(p);
  p = drawn(read(uncertain("draws: 64, ranges: {needs.drink.loyalty: \"lognormal(0.2, 0.5)\"}")));
  ASSERT_EQ(p.size(), 64U);
  for (double& value : p) value = math::normal_cdf((math::log(value) - 0.2) / 0.5);
  expect_even(p);
}

TEST(Uncertainty, DrawsMoreSetsForMoreThanFiveRanges) {
  const auto sets = [](int ranges) {
    std::string words = "ranges: {", names = "abcdefghijklmnopqrstuvwxyz";
    for (int r = 0; r < ranges; ++r)
      words +=
          std::string(r == 0 ? "" : ", ") + "brands.Best.attributes." + names[static_cast<std::size_t>(r)] + ": 1 to 2";
    const std::string needs = with(small_market, "loyalty: 1.3",
                                   "attributes: [a, b, c, d, e, f, g, h, i, j, k], behaviour: {attributes: on}");
    return read(needs + "uncertainty: {" + words + "}}\n").ensemble.size();
  };
  EXPECT_EQ(sets(5), 16U);
  EXPECT_EQ(sets(6), 32U);
  EXPECT_EQ(sets(10), 32U);
  EXPECT_EQ(sets(11), 64U);
}

// Six digits would round most of these beyond an end.
TEST(Uncertainty, NeverLeavesTheEndsOfARange) {
  for (const double value : drawn(read(uncertain("ranges: {needs.drink.loyalty: 1.2345671 to 1.2345679}")))) {
    EXPECT_GE(value, 1.2345671);
    EXPECT_LE(value, 1.2345679);
  }
}

TEST(Uncertainty, IsDrawnWithTheSeedOfTheScenario) {
  const std::string text = uncertain("ranges: {needs.drink.loyalty: 1 to 3}");
  EXPECT_EQ(drawn(read(text)), drawn(read(text, {"seed=1"})));
  EXPECT_NE(drawn(read(text)), drawn(read(text, {"seed=2"})));
}

TEST(Uncertainty, KeepsItsFirstDrawsWhenMoreAreAskedFor) {
  const std::string text = uncertain("ranges: {needs.drink.loyalty: 1 to 3}");
  std::vector<double> more = drawn(read(text, {"uncertainty.draws=40"}));
  ASSERT_EQ(more.size(), 40U);
  more.resize(16);
  EXPECT_EQ(more, drawn(read(text)));
}

TEST(Uncertainty, WritesItsValuesInTheUnitsOfTheRange) {
  const Scenario scenario =
      read(with(small_market, "occasions: always",
                "occasions: {kind: repeat, mean: 1 per quarter, shape: 1}, behaviour: {expectation: on}") +
           "uncertainty:\n  draws: 2\n  ranges:\n"
           "    needs.drink.occasions.mean: 1.3 to 1.6 per quarter\n"
           "    brands.Acme.price: 1.9 to 2.1 GBP\n"
           "    brands.*.cost: +0.01 GBP to +0.02 GBP\n"
           "    brands.Best.quality: by -0.1 to 0.1\n"
           "    behaviour.price.elasticity: -10 % to +10 %\n"
           "    brands.Acme.quality: normal(60, 5) %\n");
  const auto form = [](std::string text) {  // every digit is a 0
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c >= '1' && c <= '9'; }, '0');
    return text;
  };
  for (const ParameterSet& set : scenario.ensemble) {
    ASSERT_EQ(set.sets.size(), 6U);
    EXPECT_TRUE(set.sets[0].starts_with("needs.drink.occasions.mean=1.") && set.sets[0].ends_with(" per quarter"));
    EXPECT_EQ(form(set.sets[1]), "brands.Acme.price=0.0000 GBP");
    EXPECT_EQ(form(set.sets[2]), "brands.*.cost=+0.0000 GBP");
    EXPECT_TRUE(set.sets[3].starts_with("brands.Best.quality=by ")) << set.sets[3];
    EXPECT_TRUE(set.sets[4].find("elasticity=+") != std::string::npos ||
                set.sets[4].find("elasticity=-") != std::string::npos);
    EXPECT_TRUE(set.sets[4].ends_with(" %") && set.sets[5].ends_with(" %"));
  }
}

TEST(Uncertainty, LeavesTheScenarioItselfAsItIs) {
  const Scenario scenario = read(uncertain("ranges: {needs.drink.loyalty: 2 to 3}"));
  EXPECT_DOUBLE_EQ(loyalty(scenario), 1.3);
  EXPECT_EQ(scenario.ensemble.at(0).name, "set 1");
  EXPECT_EQ(scenario.ensemble.at(15).name, "set 16");
}

TEST(Members, AreTheScenarioWithTheParametersOfTheirSet) {
  const std::string text =
      uncertain("ranges: {needs.drink.loyalty: 2 to 3}") + "variants: {v: {change: {brands.Acme.price: -50 %}}}\n";
  const Scenario scenario = read(text);
  const std::vector<double> numbers = drawn(scenario);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Scenario member = with_set(scenario, scenario.ensemble[i]);
    EXPECT_DOUBLE_EQ(loyalty(member), numbers[i]);
    EXPECT_TRUE(member.ensemble.empty());
    EXPECT_EQ(offers(member.variants.at(0).timeline)[0].price.value, 10000);
    EXPECT_EQ(member.seed, scenario.seed);
  }
}

TEST(Members, AreMadeAfterTheChangesOfTheLine) {
  const std::string text = uncertain("ranges: {behaviour.price.elasticity: -10 % to +10 %}");
  const LoadOptions options{{{"behaviour.price.elasticity=-4"}},
                            {{"change", "", {"brands.Acme.price=1 GBP"}, "", "--set"}}};
  std::set<double> found;
  const Scenario scenario = read(text, options);
  for (const ParameterSet& set : scenario.ensemble) {
    const Scenario member = with_set(scenario, set);
    found.insert(setting(member.base, "price").value(0, 0).a);
    EXPECT_EQ(offers(member.variants.at(0).timeline)[0].price.value, 10000);
  }
  EXPECT_EQ(found.size(), 16U);
  EXPECT_GE(*found.begin(), -4.4);
  EXPECT_LE(*found.rbegin(), -3.6);
  EXPECT_LT(*found.begin(), -4.3);
}

TEST(Members, AreReadFromFilesToo) {
  const Folder folder;
  folder.write("base.yaml", small_market);
  const std::string file =
      folder.write("own.yaml", "clientele: 1\nextends: base.yaml\nuncertainty: {sets: [{needs.drink.loyalty: 7}]}\n");
  const Scenario scenario = load_scenario(file, LoadOptions{});
  EXPECT_DOUBLE_EQ(loyalty(with_set(scenario, scenario.ensemble.at(0))), 7.0);
}

TEST(Sets, AreTakenAsTheyStand) {
  const std::string text = uncertain(
      "sets: {careful: {needs.drink.loyalty: 2, behaviour.price: {elasticity: -2}, brands.Best.price: 1.5 GBP}, "
      "bold: {behaviour.price: off, customers.feeling: \"uniform(0, 1)\", brands.Best.quality: '0.7'}}");
  const Scenario scenario = read(text);
  ASSERT_EQ(scenario.ensemble.size(), 2U);
  EXPECT_EQ(scenario.ensemble[0].name, "careful");
  const Scenario careful = with_set(scenario, scenario.ensemble[0]);
  EXPECT_DOUBLE_EQ(loyalty(careful), 2.0);
  EXPECT_DOUBLE_EQ(setting(careful.base, "price").value(0, 0).a, -2.0);
  EXPECT_EQ(offers(careful.base)[1].price.value, 15000);
  const Scenario bold = with_set(scenario, scenario.ensemble[1]);
  EXPECT_FALSE(setting(bold.base, "price").on);
  EXPECT_EQ(bold.base.market->feeling.weight.at(0), (Distribution{Distribution::Family::uniform, 0, 1}));
  EXPECT_DOUBLE_EQ(offers(bold.base)[1].quality, 0.7);
}

TEST(Sets, OfAListAreCounted) {
  const Scenario scenario = read(uncertain("sets: [{needs.drink.loyalty: 2}, {}]"));
  ASSERT_EQ(scenario.ensemble.size(), 2U);
  EXPECT_EQ(scenario.ensemble[0].name, "set 1");
  EXPECT_EQ(scenario.ensemble[0].sets, Texts{"needs.drink.loyalty=2"});
  EXPECT_EQ(scenario.ensemble[1].name, "set 2");
  EXPECT_TRUE(scenario.ensemble[1].sets.empty());
}

// It used to look at what was not written.
TEST(Sets, MayHoldAMapOfNothing) {
  const Scenario scenario = read(uncertain("sets: [{\"brands.*.attributes\": {}}]"));
  ASSERT_EQ(scenario.ensemble.size(), 1U);
  EXPECT_EQ(scenario.ensemble[0].name, "set 1");
}

// A fit writes sets into a file that extends the one it fitted.
TEST(Sets, OfAFileTakeThePlaceOfTheRangesItExtends) {
  const Folder folder;
  folder.write("base.yaml", uncertain("draws: 4, ranges: {needs.drink.loyalty: 1 to 2}"));
  const std::string file = folder.write(
      "fitted.yaml", "clientele: 1\nextends: base.yaml\nuncertainty: {sets: [{needs.drink.loyalty: 7}]}\n");
  EXPECT_EQ(load_scenario(file).ensemble.size(), 1U);
}

TEST(Uncertainty, IsReadTheSameFromTheResolvedText) {
  for (const std::string words : {"ranges: {needs.drink.loyalty: 1 to 2, brands.*.quality: +1 points to +5 points}",
                                  "sets: {a: {needs.drink.loyalty: 1}, b: {brands.Acme.price: -5 %}}"}) {
    const Scenario scenario = read(uncertain(words)), again = read(scenario.resolved);
    ASSERT_EQ(again.ensemble.size(), scenario.ensemble.size());
    for (std::size_t i = 0; i < again.ensemble.size(); ++i)
      EXPECT_EQ(again.ensemble[i].sets, scenario.ensemble[i].sets);
  }
}

struct Row {
  std::string words;
  Texts sentences;
};

void expect_sentences(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(complaints(uncertain(row.words)), row.sentences) << row.words;
}

const std::string favourite = "(Dirichlet S: low means that everybody has a favourite).";
const std::string how = " Write it like '1.15 to 1.45', or 'normal(1.3, 0.1)'.";

TEST(Uncertainty, ThatIsWrittenWrongIsRefused) {
  expect_sentences(
      {{"",
        {"m.yaml:9:14: uncertainty: holds neither ranges nor sets. Add one of them, or write 'uncertainty: none'."}},
       {"draws: 4",
        {"m.yaml:9:14: uncertainty: holds neither ranges nor sets. Add one of them, or write 'uncertainty: none'."}},
       {"sets: []",
        {"m.yaml:9:14: uncertainty: holds neither ranges nor sets. Add one of them, or write 'uncertainty: none'."}},
       {"ranges: {needs.drink.loyalty: 1 to 2}, sets: [{needs.drink.loyalty: 1}]",
        {"m.yaml:9:14: uncertainty: only one of ranges or sets can hold. Remove the others."}},
       {"draws: 4, sets: [{needs.drink.loyalty: 1}]",
        {"m.yaml:9:22: uncertainty.draws: this has no effect with 'sets', which are taken as they stand. Remove it."}},
       {"draws: 1, ranges: {needs.drink.loyalty: 1 to 2}",
        {"m.yaml:9:22: uncertainty.draws: 1 is outside [2, 1000] (how many sets are drawn from the ranges; the preset "
         "is "
         "for up to 5 ranges, more of them have more)."}},
       {"range: {needs.drink.loyalty: 1 to 2}",
        {"m.yaml:9:14: uncertainty: holds neither ranges nor sets. Add one of them, or write 'uncertainty: none'.",
         "m.yaml:9:15: uncertainty.range: no such key. Did you mean 'ranges'?"}},
       {"sets: [5]",
        {"m.yaml:9:22: uncertainty.sets[0]: 5 stands where a map from paths to values is expected, such as "
         "'{brands.Acme.price: -5 %}'."}}});
  EXPECT_EQ(complaints(small_market + "uncertainty: nune\n"),
            Texts{"m.yaml:9:14: uncertainty: nune is neither a map of keys nor none. Did you mean 'none'?"});
}

TEST(Ranges, ThatCannotBeReadAreRefused) {
  const auto row = [](const std::string& range, const std::string& sentence) {
    return Row{"ranges: {needs.drink.loyalty: " + range + "}", {"m.yaml:9:45: needs.drink.loyalty: " + sentence}};
  };
  expect_sentences(
      {row("2", "2 is no range." + how), row("high", "high is no range." + how),
       row("", "has no range. Give it one or remove the key."),
       row("2 to 1", "2 to 1: its low end is not below its high end." + how),
       row("1 to much", "1 to much: much is not a number."),
       row("0 to 2", "0 to 2: 0 is outside [0.05, 1000] " + favourite),
       row("1 to 2000", "1 to 2000: 2000 is outside [0.05, 1000] " + favourite),
       row("1 to 2 weeks",
           "1 to 2 weeks: 1 weeks has the unit 'weeks', but this is a pure number. Leave the unit out."),
       row("\"normal(0, 0.5)\"", "normal(0, 0.5): 0 is outside [0.05, 1000] " + favourite),
       row("\"normal(1, -0.5)\"", "normal(1, -0.5): the sd is below 0 in normal(mean, sd)."),
       row("\"normal(1)\"", "normal(1) is not normal(mean, sd) with two numbers."),
       row("\"gamma(1, 0.5)\"",
           "gamma(1, 0.5): a range is LOW to HIGH, uniform, normal or lognormal. Choose one of them."),
       row("\"nromal(1, 0.5)\"",
           "no distribution is called 'nromal'. Known are uniform, normal, lognormal, gamma and beta. Did you mean "
           "'normal'?")});
}

TEST(Ranges, OfWhichADrawCannotBeAreRefusedWithTheDraw) {
  const Texts sentences = complaints(uncertain("ranges: {needs.drink.loyalty: \"normal(0.3, 0.5)\"}"));
  ASSERT_EQ(sentences.size(), 1U);
  const std::string &sentence = sentences[0],
                    start = "m.yaml:9:45: needs.drink.loyalty: normal(0.3, 0.5) draws in 'set ";
  EXPECT_EQ(sentence.substr(0, start.size()), start);
  const std::string end = " is outside [0.05, 1000] " + favourite + " Narrow it, or write LOW to HIGH.";
  EXPECT_TRUE(sentence.ends_with(end)) << sentence;
}

TEST(Ranges, OfWhatTheyCannotBeAreRefused) {
  const std::string sentence = ": a set of parameters cannot change this (", end = "). Leave it out.";
  expect_sentences(
      {{"ranges: {brands.Acme.price: 1 to 3}",
        {"m.yaml:9:43: brands.Acme.price: 1 to 3: 1 has no currency. Write '1 GBP'."}},
       {"ranges: {brands.Acme.price: 1 GBP to 3 EUR}",
        {"m.yaml:9:43: brands.Acme.price: 1 GBP to 3 EUR: its numbers have different units. Write one unit, behind the "
         "last."}},
       {"ranges: {brands.Acme.price: -5 % to 5 %}",
        {"m.yaml:9:43: brands.Acme.price: -5 % to 5 %: one of -5 % and 5 % has a sign and the other none. With a sign "
         "and a unit a value is relative or a difference, without a sign it is the new value: write both in one way."}},
       {"ranges: {brands.Acme.quality: +5 % to +150 %}",
        {"m.yaml:9:45: brands.Acme.quality: +5 % to +150 %: 1.25 is outside [0, 1] (mean delivered quality)."}},
       {"ranges: {brands.Acme.stock: -5 % to +5 %}",
        {"m.yaml:9:43: brands.Acme.stock: there is no value yet that -5 % could change. Write the new value."}},
       {"ranges: {behaviour.price: 1 to 2}",
        {"m.yaml:9:41: behaviour.price: has no range, since it is no number. Name a number, or write 'sets'."}},
       {"ranges: {needs.drink.loyality: 1 to 2, brands.Acm.price: -5 % to +5 %}",
        {"m.yaml:9:24: needs.drink.loyality: no key 'loyality' here. Did you mean 'loyalty'?",
         "m.yaml:9:54: brands.Acm.price: nothing in 'brands' is called 'Acm'. Did you mean 'Acme'?"}},
       {"ranges: {brands.A=B.price: 1 to 2 GBP}",
        {"m.yaml:9:42: uncertainty.ranges.\"brands.A=B.price\": put the name with '=' in quotes, inside the path."}},
       {"ranges: {seed: 1 to 2, customers.count: 5 to 9, network.neighbours: 3 to 4, clock.length: 50 to 52 weeks, "
        "discount: 5 to 10 %}",
        {"m.yaml:9:30: seed" + sentence + "all sets need the same luck, or luck would count twice" + end,
         "m.yaml:9:55: customers.count" + sentence + "all sets need the same people" + end,
         "m.yaml:9:83: network.neighbours" + sentence + "all sets need the same friends" + end,
         "m.yaml:9:105: clock.length" + sentence + "all sets are lived on one clock" + end,
         "m.yaml:9:131: discount" + sentence + "it is a choice of yours and not uncertain" + end}},
       {"sets: [{needs.drink.loyalty: -1, seed: 3, brands.Acme.name: Z, brands.Best.price: }, {brands: [], customers: "
        "{count: 5}}]",
        {"m.yaml:9:44: needs.drink.loyalty: -1 is outside [0.05, 1000] " + favourite,
         "m.yaml:9:54: seed" + sentence + "all sets need the same luck, or luck would count twice" + end,
         "m.yaml:9:75: brands.Acme.name" + sentence + "it is a name and not a parameter" + end,
         "m.yaml:9:97: brands.Best.price: the change has no value. Give it one.",
         "m.yaml:9:109: brands: a change cannot replace the whole list 'brands' (luck belongs to places in it). Change "
         "entries by name.",
         "m.yaml:9:132: customers" + sentence + "all sets need the same people" + end}}});
}

TEST(Members, ThatMakeNoMarketAreRefused) {
  expect_sentences(
      {{"sets: [{}, {brands.Acme.share: 50 %}, {brands.Acme.share: 55 %}]",
        {"m.yaml:7:3: brands: in 'set 2' of the uncertainty: the base shares of 'drink' add up to 90 %, not "
         "100 %. Change one, or add a brand for the rest of the market."}}});
  const std::string event = "events: [{at: week 6, change: {brands.Acme.quality: +100 %}}]\n";
  EXPECT_EQ(complaints(uncertain("sets: [{brands.Acme.quality: 0.7}]") + event),
            Texts{"m.yaml:10:53: brands.Acme.quality: in 'set 1' of the uncertainty: 1.4 is outside [0, 1] (mean "
                  "delivered quality)."});
  const std::string variant = "variants: {v: {change: {brands.Acme.quality: +100 %}}}\n";
  EXPECT_EQ(complaints(uncertain("sets: [{brands.Acme.quality: 0.7}]") + variant),
            Texts{"m.yaml:10:46: brands.Acme.quality: in 'set 1' of the uncertainty: 1.4 is outside [0, 1] (mean "
                  "delivered quality)."});
}

std::string many(int count, const std::function<std::string(int)>& entry) {
  std::string text;
  for (int i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + entry(i);
  return text;
}

TEST(Uncertainty, OfMoreThanCanBeReadIsRefused) {
  const std::string ranges = many(101, [](int i) { return "p" + std::to_string(i) + ": 1 to 2"; });
  const std::string sets = many(1001, [](int) { return std::string("{}"); });
  expect_sentences(
      {{"draws: 1000, ranges: {" + ranges + "}",
        {"m.yaml:9:36: uncertainty.ranges: the ranges times the draws are more than 100,000 values, or the "
         "ranges more than 1,000. Take fewer."}},
       {"sets: [" + sets + "]", {"m.yaml:9:21: uncertainty.sets: there are more than 1,000 sets. Keep fewer."}}});
  const std::string variants = many(300, [](int i) { return "v" + std::to_string(i) + ": {change: {}}"; });
  EXPECT_EQ(
      complaints(uncertain("draws: 1000, ranges: {needs.drink.loyalty: 1 to 2}") + "variants: {" + variants + "}\n"),
      Texts{"m.yaml:9:14: uncertainty: the sets times the variants times the events times the size of this file are "
            "too much to read. Take fewer."});
}

TEST(Members, WhoseBehavioursDoNotGoTogetherAreRefused) {
  expect_sentences(
      {{"sets: [{behaviour.satisfaction: on}]",
        {"m.yaml:9:23: behaviour.satisfaction: in 'set 1' of the uncertainty: needs the column 'satisfaction', "
         "which no behaviour in use writes. Turn on 'disconfirmation' or 'cumulative_satisfaction' too."}}});
}

TEST(Discount, IsTenPercentAYearUnlessToldOtherwise) {
  EXPECT_DOUBLE_EQ(read(small_market).discount, 0.10);
  EXPECT_DOUBLE_EQ(read(small_market + "discount: 8 %\n").discount, 0.08);
  EXPECT_DOUBLE_EQ(read(small_market, {"discount=0"}).discount, 0.0);
  EXPECT_EQ(complaints(small_market + "discount: 8\n"),
            Texts{"m.yaml:9:11: discount: 8 is outside [0, 1] (how much less a profit is worth a year later; for net "
                  "present profit). Did you mean '8 %'?"});
}

TEST(Schema, HoldsThatRangesAndSetsExcludeEachOther) {
  const Json schema = scenario_schema_json(true);
  const Json& uncertainty = schema["properties"]["uncertainty"]["anyOf"][0];
  ASSERT_TRUE(uncertainty.contains("not"));
  EXPECT_EQ(uncertainty["not"]["required"], Json::array({"ranges", "sets"}));
  EXPECT_EQ(uncertainty["properties"]["draws"]["default"], 16);
  EXPECT_EQ(schema["properties"]["discount"]["default"], 0.1);
}

}  // namespace
}  // namespace clientele::testing::ensemble_test
