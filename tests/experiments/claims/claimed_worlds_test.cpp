#include "experiments/claims/claimed_worlds.h"

#include <gtest/gtest.h>

namespace clientele::claimed_worlds_test {
namespace {

Claim claim(const std::string& horizon, std::vector<std::string> off, const std::string& high, const std::string& low) {
  Claim claim;
  claim.horizon = horizon, claim.off = std::move(off), claim.high = high, claim.low = low;
  claim.outcome = "share of Acme";
  return claim;
}

// Kills worlds that are lived twice, and claims that are lived under the conditions of others.
TEST(ClaimedWorlds, AreLivedTogetherWhereConditionsAreTheSame) {
  Claim curve = claim("", {}, "", "");
  curve.form = Claim::Form::best_inside, curve.curve = "brands.Acme.price=1:3:3 EUR", curve.outcome = "profit of Acme";
  const std::vector<Claim> claims{claim("", {}, "a", "base"),         claim("1 year", {}, "a", "b"),
                                  claim("", {"x", "y"}, "a", "base"), claim("", {}, "b", "a"),
                                  claim("", {"y", "x"}, "base", "c"), curve};
  const std::vector<ClaimedWorlds> worlds = worlds_of_claims(claims);
  ASSERT_EQ(worlds.size(), 3U);
  EXPECT_EQ(worlds[0].claims, (std::vector<std::size_t>{0, 3, 5}));
  EXPECT_EQ(worlds[0].variants,
            (std::vector<std::string>{"a", "b", "brands.Acme.price = 1.00 EUR", "brands.Acme.price = 2.00 EUR",
                                      "brands.Acme.price = 3.00 EUR"}));
  EXPECT_EQ(worlds[0].conditions.variants.size(), 3U);
  EXPECT_EQ(worlds[0].outcomes, (std::vector<std::string>{"share of Acme", "profit of Acme"}));
  EXPECT_EQ(worlds[1].conditions.length, "1 year");
  EXPECT_EQ(worlds[2].claims, (std::vector<std::size_t>{2, 4}));
  EXPECT_EQ(worlds[2].variants, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(worlds[2].conditions.off, (std::vector<std::string>{"x", "y"}));
}

}  // namespace
}  // namespace clientele::claimed_worlds_test
