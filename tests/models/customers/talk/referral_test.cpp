#include <gtest/gtest.h>

#include "engine/network/network.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::referral_test {
namespace {

const auto constant = Distribution::constant;
using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Customers 0 and 2 listen to customer 1, who refers friends to the second brand; it has won customer 2 already.
class Friends3 {
 public:
  explicit Friends3(float satisfaction)
      : stage("referral", {{"rate", constant(1.0)}, {"pull", constant(0.7)}}, 3), network_(3, Edges{{0, 1}, {2, 1}}) {
    stage.scene.network = &network_;
    stage.baseline("satisfaction", 0.6F);
    stage.start();
    stage.set("satisfaction", 1, 1, satisfaction);
    stage.set("source", 2, 1, 1.0F);
    stage.live({.brand = 1});
  }
  Stage stage;

 private:
  EdgeList network_;
};

TEST(Referral, DrawsFriendsWhomTheBrandHasNotWonYet) {
  Friends3 three(0.7F);
  EXPECT_EQ(three.stage.counted("referrals", 1), 1);
  EXPECT_EQ(three.stage.weigh()[1][0], 0.0F) << "it is heard in the next tick";
  three.stage.pass(1);
  EXPECT_FLOAT_EQ(three.stage.weigh()[1][0], 0.7F);
  EXPECT_EQ(three.stage.weigh()[0][0], 0.0F);
  EXPECT_EQ(three.stage.weigh()[1][1], 0.0F);
  EXPECT_EQ(three.stage.weigh()[1][2], 0.0F) << "who is a customer needs no referral";
}

TEST(Referral, PullsForItsWindowOrUntilTheBrandIsBought) {
  Friends3 three(0.7F);
  three.stage.pass(9);
  EXPECT_FLOAT_EQ(three.stage.weigh()[1][0], 0.7F) << "eight weeks after it was heard";
  three.stage.set("source", 0, 1, 4.0F);
  EXPECT_EQ(three.stage.weigh()[1][0], 0.0F);
  three.stage.set("source", 0, 1, 0.0F);
  three.stage.pass(1);
  EXPECT_EQ(three.stage.weigh()[1][0], 0.0F);
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
