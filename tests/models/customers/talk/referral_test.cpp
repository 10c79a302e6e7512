#include <gtest/gtest.h>

#include "engine/network/network.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::referral_test {
namespace {

const auto constant = Distribution::constant;
using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Customers 0, 2 and 3 listen to customer 1, who refers friends to the second brand. Customer 2 bought it last,
/// customer 3 bought it before the first brand.
class Friends3 {
 public:
  explicit Friends3(float satisfaction)
      : stage("referral", {{"rate", constant(1.0)}, {"pull", constant(0.7)}}, 4, 2, 0, {"held"}),
        network_(4, Edges{{0, 1}, {2, 1}, {3, 1}}) {
    stage.scene.network = &network_;
    stage.baseline("satisfaction", 0.6F);
    stage.start();
    stage.set("satisfaction", 1, 1, satisfaction);
    stage.live({.brand = 1});
    stage.set("referral_last_brand", 0, 0, 0.0F);
    stage.set("referral_last_brand", 3, 0, 1.0F);
  }
  Stage stage;

 private:
  EdgeList network_;
};

TEST(Referral, DrawsFriendsWhoAreNoCustomersNow) {
  Friends3 three(0.7F);
  EXPECT_EQ(three.stage.counted("referrals", 1), 1);
  EXPECT_EQ(three.stage.weigh()[1][0], 0.0F) << "it is heard in the next tick";
  three.stage.pass(1);
  EXPECT_FLOAT_EQ(three.stage.weigh()[1][0], 0.7F);
  EXPECT_EQ(three.stage.weigh()[0][0], 0.0F);
  EXPECT_EQ(three.stage.weigh()[1][1], 0.0F);
  EXPECT_EQ(three.stage.weigh()[1][2], 0.0F) << "who is a customer needs no referral";
  EXPECT_FLOAT_EQ(three.stage.weigh()[1][3], 0.7F) << "former customers are none now";
}

TEST(Referral, PullsForItsWindowOrUntilTheBrandIsBought) {
  Friends3 three(0.7F);
  three.stage.pass(9);
  EXPECT_FLOAT_EQ(three.stage.weigh()[1][0], 0.7F) << "eight weeks after it was heard";
  three.stage.set("referral_last_brand", 0, 0, 2.0F);
  EXPECT_EQ(three.stage.weigh()[1][0], 0.0F);
  three.stage.set("referral_last_brand", 0, 0, 0.0F);
  three.stage.pass(1);
  EXPECT_EQ(three.stage.weigh()[1][0], 0.0F);
}

TEST(Referral, CountsWhoCameNewOrBackAndNobodyTwice) {
  Friends3 three(0.7F);
  three.stage.pass(1);
  three.stage.live({.brand = 0});
  EXPECT_EQ(three.stage.counted("referred", 1), 0) << "that was another brand";
  three.stage.live({.brand = 1});
  EXPECT_EQ(three.stage.counted("referred", 1), 2) << "customers 0 and 3";
  three.stage.live({.brand = 0});
  three.stage.live({.brand = 1});
  EXPECT_EQ(three.stage.counted("referred", 1), 2) << "the referral has done its work";
}

TEST(Referral, GoesByWhatIsHeldWhereSomethingIs) {
  Stage stage("referral", {}, 2);
  stage.start();
  for (std::uint32_t c = 0; c < 2; ++c) stage.set("referred_to", c, 0, static_cast<float>(1U << 5 | 31U));
  stage.set("held", 0, 0, 2.0F), stage.set("held", 1, 0, 1.0F);
  EXPECT_EQ(stage.weigh()[1][0], 0.0F);
  EXPECT_FLOAT_EQ(stage.weigh()[1][1], 1.0F);
}

TEST(Referral, ComesFromTheSatisfiedAlone) {
  Friends3 three(0.59F);
  EXPECT_EQ(three.stage.counted("referrals", 1), 0);
  three.stage.pass(1);
  EXPECT_EQ(three.stage.weigh()[1][0], 0.0F);
}

/// Six brands, the first better than the others; units of it over a quarter.
std::int64_t units_of_the_best(double rate, double pull, std::uint32_t replicate) {
  MarketSpec market = plain(4'000, {{.quality = 0.7}, {}, {}, {}, {}, {}});
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 8, .rewiring = 0.1, .edges = {}};
  market.needs.front().behaviours = {on("experience"), on("expectation"), on("disconfirmation"), on("acquisition"),
                                     on("referral", {{"rate", constant(rate)}, {"pull", constant(pull)}})};
  return units_over(live(alone(market, {1, replicate}), 13))[1];
}

// The ablation: friends win customers for what satisfies, unless nobody refers or nobody heeds it.
TEST(Referral, WinsCustomersForWhatSatisfiesAndNoneWithoutRateOrPull) {
  std::vector<double> won;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    const std::int64_t without = units_of_the_best(0.0, 1.0, replicate);
    won.push_back(static_cast<double>(units_of_the_best(0.2, 1.0, replicate) - without));
    EXPECT_EQ(units_of_the_best(0.2, 0.0, replicate), without);
  }
  EXPECT_GT(statistics::t_interval(won, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::referral_test
