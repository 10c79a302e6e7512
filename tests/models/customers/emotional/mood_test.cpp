#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::mood_test {
namespace {

constexpr std::uint32_t customers = 4'000;
const auto constant = Distribution::constant;

std::vector<double> moods_of(const Stage& stage) {
  std::vector<double> moods;
  for (std::uint32_t c = 0; c < customers; ++c) moods.push_back(stage.get("mood", c));
  return moods;
}

void expect_standard(const std::vector<double>& moods) {
  EXPECT_GT(statistics::t_p_value(moods, 0.0), statistics::false_alarm_rate);
  // Cut at 3 the sd of a standard normal is .987; five standard errors.
  EXPECT_NEAR(statistics::standard_deviation(moods), 0.987, 5.0 / std::sqrt(2.0 * customers));
  for (const double mood : moods) EXPECT_LE(std::abs(mood), 3.0);
}

TEST(Mood, HasMeanZeroAndSdOneAtTheStartAndEverAfter) {
  Stage stage("mood", {{"half_life", constant(2.0)}}, customers);
  stage.start();
  expect_standard(moods_of(stage));
  stage.pass(30);
  expect_standard(moods_of(stage));
}

TEST(Mood, FadesInItsHalfLife) {
  for (const int ticks : {2, 4}) {
    Stage stage("mood", {{"half_life", constant(2.0)}}, customers);
    stage.start();
    const auto before = moods_of(stage);
    stage.pass(ticks);
    const auto after = moods_of(stage);
    double product = 0.0;
    for (std::uint32_t c = 0; c < customers; ++c) product += before[c] * after[c] / customers;
    // A correlation r has a standard error of (1 - r^2) / sqrt(n), at most .016: five of them.
    EXPECT_NEAR(product, std::pow(0.5, ticks / 2.0), 0.08);
  }
}

TEST(Mood, LiftsEveryOfferAndGivesFeelingMoreWeight) {
  Stage stage("mood", {{"lift", constant(0.5)}, {"heed", constant(0.2)}}, 2);
  stage.start();
  stage.set("mood", 0, 0, 2.0F);
  stage.set("mood", 1, 0, -1.0F);
  for (const float felt : {0.0F, 1.5F}) {
    const auto added = stage.weigh(felt);
    for (std::size_t brand = 0; brand < 2; ++brand) {
      EXPECT_NEAR(added[brand][0], 2.0 * (0.5 + 0.2 * felt), 1e-3);
      EXPECT_NEAR(added[brand][1], -1.0 * (0.5 + 0.2 * felt), 1e-3);
    }
  }
}

TEST(Mood, IsTheCustomersInEveryNeed) {
  Stage one("mood", {}, 3), other("mood", {}, 3);
  other.scene.need = 1;
  one.start(), other.start();
  one.pass(2), other.pass(2);
  for (std::uint32_t c = 0; c < 3; ++c) EXPECT_EQ(one.get("mood", c), other.get("mood", c));
  EXPECT_NE(one.get("mood", 0), one.get("mood", 1));
}

/// Customers who may buy nothing, and feel drawn to the first brand for its standing.
MarketSpec market_of(double lift, double heed) {
  MarketSpec market = plain(customers, {{}, {}});
  market.feeling.weight = {constant(1.0)};
  market.brands[0].standing = 1.0;
  NeedSpec& need = market.needs.front();
  need.nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = 0.5};
  need.behaviours = {on("status", {{"weight", constant(2.0)}, {"spread", constant(0.0)}}),
                     on("mood", {{"lift", constant(lift)}, {"heed", constant(heed)}})};
  return market;
}

/// How often, among those in a good mood and those in a bad one, the slots that count are chosen; the difference.
double good_minus_bad(const std::vector<Seen>& tick, std::size_t world, bool any_brand) {
  double chosen[2] = {}, of[2] = {};
  const auto& moods = tick[world].columns.at("mood")[0];
  for (std::uint32_t c = 0; c < customers; ++c) {
    const int good = moods[c] > 0.0F ? 1 : 0;
    const OfferSlot slot = tick[world].chosen[c];
    if (!any_brand && slot == nothing_slot) continue;
    of[good] += 1.0;
    chosen[good] += (any_brand ? slot != nothing_slot : slot == 1) ? 1.0 : 0.0;
  }
  return chosen[1] / of[1] - chosen[0] / of[0];
}

// The ablation: the good-humoured buy more readily by lift, and more of what they feel for by heed; neither where both
// are zero. Over 20 weeks and 4,000 customers a difference of two shares has an sd of at most .0036.
TEST(Mood, ChangesWhatIsChosenAndNothingWhereItIsOff) {
  const auto lived = live(beside({market_of(0.0, 0.0), market_of(0.8, 0.0), market_of(0.0, 0.3)}), 20);
  std::vector<double> off_any, off_first, lift, heed;
  for (const auto& tick : lived) {
    off_any.push_back(good_minus_bad(tick, 0, true));
    off_first.push_back(good_minus_bad(tick, 0, false));
    lift.push_back(good_minus_bad(tick, 1, true));
    heed.push_back(good_minus_bad(tick, 2, false));
  }
  EXPECT_GT(statistics::t_interval(lift).low, 0.1);
  EXPECT_GT(statistics::t_interval(heed).low, 0.02);
  EXPECT_TRUE(statistics::t_interval(off_any).contains(0.0));
  EXPECT_TRUE(statistics::t_interval(off_first).contains(0.0));
}

TEST(Mood, ChangesNobodyAtZero) {
  MarketSpec without = market_of(0.0, 0.0);
  remove(without.needs.front(), "mood");
  for (const auto& tick : live(beside({without, market_of(0.0, 0.0)}), 4)) EXPECT_EQ(tick[0].chosen, tick[1].chosen);
}

}  // namespace
}  // namespace clientele::markets::mood_test
