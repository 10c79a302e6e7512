#include "scenarios/claims/claims_reader.h"

#include "tests/scenarios/support.h"

namespace clientele::testing::claims_reader_test {
namespace {

using Texts = std::vector<std::string>;

const std::string variants = R"(variants:
  cheap: {change: {brands.Acme.price: -10 %}}
  dear: {change: {brands.Acme.price: +10 %}}
)";

/// The market with claims, the first of which stands in line 13.
Scenario claiming(const std::string& claims) { return read(small_market + variants + "claims:\n" + claims); }
Texts refused(const std::string& claims) { return complaints(small_market + variants + "claims:\n" + claims); }

// Kills a name, reason or source that is dropped, and a text that is no claim.
TEST(ClaimsOfAScenario, AreTextOrMap) {
  const Scenario scenario = claiming(
      "  - 'share of Acme: cheap > dear'\n"
      "  - {name: volume, claim: 'units of Acme over 2 years: higher in cheap by 5 %', why: price, source: Bijmolt}\n");
  ASSERT_EQ(scenario.claims.size(), 2U);
  EXPECT_EQ(scenario.claims[0].text, "share of Acme: cheap > dear");
  EXPECT_EQ(scenario.claims[0].place.line, 13);
  EXPECT_EQ(scenario.claims[0].path, "claims[0]");
  EXPECT_EQ(scenario.claims[1].name, "volume");
  EXPECT_EQ(scenario.claims[1].why, "price");
  EXPECT_EQ(scenario.claims[1].source, "Bijmolt");
  EXPECT_EQ(scenario.claims[1].horizon, "2 years");
  EXPECT_EQ(scenario.claims[1].low, "base");
  EXPECT_EQ(scenario.claims[1].about, Claim::no_other);
}

// Kills a claim that is about the wrong one, that keeps its mechanism on, or that asks for another outcome.
TEST(ClaimsOfAScenario, MayBeAboutEachOther) {
  const Scenario scenario = claiming(
      "  - {name: pull, claim: 'units of Acme over 26 weeks: cheap > base by 5 %'}\n"
      "  - 'profit of Acme: dear > base'\n"
      "  - 'with price off: gone'\n"
      "  - 'pull with price off: gone'\n"
      "  - 'with price and loyalty off: opposite'\n"
      "  - 'pull with rational off: gone'\n");
  ASSERT_EQ(scenario.claims.size(), 6U);
  EXPECT_EQ(scenario.claims[2].about, 1U);
  EXPECT_EQ(scenario.claims[2].outcome, "profit of Acme");
  EXPECT_EQ(scenario.claims[3].about, 0U);
  EXPECT_EQ(scenario.claims[3].outcome, "units of Acme");
  EXPECT_EQ(scenario.claims[3].horizon, "26 weeks");
  EXPECT_DOUBLE_EQ(scenario.claims[3].smallest.amount, 0.05);
  EXPECT_EQ(scenario.claims[3].off, Texts{"price"});
  EXPECT_EQ(scenario.claims[3].claimed, Verdict::gone);
  EXPECT_EQ(scenario.claims[4].about, 1U);  // not the claim with price off, which stands between
  EXPECT_EQ(scenario.claims[4].off, (Texts{"price", "loyalty"}));
  EXPECT_EQ(scenario.claims[5].off, Texts{"price"});  // of its kind, what acts here
}

TEST(ClaimsOfAScenario, AreNoneOfWhatVariantsChange) {
  const std::string text =
      small_market + "variants: {v: {change: {claims: []}}}\nclaims: ['share of Acme: v > base']\n";
  ASSERT_EQ(complaints(text).size(), 1U);
  EXPECT_NE(complaints(text)[0].find("a variant cannot change this (claims speak of the variants"), std::string::npos);
}

TEST(ClaimsOfAScenario, AreReadTheSameFromItsResolvedText) {
  const Scenario scenario = claiming("  - 'share of Acme: cheap > dear'\n");
  EXPECT_EQ(read(scenario.resolved).claims.at(0).text, scenario.claims[0].text);
}

struct Slip {
  const char *claim, *sentence;
};
class Slips : public ::testing::TestWithParam<Slip> {};

// Each with its place, what is wrong, and what there is instead.
TEST_P(Slips, AreTold) {
  const Texts said = refused(std::string("  - ") + GetParam().claim + "\n");
  ASSERT_EQ(said.size(), 1U);
  EXPECT_TRUE(said[0].starts_with("m.yaml:13:")) << said[0];
  EXPECT_NE(said[0].find(GetParam().sentence), std::string::npos) << said[0];
}

INSTANTIATE_TEST_SUITE_P(
    Each, Slips,
    ::testing::Values(
        Slip{"'share of Acme: cheep > base'",
             "claims[0].claim: no variant is called 'cheep'. Did you mean 'cheap'? There are 'base', 'cheap', 'dear'."},
        Slip{"'share of Acme: base > deer'", "no variant is called 'deer'. Did you mean 'dear'?"},
        Slip{"'share of Acme: cheap > cheap'", "'cheap' is compared with itself. Name another variant."},
        Slip{"'Acme: cheap > base'", "'Acme' is no outcome of anybody. Write it like 'profit of Acme'."},
        Slip{"'share of Acme over 10 days: cheap > base'", "'10 days' is no whole number of ticks"},
        Slip{"'share of Acme over 2000 years: cheap > base'", "'2000 years' is longer than the 52000 weeks"},
        Slip{"'share of Acme with prise off: cheap > base'",
             "'prise' is no mechanism. Did you mean 'price'? Those that act are 'loyalty', 'price'"},
        Slip{"'share of Acme with habit off: cheap > base'",
             "'habit' does not act in this market, so that nothing could be gone without it."},
        Slip{"'share of Acme with always off: cheap > base'",
             "'always' says when the need arises, and without it nobody would buy."},
        Slip{"'share of Acme with price and price off: cheap > base'", "'price' is off already. Name it once."},
        Slip{"'with price off: gone'", "there is no claim before it that it could be about."},
        Slip{"'pull with price off: gone'", "no claim before it is called 'pull'."},
        Slip{"'share of Acme: gone'", "'gone' is said of a claim with a mechanism off."},
        Slip{"'share of Acme: best of brands.Acme.price=-10 %:+10 %:2 is inside'",
             "a curve of two values has no inside."},
        Slip{"'share of Acme: best of brands.Acme.price=-10 %:dear:5 is inside'", "PATH=FROM:TO:NUMBER OF VALUES"},
        Slip{"{name: n, claim: 'share of Acme rises'}", "has no colon"},
        Slip{"{name: n, why: who knows}", "claims.n: the key 'claim' is missing"},
        Slip{"{claim: 'share of Acme: cheap > base', becuase: x}", "no such key"},
        Slip{"[share]", "stands where a map of keys is expected"}));

TEST(ClaimsOfAScenario, HaveNamesOfTheirOwn) {
  const Texts said = refused(
      "  - {name: n, claim: 'share of Acme: cheap > base'}\n  - {name: n, claim: 'share of Acme: base > dear'}\n");
  EXPECT_EQ(said, Texts{"m.yaml:14:12: claims.n.name: another claim is called 'n'. Choose another name."});
}

}  // namespace
}  // namespace clientele::testing::claims_reader_test
