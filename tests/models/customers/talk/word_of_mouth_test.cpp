#include <cmath>

#include <gtest/gtest.h>

#include "engine/network/network.h"
#include "models/base_case/base_case.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::word_of_mouth_test {
namespace {

constexpr float code = 2.0F * 3.0F / 65534.0F;  ///< twice the grain in which talk is kept
const auto constant = Distribution::constant;
using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Customer 0 listens to customer 1, who is so satisfied with the second brand and speaks after every purchase. Praise
/// and blame begin at the usual satisfaction, .6, and are wholehearted .05 from it.
class Pair {
 public:
  explicit Pair(float satisfaction, double cap = 1.5)
      : stage("word_of_mouth",
              {{"rate", constant(1.0)},
               {"quiet", constant(1.0)},
               {"lenience", constant(0.0)},
               {"strong", constant(0.5)},
               {"cap", constant(cap)}},
              2),
        network_(2, Edges{{0, 1}}) {
    stage.scene.network = &network_;
    stage.baseline("satisfaction", 0.6F);
    stage.start();
    stage.set("satisfaction", 1, 1, satisfaction);
    stage.set("base_probability", 0, 1, 0.25F);
  }
  /// What customer 0 has been told of the second brand after customer 1 has bought it so often, a tick after the last.
  float told_after(int purchases) {
    for (; purchases > 0; --purchases) {
      stage.live({.brand = 1});
      ++stage.scene.tick;
      stage.hear();
    }
    return stage.get("told", 0, 1);
  }
  Stage stage;

 private:
  EdgeList network_;
};

TEST(WordOfMouth, MovesListenersByTheRoomThereIs) {
  EXPECT_NEAR(Pair(0.9F).told_after(1), 0.33 * 0.75, code);
  EXPECT_NEAR(Pair(0.2F).told_after(1), -0.28 * 0.25, code);
  EXPECT_NEAR(Pair(0.58F).told_after(1), -0.28 * 0.25 * 0.4, code) << "half-hearted blame, in steps of 1/15";
}

TEST(WordOfMouth, IsHeardByThoseWhoListenInTheNextTickAlone) {
  Pair pair(0.9F);
  pair.stage.live({.brand = 1});
  EXPECT_EQ(pair.stage.get("told", 0, 1), 0.0F);
  pair.stage.pass(1);
  const float once = pair.stage.get("told", 0, 1);
  EXPECT_NEAR(once, 0.33 * 0.75, code);
  EXPECT_NEAR(pair.stage.get("told", 0, 0), 0.0F, code) << "of that brand alone";
  EXPECT_NEAR(pair.stage.get("told", 1, 1), 0.0F, code) << "nobody listens to customer 0, nor to themselves";
  pair.stage.pass(12);
  EXPECT_NEAR(pair.stage.get("told", 0, 1), once / 32.0F, 12 * code) << "five half-lives of 2.4 weeks";
}

TEST(WordOfMouth, IsCappedAndHeededLessByTheCommitted) {
  EXPECT_NEAR(Pair(0.9F, 0.4).told_after(5), 0.4, code);
  Pair committed(0.9F);
  committed.stage.set("habit", 0, 0, 0.8F);
  EXPECT_NEAR(committed.told_after(1), 0.33 * 0.75 * (1.0 - 0.5 * 0.8), code);
}

TEST(WordOfMouth, PullsByWhatIsToldBeyondTheMeanOfTheBaseCase) {
  Stage stage("word_of_mouth", {}, 1);
  stage.baseline("told", 0.1F);
  stage.start();
  EXPECT_NEAR(stage.weigh()[1][0], 0.0, code) << "it starts at its mean";
  stage.set("told", 0, 1, -0.3F);
  EXPECT_NEAR(stage.weigh()[1][0], -0.4, code);
  EXPECT_NEAR(stage.weigh()[0][0], 0.0, code);
}

/// How many of 20,000 who are equally satisfied speak, praise and blame.
std::pair<std::uint64_t, std::uint64_t> messages_at(float satisfaction) {
  Stage stage(
      "word_of_mouth",
      {{"rate", constant(0.1)}, {"quiet", constant(0.2)}, {"lenience", constant(0.0)}, {"strong", constant(1.0)}},
      4'000);
  stage.baseline("satisfaction", 0.6F);
  for (std::uint32_t c = 0; c < 4'000; ++c) stage.set("satisfaction", c, 1, satisfaction);
  stage.live({.brand = 1});
  return {static_cast<std::uint64_t>(stage.counted("talk", 1, 1)),
          static_cast<std::uint64_t>(stage.counted("talk", 1, 0))};
}

// rate (quiet + (1 - quiet) d^2): .02 in the middle, .1 a standard deviation away, .34 two away. False alarms 1e-6
// each.
TEST(WordOfMouth, IsUShapedInSatisfaction) {
  const auto p_value = [](std::uint64_t n, double p) { return statistics::binomial_p_value(n, 4'000, p); };
  EXPECT_GT(p_value(messages_at(0.6F).second + messages_at(0.6F).first, 0.02), statistics::false_alarm_rate);
  EXPECT_GT(p_value(messages_at(0.7F).first, 0.1), statistics::false_alarm_rate);
  EXPECT_GT(p_value(messages_at(0.5F).second, 0.1), statistics::false_alarm_rate);
  EXPECT_GT(p_value(messages_at(0.8F).first, 0.34), statistics::false_alarm_rate);
  EXPECT_EQ(messages_at(0.8F).second, 0U);
}

TEST(WordOfMouth, LetsTheBetrayedSpeakIllOfTheBrand) {
  Stage stage("word_of_mouth", {{"revenge", constant(1.0)}}, 3);
  const EdgeList network(3, Edges{{0, 1}, {0, 2}});
  stage.scene.network = &network;
  stage.start();
  stage.set("base_probability", 0, 1, 0.5F);
  stage.set("revenge", 1, 0, 1.0F);
  stage.set("betrayed_by", 1, 0, 2.0F);
  stage.set("betrayed_by", 2, 0, 2.0F);  // whose wish for revenge has passed
  stage.reflect();
  EXPECT_EQ(stage.counted("talk", 1, 0), 1);
  ++stage.scene.tick;
  stage.hear();
  EXPECT_NEAR(stage.get("told", 0, 1), -0.28 * 0.5, code);
}

/// Repeat buying among friends who learn.
MarketSpec market_of(double purchases_a_week, double noise, double reliability) {
  MarketSpec market = repeat_buying(20'000, {.shares = {0.35, 0.25, 0.2, 0.13, 0.07}, .mean = purchases_a_week});
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 10, .rewiring = 0.1, .edges = {}};
  for (OfferSpec& offer : market.needs.front().offers) offer.reliability = reliability;
  for (const Setting& setting : {on("experience", {{"noise", constant(noise)}}), on("reliability"), on("expectation"),
                                 on("disconfirmation"), on("word_of_mouth")})
    put(market.needs.front(), setting);
  return market;
}

struct Said {
  double praise = 0.0, blame = 0.0, purchases = 0.0;
};

Said said_in_half_a_year(const MarketSpec& spec) {
  Team team(2);
  Market market(with_base_case(alone(spec), {.ticks = 26, .burn_in = 52}, team), team);
  market.burn_in();
  Said said;
  for (int tick = 0; tick < 26; ++tick) {
    market.live_tick();
    for (std::size_t brand = 0; brand < spec.needs.front().offers.size(); ++brand) {
      said.praise += static_cast<double>(counted(market, "talk", brand, 1));
      said.blame += static_cast<double>(counted(market, "talk", brand, 0));
      said.purchases += static_cast<double>(market.world(0).needs.front().counts.units[brand + 1]);
    }
  }
  return said;
}

// East, Hammond & Wright (2007), whatever the noise of experiences and however often customers buy; and about as much
// talk as `rate` says. By simulation 2.6 to 3.3; sampling adds .1. Where failures stand out more there is more blame.
TEST(WordOfMouth, IsPraiseThreeTimesAsOftenAsBlame) {
  for (const MarketSpec& market : {market_of(0.3, 0.15, 0.97), market_of(1.0, 0.15, 0.97), market_of(0.3, 0.05, 1.0)}) {
    const Said said = said_in_half_a_year(market);
    EXPECT_NEAR(said.praise / said.blame, 3.0, 0.5);
    EXPECT_NEAR((said.praise + said.blame) / said.purchases, 0.05, 0.005);
  }
}

/// What a better quality of the first brand wins in its units where talk is its only way to choice.
double units_won(double rate, double impact, std::uint32_t replicate) {
  MarketSpec market = plain(4'000, {{.quality = 0.5}, {.quality = 0.5}});
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 8, .rewiring = 0.1, .edges = {}};
  market.needs.front().behaviours = {
      on("experience"), on("expectation"), on("disconfirmation"),
      on("word_of_mouth", {{"rate", constant(rate)}, {"praise", constant(impact)}, {"blame", constant(impact)}})};
  MarketSpec better = market;
  better.needs.front().offers.front().quality += 0.2;
  const auto lived = live(beside({market, better}, {1, replicate}), 12);
  return static_cast<double>(units_over(lived, 1)[1] - units_over(lived, 0)[1]);
}

// The ablation, for speakers and for listeners.
TEST(WordOfMouth, CarriesWhatPleasesFriendsAndNothingWhenNobodySpeaksOrListens) {
  std::vector<double> won;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    won.push_back(units_won(0.1, 0.3, replicate));
    EXPECT_EQ(units_won(0.0, 0.3, replicate), 0.0);
    EXPECT_EQ(units_won(0.1, 0.0, replicate), 0.0);
  }
  EXPECT_GT(statistics::t_interval(won, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::word_of_mouth_test
