#include "clientele/claims.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "clientele/check.h"

namespace clientele::api::claims_test {
namespace {

Scenario market(const std::string& claims) {
  return read(
      "clientele: 1\nclock: {length: 2 weeks}\ncurrency: EUR\ncustomers: {count: 200}\n"
      "needs: {thirst: {occasions: always}}\nbrands:\n"
      "  - {name: A, share: 50 %, price: 1 EUR}\n  - {name: B, share: 50 %, price: 1 EUR}\n"
      "variants: {cheap: {change: {brands.A.price: -30 %}}}\n" +
          claims,
      "market.yaml");
}
const char* right = "claims: ['units of A: cheap > base']\n";
const char* wrong_way = "claims: ['units of A: base > cheap']\n";

// Kills a failure that passes, and scenarios of which only the last counts.
TEST(Claims, HoldWhereAllComeOutAsClaimed) {
  const std::vector<Scenario> both{market(wrong_way), market(""), market(right)};
  const ClaimsReport report = judge_claims(both, {.replicates = 10});
  EXPECT_FALSE(report.hold);
  EXPECT_EQ(report.table.rows(), 2U);
  EXPECT_NE(report.text.find("1 of 2 claims come out as claimed"), std::string::npos) << report.text;
  EXPECT_TRUE(judge_claims(std::span(both).last(1), {.replicates = 10}).hold);
  EXPECT_EQ(claims_in(both[0]), 1U);
}

TEST(Claims, AreToldWhatIsWrongWithThem) {
  const std::vector<Scenario> none{market("")}, bad{market("claims: ['onits of A: cheap > base']\n")};
  EXPECT_THROW(judge_claims(none), InputError);
  EXPECT_THROW(judge_claims(bad), InputError);
  ASSERT_EQ(faults_of_claims(bad[0]).size(), 1U);
  EXPECT_EQ(faults_of_claims(bad[0])[0].place.line, 10);
  EXPECT_TRUE(faults_of_claims(none[0]).empty());
}

TEST(Claims, AreAStepOfTheLadder) {
  const auto steps = validation_steps();
  EXPECT_NE(std::find(steps.begin(), steps.end(), "claims"), steps.end());
}

}  // namespace
}  // namespace clientele::api::claims_test
