#include "experiments/claims/judge.h"

#include <atomic>

#include <gtest/gtest.h>

#include "engine/core/errors.h"

namespace clientele::judge_test {
namespace {

/// A market in which a price is all that moves anybody. At an elasticity of -2 units rise by 23 % where the price falls
/// by 10 %, and profit is best at twice the cost.
const std::string market = R"(clientele: 1
clock: {length: 4 weeks}
currency: EUR
customers: {count: 400}
needs: {drink: {occasions: always, loyalty: 1.3}}
behaviour: {price: {elasticity: -2}}
brands:
  - {name: Acme, share: 50 %, price: 2 EUR, cost: 1 EUR}
  - {name: Best, share: 50 %, price: 2 EUR, cost: 1 EUR}
events: [{at: week 3, change: {brands.Best.cost: 1.1 EUR}}]
variants:
  cheap: {change: {brands.Acme.price: -10 %}}
  same: {change: {brands.Acme.cost: 1.2 EUR}}
claims:
)";

Scenario claiming(const std::string& claims) { return read_scenario(market + claims, "market.yaml"); }
std::vector<JudgedClaim> judged(const std::string& claims, std::uint32_t replicates = 12) {
  return judge_claims(claiming(claims), {.replicates = replicates, .threads = 2, .watch = {}}).claims;
}

// Kills worlds that are swapped, another outcome, a mechanism that stays on, and an effect of the wrong size.
TEST(JudgedClaims, EmergeAndAreGoneWithoutTheirMechanism) {
  const auto claims = judged(
      "  - 'units of Acme: cheap > base by 5 %'\n"
      "  - 'with price off: gone'\n"
      "  - 'units of Acme: base > cheap'\n"
      "  - 'units of Acme: cheap > base by 60 %'\n"
      "  - 'share of Acme: lower in base than in cheap by 2 points'\n");
  ASSERT_EQ(claims.size(), 5U);
  EXPECT_EQ(claims[0].verdict, Verdict::emerges);
  EXPECT_TRUE(claims[0].holds());
  // 800 units of 1600: 5 % are 40.
  EXPECT_NEAR(claims[0].finding.smallest, 40.0, 3.0);
  EXPECT_GT(claims[0].finding.effect.mean, 80.0);
  EXPECT_EQ(claims[0].unit, "units");
  EXPECT_EQ(claims[1].verdict, Verdict::gone);
  EXPECT_TRUE(claims[1].holds());
  EXPECT_NEAR(claims[1].finding.effect.mean, 0.0, 1e-9);
  EXPECT_EQ(claims[2].verdict, Verdict::opposite);
  EXPECT_FALSE(claims[2].holds());
  EXPECT_EQ(claims[3].verdict, Verdict::not_told_apart);
  EXPECT_EQ(claims[4].verdict, Verdict::emerges);
  EXPECT_DOUBLE_EQ(claims[4].finding.smallest, 0.02);
}

// Kills a claim that is gone because it never was there.
TEST(JudgedClaims, AreNotGoneWhereTheyDoNotEmerge) {
  const auto claims = judged("  - 'units of Acme: same > base'\n  - 'with price off: gone'\n");
  EXPECT_EQ(claims[0].verdict, Verdict::not_told_apart);
  EXPECT_EQ(claims[1].verdict, Verdict::not_told_apart);
  EXPECT_NE(claims[1].note.find("cannot be judged"), std::string::npos);
}

// Revenue falls and margins rise with the price: profit has its best between. Units alone have theirs at an end.
// Kills a curve whose points are taken in another order, and batches that are not the same luck (nine points).
TEST(JudgedClaims, FindTheBestInside) {
  const auto claims = judged(
      "  - 'profit of Acme: best of brands.Acme.price=1.2:4:9 EUR is inside'\n"
      "  - 'units of Acme: best of brands.Acme.price=1.2:4:3 EUR is inside'\n");
  EXPECT_EQ(claims[0].verdict, Verdict::emerges);
  EXPECT_FALSE(claims[0].best.empty());
  EXPECT_NE(claims[0].best, "1.20 EUR");
  EXPECT_NE(claims[0].best, "4.00 EUR");
  EXPECT_EQ(claims[1].verdict, Verdict::opposite);
}

// Kills a table that the outcome is made of and that is put away as nobody named it.
TEST(JudgedClaims, KnowTheChurnOfContracts) {
  const Scenario scenario = read_scenario(R"(clientele: 1
clock: {length: 52 weeks}
currency: EUR
customers: {count: 500}
needs: {line: {occasions: {kind: contract, churn_alpha: 2, churn_beta: 4}}}
brands:
  - {name: Red, share: 50 %, price: 20 EUR per month}
  - {name: Blue, share: 50 %, price: 20 EUR per month}
variants: {free: {change: {brands.Red.price: -90 %}}}
claims: ['churn of Red: higher in base than in free', 'customers of Red: higher in free']
)",
                                          "contracts.yaml");
  const auto claims = judge_claims(scenario, {.replicates = 10, .threads = 2, .watch = {}}).claims;
  EXPECT_EQ(claims[0].note, "");
  EXPECT_GT(claims[0].finding.effect.mean, 0.0);
  EXPECT_EQ(claims[1].verdict, Verdict::emerges);
}

// Kills a time that is not lived, and figures that are not those of the whole of it.
TEST(JudgedClaims, AreLivedAsLongAsTheySay) {
  const auto claims = judged(
      "  - 'units of Acme over 8 weeks: cheap > base by 5 %'\n  - 'units of Acme over 2 weeks: cheap > base by 5 %'\n");
  EXPECT_NEAR(claims[0].finding.smallest, 80.0, 6.0);
  EXPECT_NEAR(claims[1].finding.smallest, 20.0, 1.5);
}

std::string fault(const std::string& claims) {
  const auto faults = faults_of_claims(claiming(claims));
  return faults.empty() ? "" : to_string(faults.front());
}

// Each before anything is lived, at the claim.
TEST(JudgedClaims, AreRefusedForWordsThatNobodyKnows) {
  EXPECT_EQ(fault("  - 'units of Acme: cheap > base'\n"), "");
  EXPECT_NE(
      fault("  - 'unitts of Acme: cheap > base'\n")
          .find("market.yaml:15:5: claims[0]: no measure of this scenario is called 'unitts'. Did you mean 'units'?"),
      std::string::npos);
  EXPECT_NE(fault("  - 'units of Acne: cheap > base'\n")
                .find("nothing in this scenario is called 'Acne'. Did you mean 'Acme'?"),
            std::string::npos);
  EXPECT_NE(fault("  - 'penetration of market.yaml: cheap > base'\n").find("nothing in this scenario is called"),
            std::string::npos);
  EXPECT_NE(fault("  - 'cash of drink: cheap > base'\n")
                .find("'cash' is not known of 'drink'. 'cash' is known of 'Acme', 'Best'"),
            std::string::npos);
  EXPECT_NE(fault("  - 'share of Acme: cheap > base by 2'\n").find("is a share, which is measured in points"),
            std::string::npos);
  EXPECT_NE(fault("  - 'profit of Acme: cheap > base by 2 GBP'\n").find("has the unit 'EUR', not 'GBP'"),
            std::string::npos);
  EXPECT_NE(fault("  - 'profit of Acme: best of brands.Acne.price=-10 %:+10 %:3 is inside'\n").find("Acne"),
            std::string::npos);
  EXPECT_NE(
      fault("  - 'profit of Acme: best of behaviour.price.elasticity=-2:2:3 is inside'\n").find("outside [-20, 0]"),
      std::string::npos);
  EXPECT_THROW(judged("  - 'unitts of Acme: cheap > base'\n"), InputError);
}

TEST(JudgedClaims, AskForWhatCanBeJudged) {
  EXPECT_THROW(judged("  - 'units of Acme: cheap > base'\n", 9), InputError);
  EXPECT_THROW(judge_claims(claiming("  []\n"), {}), InputError);
}

TEST(JudgedClaims, AreStopped) {
  const std::atomic<bool> stop = true;
  JudgeOptions options;
  options.watch = Watch(&stop);
  EXPECT_THROW(judge_claims(claiming("  - 'units of Acme: cheap > base'\n"), options), Stopped);
}

}  // namespace
}  // namespace clientele::judge_test
