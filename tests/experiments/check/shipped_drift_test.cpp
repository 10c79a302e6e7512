#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

#include "experiments/check/check.h"

namespace clientele::shipped_drift_test {
namespace {

const std::filesystem::path source = CLIENTELE_SOURCE;
/// As few as keep luck well below the bound of 1 point in every scenario shipped.
constexpr std::uint32_t customers = 20'000;

/// Five brands that everybody knows, bought every third week.
Scenario five_brands(const std::vector<std::string>& sets) {
  return read_scenario(R"(clientele: 1
clock: {length: 52 weeks}
currency: EUR
customers: {count: 20000}
needs: {goods: {occasions: {kind: repeat, mean: 0.3 per week, shape: 1}, loyalty: 3, nothing: 0 %}}
behaviour: {evidence: named}
brands:
  - {name: A, share: 35 %, price: 1 EUR}
  - {name: B, share: 25 %, price: 1 EUR}
  - {name: C, share: 20 %, price: 1 EUR}
  - {name: D, share: 13 %, price: 1 EUR}
  - {name: E, share: 7 %, price: 1 EUR}
)",
                       "five.yaml", LoadOptions{base_changes_of(sets), {}});
}

// The reference market is there to be measured in its first year: it starts from the same satisfaction with all brands.
TEST(ShippedScenarios, HoldStillForFourYears) {
  for (const auto& file : std::filesystem::directory_iterator(source / "scenarios" / "library")) {
    if (file.path().extension() != ".yaml" || file.path().stem() == "reference") continue;
    for (const Drift& drift : measure_drift(load_scenario(file.path()), 0, customers))
      EXPECT_TRUE(drift.holds()) << file.path().filename() << words_of(drift);
  }
}

/// Every mechanism on. Prices add nothing while none changes, and finding what they do takes most of the time.
const std::vector<std::string> all_but_price{"behaviour.evidence=teaching", "behaviour.price=off",
                                             "behaviour.linear_price=off"};

void expect_to_hold(const Scenario& scenario) {
  for (const Drift& drift : measure_drift(scenario, 0, customers)) EXPECT_TRUE(drift.holds()) << words_of(drift);
}

TEST(Teaching, HoldsStillWithTheBrandsOfAShippedScenario) {
  expect_to_hold(load_scenario(source / "scenarios" / "library" / "toothpaste.yaml", all_but_price));
}

// Brands that differ in everything that a mechanism looks at. Kills customers who all start at the means of states.
TEST(Teaching, HoldsStillWhereEveryMechanismHasSomethingToDo) {
  expect_to_hold(read_scenario(R"(clientele: 1
currency: EUR
clock: {length: 52 weeks}
customers: {count: 20000, segments: {careful: {share: 60 %, feeling: 0.3}, attached: {share: 40 %, feeling: 1.5}}}
network: {kind: small_world, neighbours: 10, rewiring: 10 %, alike: 30 %}
needs:
  goods:
    occasions: {kind: repeat, mean: 0.3 per week, shape: 1}
    loyalty: 3
    nothing: 30 %
    attributes: [taste, care]
behaviour: {budget: {amount: 60 EUR per month}}
brands:
  - {name: A, share: 35 %, price: 2 EUR, quality: 0.7, promised: 0.8, reliability: 96 %, attributes: [0.7, 0.5],
     advertising: 10 % per week, standing: 0.7, club: 0.5, gestures: 1 % per week, gesture_cost: 0.1 EUR}
  - {name: B, share: 25 %, price: 1.8 EUR, quality: 0.6, promised: 0.6, reliability: 95 %, attributes: [0.5, 0.6],
     advertising: 6 % per week, standing: 0.4, opacity: 0.2}
  - {name: C, share: 20 %, price: 1.5 EUR, quality: 0.55, promised: 0.5, reliability: 92 %, attributes: [0.4, 0.8],
     advertising: 3 % per week, effort: 0.2, reward: {worth: 1 EUR, after: 10}}
  - {name: D, share: 13 %, price: 1.2 EUR, quality: 0.45, promised: 0.5, reliability: 90 %, attributes: [0.5, 0.3],
     reach: 70 %}
  - {name: E, share: 7 %, price: 1 EUR, quality: 0.4, promised: 0.4, reliability: 90 %, attributes: [0.3, 0.3]}
)",
                               "all.yaml", LoadOptions{base_changes_of(all_but_price), {}}));
}

// S of 1.19 was measured for these brands by an independent program; expected values over all sets give 1.23 before
// constants. Half a million pairs: luck is below .02.
TEST(Drift, TellsTheLoyaltyThatSmallSetsImply) {
  const Drift drift = measure_drift(five_brands({"behaviour.consideration.share=0.7"}), 0, customers).front();
  ASSERT_TRUE(drift.loyalty);
  EXPECT_DOUBLE_EQ(drift.loyalty->of_tastes, 3.0);
  EXPECT_NEAR(drift.loyalty->implied, 1.2, 0.1);
  EXPECT_TRUE(drift.holds()) << words_of(drift);
  EXPECT_NE(words_of(drift).find("S of tastes 3.00, implied by repeat purchases 1."), std::string::npos);
}

TEST(Drift, FindsTheSumOfTastesWhereAllBrandsAreConsidered) {
  const Drift drift = measure_drift(five_brands({"behaviour.consideration.share=1"}), 0, customers).front();
  ASSERT_TRUE(drift.loyalty);
  EXPECT_NEAR(drift.loyalty->implied, 3.0, 0.1);
}

TEST(Drift, SaysNothingOfLoyaltyWhereEverybodyKnowsEverything) {
  EXPECT_FALSE(measure_drift(five_brands({}), 0, customers).front().loyalty);
}

// S = 2, shares 1/2 each: repeat (2/2 + 1) / 3 = 2/3. Fewer repeats than shares give have no S.
TEST(ImpliedSum, IsThatOfADirichletWithAsManyRepeats) {
  EXPECT_DOUBLE_EQ(*implied_sum({200, 100, 100, 200}), 2.0);
  EXPECT_DOUBLE_EQ(*implied_sum({10, 0, 0, 10}), 0.0);
  EXPECT_TRUE(std::isinf(*implied_sum({10, 10, 10, 10})));
  EXPECT_FALSE(implied_sum({0, 0, 0, 0}));
}

Drift launch() {
  Drift drift;
  drift.need = "floors", drift.worst_brand = "Nova", drift.worst_share = 0.004, drift.volume = 1.5;
  drift.launch = {.all_shares = 0.05, .peak_week = 97};
  return drift;
}

TEST(Check, DoesNotJudgeTheVolumeOfALaunch) {
  const std::string words = words_of(launch());
  EXPECT_NE(words.find("volume follows the launch (peak about week 97) and is not judged"), std::string::npos) << words;
  EXPECT_NE(words.find("Shares hold."), std::string::npos) << words;
}

// A cohort under contract, and customers who silently stay away: they become fewer, as they should.
TEST(Check, DoesNotJudgeTheVolumeOfThoseWhoLeaveAndAreNotReplaced) {
  Scenario cohort = five_brands({"needs.goods.occasions.drop_out_a=0.5", "needs.goods.occasions.drop_out_b=3"});
  const Drift drift = measure_drift(cohort, 0, customers).front();
  EXPECT_LT(drift.volume, -0.05);
  EXPECT_TRUE(drift.holds()) << words_of(drift);
  EXPECT_NE(words_of(drift).find("is not judged, as customers leave and nobody takes their places"), std::string::npos)
      << words_of(drift);
  cohort =
      five_brands({"needs.goods.occasions.departures=0.01 per week", "needs.goods.occasions.arrivals=0.5 per week"});
  EXPECT_TRUE(measure_drift(cohort, 0, customers).front().passing.empty());
}

TEST(Check, JudgesTheSharesOfALaunch) {
  Drift drift = launch();
  drift.worst_share = -0.011;
  EXPECT_NE(words_of(drift).find("More than 1 point"), std::string::npos);
}

// Nova is bought by those who look at what it does, and they come first: a matter of who buys, not of how they choose.
TEST(Drift, OfALaunchIsThatWithinSegments) {
  const Scenario durable = load_scenario(source / "scenarios" / "library" / "durable.yaml");
  const Drift drift = measure_drift(durable, 0, customers).front();
  ASSERT_TRUE(drift.launch);
  EXPECT_GT(std::abs(drift.launch->all_shares), drift.share_luck);
  EXPECT_LT(std::abs(drift.worst_share), drift.share_luck);
  EXPECT_GT(drift.launch->peak_week, 52);
}

}  // namespace
}  // namespace clientele::shipped_drift_test
