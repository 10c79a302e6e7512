#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "models/behaviours.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::reviews_test {
namespace {

constexpr float code = 2.0F * 20.0F / 65535.0F;
const auto constant = Distribution::constant;

const std::set<std::string_view> bought{"held"};  ///< missing where things are bought, and not held

/// Customers who all judge alike and write always; a star is worth .05 of satisfaction, from 3.7 on.
Stage stage_of(std::uint32_t customers, double quiet = 1.0) {
  Stage stage(
      "reviews",
      {{"rate", constant(1.0)}, {"quiet", constant(quiet)}, {"severity", constant(0.0)}, {"step", constant(0.5)}},
      customers, 2, 0, bought);
  stage.baseline("satisfaction", 0.6F);
  stage.start();
  return stage;
}

std::size_t stars_for(float satisfaction) {
  Stage stage = stage_of(1);
  stage.set("satisfaction", 0, 1, satisfaction);
  stage.live({.brand = 1});
  for (std::size_t level = 0; level < 5; ++level)
    if (stage.counted("reviews", 1, level) == 1) return level + 1;
  return 0;
}

TEST(Reviews, GiveStarsForSatisfaction) {
  EXPECT_EQ(stars_for(0.60F), 4U) << "3.7, rounded";
  EXPECT_EQ(stars_for(0.58F), 3U);
  EXPECT_EQ(stars_for(0.52F), 2U);
  EXPECT_EQ(stars_for(0.10F), 1U);
  EXPECT_EQ(stars_for(0.65F), 5U);
  EXPECT_EQ(stars_for(1.00F), 5U);
}

TEST(Reviews, AreWrittenByTheDelightedAndTheAngry) {
  Stage stage = stage_of(3, 0.0);
  stage.set("satisfaction", 0, 1, 0.1F), stage.set("satisfaction", 1, 1, 0.6F), stage.set("satisfaction", 2, 1, 0.9F);
  stage.live({.brand = 1});
  EXPECT_EQ(stage.counted("reviews", 1, 0), 1);
  EXPECT_EQ(stage.counted("reviews", 1, 3), 0);
  EXPECT_EQ(stage.counted("reviews", 1, 4), 1);
}

/// What is recalled of reviews of two brands.
Tallies recalled(std::vector<std::array<std::int64_t, 5>> by_brand) {
  ColumnRequests requests;
  requests.ask_for("reviews");
  make_behaviour(*find_behaviour("reviews"))->bind(requests);
  Tallies tallies(TallyLayout(requests, static_cast<std::uint32_t>(by_brand.size()), 1), 1);
  for (std::size_t brand = 0; brand < by_brand.size(); ++brand)
    for (std::size_t level = 0; level < 5; ++level)
      tallies.counter(0).add(OwnTally{{0}}, 0, brand, level, by_brand[brand][level]);
  tallies.close(1.0);
  return tallies;
}

// Of four customers: two five-star reviews and one of four, and the thousandth of three stars that readers begin with.
TEST(Reviews, AreReadOfBrandsThatOneIsNoCustomerOf) {
  Stage stage = stage_of(4);
  stage.baseline("reviews_room", 0.5F);
  const Tallies tallies = recalled({{0, 0, 0, 1, 2}, {1, 0, 0, 0, 0}});
  stage.scene.tallies = &tallies;
  stage.set("reviews_last_brand", 3, 0, 1.0F);
  stage.hear();
  const double count = 0.001 + 3.0 / 4.0, sum = 0.003 + 14.0 / 4.0;
  EXPECT_NEAR(stage.get("reputation", 0, 0), (0.417 * std::log(sum / count) + 0.236 * std::log(count)) / 0.5, code);
  EXPECT_NEAR(stage.get("reputation", 0, 1), (0.417 * std::log(0.253 / 0.251) + 0.236 * std::log(0.251)) / 0.5, code);
  EXPECT_NEAR(stage.get("reputation", 3, 0), 0.0, code) << "customers go by what they live themselves";
  EXPECT_NEAR(stage.get("reputation", 3, 1), stage.get("reputation", 0, 1), code);
  stage.set("reviews_last_brand", 3, 0, 2.0F);
  stage.hear();
  EXPECT_EQ(stage.get("reputation", 3, 0), stage.get("reputation", 0, 0)) << "former customers read again";
}

TEST(Reviews, GoByWhatIsHeldWhereSomethingIs) {
  Stage stage("reviews", {}, 2);
  const Tallies tallies = recalled({{0, 0, 0, 1, 2}, {1, 0, 0, 0, 0}});
  stage.scene.tallies = &tallies;
  stage.start();
  stage.set("reviews_last_brand", 1, 0, 1.0F);
  stage.set("held", 0, 0, 1.0F);
  stage.hear();
  EXPECT_NEAR(stage.get("reputation", 0, 0), 0.0, code);
  EXPECT_GT(stage.get("reputation", 1, 0), 0.1) << "what was used once is held no more";
}

TEST(Reviews, PullBeyondTheMeanOfTheBaseCase) {
  Stage stage = stage_of(1);
  stage.baseline("reputation", -0.5F);
  stage.start();
  EXPECT_NEAR(stage.weigh()[1][0], 0.0, code);
  stage.set("reputation", 0, 1, -0.2F);
  EXPECT_NEAR(stage.weigh()[1][0], 0.3, code);
}

constexpr std::uint32_t shoppers = 4'000;  ///< no more than a block
constexpr double shares[] = {0.5, 0.3, 0.2};
constexpr double without = 0.1;  ///< share of occasions that end without a purchase

/// A customer with Dirichlet tastes (S 1.3) and the brand that it holds or bought last, as likely as its tastes say.
struct Shopper {
  double p[3] = {};
  std::uint32_t own = 0;
};

std::vector<Shopper> draw_shoppers() {
  std::vector<Shopper> all(shoppers);
  for (std::uint32_t c = 0; c < shoppers; ++c) {
    double sum = 0.0;
    for (std::uint32_t brand = 0; brand < 3; ++brand)
      sum += all[c].p[brand] =
          trait({1, 0}, Reason{9}, 0, brand, CustomerId{c}, {Distribution::Family::gamma, 1.3 * shares[brand], 1.0});
    double luck = sum * trait({1, 0}, Reason{10}, 0, 0, CustomerId{c}, {Distribution::Family::uniform, 0.0, 1.0});
    while (all[c].own < 2 && (luck -= all[c].p[all[c].own]) > 0.0) ++all[c].own;
    for (double& p : all[c].p) p /= sum;
  }
  return all;
}

/// What they buy by tastes and reviews alone. Of three brands in a market of contracts or of purchases.
class Shop {
 public:
  explicit Shop(bool holds)
      : holds_(holds), stage_("reviews", {}, shoppers, 3, 0, holds ? std::set<std::string_view>{} : bought) {
    if (!holds) stage_.scene.nothing = {.kind = OutsideOption::Kind::own_inclusive, .share = without};
    for (std::uint32_t c = 0; c < shoppers; ++c)
      for (std::uint32_t brand = 0; brand < 3; ++brand)
        stage_.set("base_probability", c, brand, static_cast<float>(all_[c].p[brand]));
    stage_.start();
    stage_.baseline("reviews_room", static_cast<float>(mean_room()));
    for (std::uint32_t c = 0; c < shoppers; ++c) {
      stage_.set("reviews_last_brand", c, 0, static_cast<float>(all_[c].own + 1));
      if (holds) stage_.set("held", c, 0, static_cast<float>(all_[c].own + 1));
    }
  }

  /// The mean elasticity of brands, by their sales, where a brand has so many reviews of four and of five stars in the
  /// place of 4,000 each, by the change of what they are judged by.
  double elasticity(std::int64_t fours, std::int64_t fives, double change) {
    double sum = 0.0, all = 0.0;
    for (std::size_t brand = 0; brand < 3; ++brand) {
      const double before = sales(brand, 4'000, 4'000), after = sales(brand, fours, fives);
      sum += before * std::log(after / before) / std::log(change), all += before;
    }
    return sum / all;
  }

 private:
  /// Everybody buys each brand once, its own one counting: so rooms are worked out by what a behaviour sees.
  double mean_room() {
    double sum = 0.0;
    for (std::uint32_t brand = 0; brand < 3; ++brand) {
      stage_.live({.brand = brand});
      for (std::uint32_t c = 0; c < shoppers; ++c)
        if (all_[c].own == brand) sum += static_cast<double>(stage_.get("reviews_room", c));
    }
    return sum / shoppers;
  }

  double sales(std::size_t brand, std::int64_t fours, std::int64_t fives) {
    std::vector<std::array<std::int64_t, 5>> reviews(3, {0, 0, 0, 4'000, 4'000});
    reviews[brand] = {0, 0, 0, fours, fives};
    const Tallies tallies = recalled(reviews);
    stage_.scene.tallies = &tallies;
    stage_.hear();
    // Of another brand than the changed one, by somebody who is no customer of it.
    const std::size_t unchanged = brand == 2 ? 0 : 2;
    const auto stranger = std::ranges::find_if(all_, [&](const Shopper& one) { return one.own != unchanged; });
    const double usual =
        static_cast<double>(stage_.get("reputation", static_cast<std::uint32_t>(stranger - all_.begin()), unchanged));
    double sold = 0.0;
    for (std::uint32_t c = 0; c < shoppers; ++c) sold += chance(c, brand, usual);
    return sold;
  }

  /// That a customer buys the brand. All brands stand alike in the base case, which is taken off.
  double chance(std::uint32_t c, std::size_t wanted, double usual) const {
    const Shopper& one = all_[c];
    double sum = holds_ ? 0.0 : without / (1.0 - without), wish = 0.0;
    for (std::uint32_t brand = 0; brand < 3; ++brand) {
      const bool reads = brand != one.own;
      const double read = reads ? static_cast<double>(stage_.get("reputation", c, brand)) - usual : 0.0;
      const double each = holds_ && !reads ? 0.0 : one.p[brand] * std::exp(read);
      sum += each;
      if (brand == wanted) wish = each;
    }
    return sum > 0.0 ? wish / sum : 0.0;
  }

  bool holds_;
  Stage stage_;
  std::vector<Shopper> all_ = draw_shoppers();
};

// What is stated is what sales do: by 5 % more reviews, and by a mean of 4.75 in the place of 4.5 stars. Without the
// response a repeat market would show .05 and .08 for .236 and .417.
TEST(Reviews, GiveTheElasticitiesOfSalesThatAreStated) {
  for (const bool holds : {false, true}) {
    Shop shop(holds);
    EXPECT_NEAR(shop.elasticity(4'200, 4'200, 1.05), 0.236, 0.012) << holds;
    EXPECT_NEAR(shop.elasticity(2'000, 6'000, 4.75 / 4.5), 0.417, 0.02) << holds;
  }
}

MarketSpec market_of(std::uint32_t customers, double valence, double volume) {
  MarketSpec market = plain(customers, {{.quality = 0.5}, {.quality = 0.5}});
  market.needs.front().behaviours = {on("experience"), on("expectation"), on("disconfirmation"),
                                     on("survey", {{"asked", constant(1.0)}}),
                                     on("reviews", {{"valence", constant(valence)}, {"volume", constant(volume)}})};
  return market;
}

// Hu, Zhang & Pavlou (2009); the ratings of index T15. Everybody who is asked answers in between most often.
TEST(Reviews, AreJShapedWhereASurveyOfAllHasOnePeakInTheMiddle) {
  Team team(2);
  Market market(with_base_case(alone(market_of(20'000, 0.417, 0.236)), {.ticks = 26, .burn_in = 26}, team), team);
  market.burn_in();
  std::array<std::int64_t, 5> stars{};
  std::array<std::int64_t, 11> answers{};
  for (int tick = 0; tick < 26; ++tick) {
    market.live_tick();
    for (std::size_t level = 0; level < 5; ++level) stars[level] += counted(market, "reviews", 0, level);
    for (std::size_t level = 0; level < 11; ++level) answers[level] += counted(market, "survey_satisfaction", 0, level);
  }
  EXPECT_GT(stars[4], 2 * stars[0]);
  for (const std::size_t level : {1U, 2U, 3U}) EXPECT_GT(stars[0], stars[level]) << level + 1 << " stars";
  const auto peak = std::ranges::max_element(answers);
  EXPECT_TRUE(std::is_sorted(answers.begin(), peak) && std::is_sorted(peak, answers.end(), std::greater()));
  EXPECT_TRUE(peak != answers.begin() && peak != answers.end() - 1);
}

double units_won(double valence, double volume, std::uint32_t replicate) {
  const MarketSpec market = market_of(4'000, valence, volume);
  MarketSpec better = market;
  better.needs.front().offers.front().quality += 0.2;
  const auto lived = live(beside({market, better}, {1, replicate}), 15);
  return static_cast<double>(units_over(lived, 1)[1] - units_over(lived, 0)[1]);
}

// The ablation: what customers write is the only way of quality to choice here.
TEST(Reviews, CarryQualityToStrangersAndNothingWithoutElasticities) {
  std::vector<double> won;
  for (std::uint32_t replicate = 0; replicate < 6; ++replicate) {
    won.push_back(units_won(0.417, 0.0, replicate));
    EXPECT_EQ(units_won(0.0, 0.0, replicate), 0.0);
  }
  EXPECT_GT(statistics::t_interval(won, 1e-3).low, 0.0);
}

}  // namespace
}  // namespace clientele::markets::reviews_test
