#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "engine/network/network.h"
#include "engine/talk/messages.h"
#include "models/base_case/base_case.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::word_of_mouth_test {
namespace {

constexpr float code = 2.0F * 3.0F / 65534.0F;            ///< twice the grain in which talk is kept
const double faded = std::log(2.0) / 2.4;                 ///< share of what was told that fades in a week, in logs
const double lasting = (1.0 - std::exp(-faded)) / faded;  ///< what is left of it in the mean of the week that hears it
const auto constant = Distribution::constant;

/// Customers are usually satisfied by .6, with an sd of .1.
void be_usual(Stage& stage) { stage.baseline("pleased_last", 0.6F), stage.baseline("pleased_off", 0.1F / 1.2533F); }

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Customer 0 listens to customer 1, who is so satisfied with the second brand and speaks after every purchase. Praise
/// and blame begin at the usual satisfaction, .6, and are wholehearted .05 from it.
class Pair {
 public:
  explicit Pair(float satisfaction, double cap = 1.5, float weeks_per_tick = 1.0F)
      : stage("word_of_mouth",
              {{"rate", constant(1.0)},
               {"quiet", constant(1.0)},
               {"lenience", constant(0.0)},
               {"strong", constant(0.5)},
               {"cap", constant(cap)}},
              2),
        network_(2, Edges{{0, 1}}) {
    stage.scene.network = &network_;
    stage.scene.weeks_per_tick = weeks_per_tick;
    for (BrandView& brand : stage.scene.brand) brand.in_base = true;
    be_usual(stage);
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

double logit(double p) { return std::log(p / (1.0 - p)); }
/// What one message does to a customer who would choose the brand with probability p.
double praised(double p, double s) { return lasting * (logit(p + 0.33 * s * (1.0 - p)) - logit(p)); }
double blamed(double p, double s) { return lasting * (logit(p - 0.28 * s * p) - logit(p)); }

TEST(WordOfMouth, MovesTheProbabilityOfListenersByTheRoomThereIs) {
  EXPECT_NEAR(praised(0.2, 1.0) / lasting, 1.24, 0.005) << "the figure of the sources";
  EXPECT_NEAR(Pair(0.9F).told_after(1), praised(0.25, 1.0), code);
  EXPECT_NEAR(Pair(0.2F).told_after(1), blamed(0.25, 1.0), code);
  EXPECT_NEAR(Pair(0.58F).told_after(1), blamed(0.25, 0.4), code) << "half-hearted blame, in steps of 1/15";
}

TEST(WordOfMouth, FindsLessRoomTheMoreWasHeardBefore) {
  const double first = praised(0.25, 1.0), left = first * std::exp(-faded);
  const double p = 1.0 / (1.0 + 3.0 * std::exp(-left));
  EXPECT_NEAR(Pair(0.9F).told_after(2), std::min(1.5, left + praised(p, 1.0)), 2 * code);
  Pair usual(0.9F);
  usual.stage.baseline("told", 0.3F);
  usual.stage.set("told", 0, 1, static_cast<float>(0.3 * std::exp(faded)));
  EXPECT_NEAR(usual.told_after(1), 0.3 + first, 2 * code) << "what is always said is in the probability already";
}

// n praises count 1 - (1 - .33)^n, then blame likewise; whichever friend is asked first.
TEST(WordOfMouth, PutsTogetherWhatSeveralFriendsSay) {
  for (const bool blame_first : {false, true}) {
    Stage stage("word_of_mouth", {{"rate", constant(1.0)}, {"quiet", constant(1.0)}, {"cap", constant(1.5)}}, 4);
    const EdgeList network(4, Edges{{0, 1}, {0, 2}, {0, 3}});
    stage.scene.network = &network;
    stage.scene.brand[1].in_base = true;
    be_usual(stage);
    stage.start();
    for (std::uint32_t c = 1; c < 4; ++c) stage.set("satisfaction", c, 1, c == (blame_first ? 1U : 3U) ? 0.1F : 0.9F);
    stage.set("base_probability", 0, 1, 0.4F);
    stage.live({.brand = 1});
    stage.pass(1);
    const double up = 0.4 + (1.0 - 0.67 * 0.67) * 0.6, p = up * 0.72;
    EXPECT_NEAR(stage.get("told", 0, 1), lasting * (logit(p) - logit(0.4)), code);
  }
}

// Both come to half_life / ln 2 weeks of a message, less what the cap and the grain take.
TEST(WordOfMouth, LastsAsLongInMonthsAsInWeeks) {
  const auto weeks_of_talk = [](float weeks_per_tick) {
    Pair pair(0.9F, 1.5, weeks_per_tick);
    double sum = static_cast<double>(pair.told_after(1));
    for (int tick = 1; static_cast<float>(tick) * weeks_per_tick < 30.0F; ++tick)
      pair.stage.pass(1), sum += static_cast<double>(pair.stage.get("told", 0, 1));
    return sum * static_cast<double>(weeks_per_tick) / (praised(0.25, 1.0) / lasting);
  };
  for (const float weeks : {1.0F / 7.0F, 1.0F, 4.0F}) EXPECT_NEAR(weeks_of_talk(weeks), 2.4 / std::log(2.0), 0.04);
}

TEST(WordOfMouth, IsHeardByThoseWhoListenInTheNextTickAlone) {
  Pair pair(0.9F);
  pair.stage.live({.brand = 1});
  EXPECT_EQ(pair.stage.get("told", 0, 1), 0.0F);
  pair.stage.pass(1);
  const float once = pair.stage.get("told", 0, 1);
  EXPECT_NEAR(once, praised(0.25, 1.0), code);
  EXPECT_NEAR(pair.stage.get("told", 0, 0), 0.0F, code) << "of that brand alone";
  EXPECT_NEAR(pair.stage.get("told", 1, 1), 0.0F, code) << "nobody listens to customer 0, nor to themselves";
  pair.stage.pass(12);
  EXPECT_NEAR(pair.stage.get("told", 0, 1), once / 32.0F, 12 * code) << "five half-lives of 2.4 weeks";
}

TEST(WordOfMouth, IsCappedAndHeededLessByTheCommitted) {
  EXPECT_NEAR(Pair(0.9F, 0.4).told_after(5), 0.4, code);
  Pair committed(0.9F);
  committed.stage.set("habit", 0, 0, 0.8F);
  EXPECT_NEAR(committed.told_after(1), praised(0.25, 1.0) * (1.0 - 0.5 * 0.8), code);
}

TEST(WordOfMouth, TakesANeutralShareForTheChanceOfABrandWithoutHistory) {
  Pair pair(0.9F);
  pair.stage.scene.brand[1].in_base = false;
  pair.stage.scene.neutral_share = 0.4;
  EXPECT_NEAR(pair.told_after(1), praised(0.4, 1.0), code);
}

TEST(WordOfMouth, LeavesWhoIsSureOfABrandWithNumbers) {
  for (const float sure : {0.0F, 1.0F})
    for (const float satisfaction : {0.1F, 0.9F}) {
      Pair pair(satisfaction);
      pair.stage.set("base_probability", 0, 1, sure);
      const float told = pair.told_after(1);
      EXPECT_TRUE(std::abs(told) <= 1.5F + code) << told;
    }
}

TEST(WordOfMouth, TellsHowOftenAndHowFarTheSpeakerTrustsTheBrand) {
  Pair pair(0.9F);
  pair.stage.set("trust", 1, 1, 0.6F), pair.stage.set("base_probability", 0, 1, 0.5F);
  pair.stage.live({.brand = 1});
  pair.stage.live({.brand = 1});
  EXPECT_EQ(pair.stage.counted("talk", 1, 1), 2);
  const Manner manner = Manner::in(static_cast<std::uint16_t>(pair.stage.get("message_manner", 1)));
  EXPECT_EQ(manner.times, 2U);
  EXPECT_NEAR(manner.trust, 0.6F, 0.5F / 255.0F);
  pair.stage.pass(1);
  EXPECT_NEAR(pair.stage.get("told", 0, 1), lasting * logit(1.0 - 0.67 * 0.67 * 0.5), code);
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
  be_usual(stage);
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

/// Words of revenge of so many customers, in a year of ticks of some weeks.
double revenge_in_a_year(std::uint32_t customers, int weeks_per_tick) {
  Stage stage("word_of_mouth", {}, customers);
  stage.scene.weeks_per_tick = static_cast<float>(weeks_per_tick);
  stage.start();
  for (std::uint32_t c = 0; c < customers; ++c)
    stage.set("revenge", c, 0, c % 2 == 0 ? 1.0F : 0.0F), stage.set("betrayed_by", c, 0, 2.0F);
  for (int week = 0; week < 52; week += weeks_per_tick) ++stage.scene.tick, stage.reflect();
  return static_cast<double>(stage.counted("talk", 1, 0));
}

// Six words each who bears a grudge, a Poisson number of 6,000 in all: within 5 sd, however long ticks are.
TEST(WordOfMouth, LetsTheBetrayedSpeakIllHalfAWordAMonth) {
  for (const int weeks : {1, 4, 13}) EXPECT_NEAR(revenge_in_a_year(2'000, weeks), 6'000.0, 390.0) << weeks;
}

TEST(WordOfMouth, LetsFriendsHearOfRevengeAsOftenAsItIsSpoken) {
  Stage stage("word_of_mouth", {{"revenge", constant(3.0)}}, 3);
  const EdgeList network(3, Edges{{0, 1}, {0, 2}});
  stage.scene.network = &network;
  stage.scene.brand[1].in_base = true;
  stage.start();
  stage.set("base_probability", 0, 1, 0.5F);
  stage.set("revenge", 1, 0, 1.0F);
  stage.set("betrayed_by", 1, 0, 2.0F);
  stage.set("betrayed_by", 2, 0, 2.0F);  // whose wish for revenge has passed
  stage.reflect();
  const auto words = static_cast<double>(stage.counted("talk", 1, 0));
  EXPECT_GE(words, 1.0);
  ++stage.scene.tick;
  stage.hear();
  const double p = 0.5 * std::pow(0.72, words);
  EXPECT_NEAR(stage.get("told", 0, 1), std::max(-1.5, lasting * logit(p)), code);
}

constexpr double talked_shares[] = {0.35, 0.25, 0.2, 0.13, 0.07};

/// Customers with Dirichlet tastes (S 1.3) and ten friends each, who hear messages written by hand: in each week a
/// share of customers speaks, brands by their shares, three times in four with praise.
class Circles {
 public:
  explicit Circles(double speakers_a_week) : weekly_(speakers_a_week) {
    stage_.scene.network = &network_;
    for (BrandView& brand : stage_.scene.brand) brand.in_base = true;
    std::vector<double> taste(5);
    for (std::uint32_t c = 0; c < customers; ++c) {
      double sum = 0.0;
      for (std::uint32_t b = 0; b < 5; ++b)
        sum += taste[b] =
            trait({1, 0}, Reason{9}, 0, b, CustomerId{c}, {Distribution::Family::gamma, 1.3 * talked_shares[b], 1.0});
      for (std::uint32_t b = 0; b < 5; ++b) stage_.set("base_probability", c, b, static_cast<float>(taste[b] / sum));
    }
  }

  /// Sales of the second brand where so much more is said of it, and such a share of that is praise.
  double sales(double louder = 1.0, double praise = 0.75) {
    stage_.start();
    double sold = 0.0;
    for (int week = 0; week < 120; ++week) {
      ++stage_.scene.tick;
      stage_.hear();
      for (std::uint32_t c = 0; c < customers; ++c) speak(c, louder, praise);
      if (week >= 20) sold += week_of_sales();
    }
    return sold;
  }

 private:
  static constexpr std::uint32_t customers = 4'000;  ///< no more than a block

  /// The second brand comes last, so that others are spoken of by the same people however loud it is.
  void speak(std::uint32_t c, double louder, double praise) {
    DrawAddress address{{1, 0}, tick_word(stage_.scene.tick), purpose(Actor::customer, Reason{40}), 0};
    float luck[2];
    for (std::uint32_t item = 0; item < 2; ++item) draw_uniforms(address, {&c, 1}, item, luck + item);
    double rest = static_cast<double>(luck[0]) / weekly_;
    for (const std::uint32_t b : {0U, 2U, 3U, 4U, 1U}) {
      const double said = talked_shares[b] * (b == 1 ? louder : 1.0);
      if (rest >= 0.0 && rest < said) {
        const bool good = static_cast<double>(luck[1]) < (b == 1 ? praise : 0.75);
        // A float holds the word without loss while ticks are few.
        stage_.set("message", c, 0, static_cast<float>(Message{b, good ? 0.6F : -0.6F}.word(stage_.scene.tick)));
        stage_.set("message_manner", c, 0, static_cast<float>(Manner{}.word()));
      }
      rest -= said;
    }
  }

  double week_of_sales() {
    double sold = 0.0;
    for (std::uint32_t c = 0; c < customers; ++c) {
      double sum = 0.0, wish = 0.0;
      for (std::uint32_t b = 0; b < 5; ++b) {
        const double each = static_cast<double>(stage_.get("base_probability", c, b)) *
                            std::exp(static_cast<double>(stage_.get("told", c, b)));
        sum += each;
        if (b == 1) wish = each;
      }
      sold += wish / sum;
    }
    return sold;
  }

  Stage stage_{"word_of_mouth", {}, customers, 5, 0, {"habit"}};
  SmallWorld network_{{customers, 10, 0.1}, {1, 0}, purpose(Actor::network, {4})};
  double weekly_;
};

// The prototype found .01 to .08 to volume and 0 to .23 to valence: small beside those of reviews, which are no test of
// friends' talk. At packaged goods' pace, and where everybody buys once a week; every twentieth purchase is told.
TEST(WordOfMouth, HasSmallElasticitiesOfSales) {
  for (const double weekly : {0.05 * 0.112, 0.05}) {
    Circles circles(weekly);
    const double usual = circles.sales();
    const double volume = std::log(circles.sales(1.25) / usual) / std::log(1.25);
    const double valence = std::log(circles.sales(1.0, 0.9) / usual) / std::log(0.9 / 0.75);
    RecordProperty("found_at_" + std::to_string(weekly), std::to_string(volume) + " " + std::to_string(valence));
    EXPECT_GT(volume, 0.0);
    EXPECT_LT(volume, 0.1);
    EXPECT_GT(valence, 0.0);
    EXPECT_LT(valence, 0.25);
  }
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
