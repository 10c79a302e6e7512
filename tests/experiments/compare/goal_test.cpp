#include "experiments/compare/goal.h"

#include <cmath>
#include <cstdint>
#include <random>
#include <string>

#include <boost/random/normal_distribution.hpp>
#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "experiments/compare/differences.h"

namespace clientele::goal_test {
namespace {

using Values = std::vector<double>;

/// The sentence with which something is refused.
template <class Action>
std::string refusal(Action&& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

#define EXPECT_SAYS(action, part) \
  EXPECT_NE(refusal([&] { action; }).find(part), std::string::npos) << refusal([&] { action; })

struct Written {
  std::string text, measure, name;
  double half_width;
  bool relative;
};

class GoalText : public testing::TestWithParam<Written> {};

TEST_P(GoalText, IsReadAsWritten) {
  const Goal goal = parse_goal(GetParam().text, "GBP");
  EXPECT_EQ(goal.measure, GetParam().measure);
  EXPECT_EQ(goal.name, GetParam().name);
  EXPECT_DOUBLE_EQ(goal.half_width, GetParam().half_width);
  EXPECT_EQ(goal.relative, GetParam().relative);
}

INSTANTIATE_TEST_SUITE_P(Goals, GoalText,
                         testing::Values(Written{"share of Acme: 0.2 points", "share", "Acme", 0.002, false},
                                         Written{"share of Acme: 1 point", "share", "Acme", 0.01, false},
                                         Written{"profit of Acme:2%", "profit", "Acme", 0.02, true},
                                         Written{" profit  of  Acme : 100 GBP ", "profit", "Acme", 100.0, false},
                                         Written{"units of Acme: Gold: 50", "units", "Acme: Gold", 50.0, false},
                                         Written{"volume of soap: 20 units", "volume", "soap", 20.0, false}));

TEST(GoalText, IsRefusedWithASentence) {
  EXPECT_SAYS(parse_goal("share of Acme", "GBP"), "Write it like 'share of Acme: 0.2 points'");
  EXPECT_SAYS(parse_goal("Acme: 0.2 points", "GBP"), "'Acme: 0.2 points' is not a measure of somebody");
  EXPECT_SAYS(parse_goal("a: share of b", "GBP"), "is not a measure of somebody");
  EXPECT_SAYS(parse_goal("share of : 2 %", "GBP"), "names no measure or nobody");
  EXPECT_SAYS(parse_goal("share of Acme: little", "GBP"), "'little' is not an amount");
  EXPECT_SAYS(parse_goal("share of Acme: 0 points", "GBP"), "is an amount above 0");
  EXPECT_SAYS(parse_goal("share of Acme: -1 points", "GBP"), "is an amount above 0");
  EXPECT_SAYS(parse_goal("share of Acme: 1 pionts", "GBP"), "Did you mean 'points'?");
  EXPECT_SAYS(parse_goal("profit of Acme: 1 EUR", "GBP"), "'EUR' is no unit of a figure here");
}

Outcome outcome(const std::string& table, const std::string& measure, const std::string& unit,
                const std::vector<std::pair<std::string OutcomeKey::*, std::string>>& labels) {
  Outcome outcome{.key = {}, .fold = Fold::sum, .replicates = 2, .values = {1.0, 2.0, 3.0, 5.0}};
  outcome.key.table = table, outcome.key.measure = measure, outcome.key.unit = unit;
  for (const auto& [label, value] : labels) outcome.key.*label = value;
  return outcome;
}

Outcomes market() {
  const auto need = &OutcomeKey::need, brand = &OutcomeKey::brand, firm = &OutcomeKey::firm,
             segment = &OutcomeKey::segment, offer = &OutcomeKey::offer;
  Outcomes outcomes{.worlds = {"base", "v1"}, .replicates = 2, .rows = {}};
  outcomes.rows = {
      outcome("market", "units", "units", {{need, "soap"}}),
      outcome("market", "units", "units", {{need, "soap"}, {brand, "Acme"}}),
      outcome("market", "share", "share", {{need, "soap"}, {brand, "Acme"}}),
      outcome("market", "profit", "GBP", {{need, "soap"}, {brand, "Acme"}}),
      outcome("market", "share", "share", {{need, "soap"}, {brand, "Bank of Soap"}}),
      outcome("market", "share", "share", {{need, "soap"}, {segment, "young"}, {brand, "Acme"}}),
      outcome("market", "share", "share", {{need, "soap"}, {brand, "Twice"}}),
      outcome("market", "share", "share", {{need, "bread"}, {brand, "Twice"}}),
      outcome("offers", "units", "units", {{need, "soap"}, {brand, "Acme"}, {offer, "Acme"}}),
      outcome("offers", "price", "GBP", {{need, "soap"}, {brand, "Acme"}, {offer, "Acme"}}),
      outcome("firms", "profit", "GBP", {{firm, "Acme"}}),
      outcome("brands", "share", "share", {{need, "soap"}, {brand, "Acme"}}),
      outcome("brands", "share_of_requirements", "share", {{need, "soap"}, {brand, "Acme"}}),
  };
  Outcome weekly = outcome("market", "share", "share", {{need, "soap"}, {brand, "Weekly"}});
  weekly.key.time = 3;
  outcomes.rows.push_back(weekly);
  return outcomes;
}

OutcomeKey found(const std::string& text) { return find_goal_outcome(market(), parse_goal(text, "GBP")); }

TEST(GoalOutcome, IsTheOneThatSaysLeastElse) {
  EXPECT_EQ(found("share of Acme: 1 points").table, "market");
  EXPECT_EQ(found("share of Acme: 1 points").segment, "");
  EXPECT_EQ(found("profit of Acme: 10 GBP").table, "firms");
  EXPECT_EQ(found("units of Acme: 10").table, "market");
  EXPECT_EQ(found("volume of soap: 10").brand, "");
  EXPECT_EQ(found("price of Acme: 0.01 GBP").table, "offers");
}

TEST(GoalOutcome, IsFoundByPeoplesWords) {
  EXPECT_EQ(found("Share of ACME: 1 points").brand, "Acme");
  EXPECT_EQ(found("share of requirements of Acme: 1 points").measure, "share_of_requirements");
  EXPECT_EQ(found("share of Bank of Soap: 1 points").brand, "Bank of Soap");
  EXPECT_EQ(found("share of Acme in young: 1 points").segment, "young");
  EXPECT_EQ(found("share of Twice in bread: 1 points").need, "bread");
}

TEST(GoalOutcome, IsRefusedIfItIsNotThereOrNotPlain) {
  EXPECT_SAYS(found("shar of Acme: 1 points"), "no measure of this scenario is called 'shar'. Did you mean 'share'?");
  EXPECT_SAYS(found("share of Acne: 1 points"), "nothing in this scenario is called 'Acne'. Did you mean 'Acme'?");
  EXPECT_SAYS(found("price of soap: 1"), "'price' is not known of 'soap'. 'price' is known of 'Acme'.");
  EXPECT_SAYS(found("share of Weekly: 1 points"), "nothing in this scenario is called 'Weekly'");
  EXPECT_SAYS(found("share of Twice: 1 points"), "Write 'share of Twice in soap'");
}

TEST(GoalOutcome, HasAUnitThatFits) {
  EXPECT_SAYS(found("share of Acme: 0.2"), "is a share, which is measured in points");
  EXPECT_SAYS(found("profit of Acme: 2 points"), "its unit is 'GBP', not points");
  EXPECT_SAYS(found("units of Acme: 2 GBP"), "has the unit 'units', not 'GBP'");
  EXPECT_EQ(found("share of Acme: 2 %").measure, "share");
}

/// The share of Acme, with the values of the base case and of each variant.
Outcomes shares(const std::vector<Values>& worlds) {
  Outcomes outcomes{.worlds = {"base"}, .replicates = worlds[0].size(), .rows = {}};
  Outcome row = outcome("market", "share", "share", {{&OutcomeKey::brand, "Acme"}});
  row.replicates = outcomes.replicates, row.values.clear();
  for (const Values& world : worlds) row.values.insert(row.values.end(), world.begin(), world.end());
  for (std::size_t w = 1; w < worlds.size(); ++w) outcomes.worlds.push_back("v" + std::to_string(w));
  outcomes.rows = {row};
  return outcomes;
}

Goal goal(const std::string& amount) { return parse_goal("share of Acme: " + amount, "GBP"); }

// Differences .09, .10, .11: half width 4.302653 * .01 / sqrt(3) = .02484, of a base of .2.
TEST(GoalMet, AsksForTheHalfWidthOfTheDifference) {
  const std::vector<Outcomes> sets{shares({{0.1, 0.2, 0.3}, {0.19, 0.3, 0.41}})};
  EXPECT_TRUE(goal_met(sets, goal("2.49 points")));
  EXPECT_FALSE(goal_met(sets, goal("2.48 points")));
  EXPECT_TRUE(goal_met(sets, goal("12.5 %")));
  EXPECT_FALSE(goal_met(sets, goal("12.4 %")));
}

TEST(GoalMet, AsksItOfEveryVariant) {
  const Values base{0.1, 0.2, 0.3};
  const std::vector<Outcomes> sets{shares({base, base, {0.19, 0.3, 0.41}})};
  EXPECT_FALSE(goal_met(sets, goal("2.48 points")));
  EXPECT_TRUE(goal_met(sets, goal("2.49 points")));
}

TEST(GoalMet, KnowsNothingFromOneReplicate) {
  const std::vector<Outcomes> sets{shares({{0.1}, {0.1}})};
  EXPECT_FALSE(goal_met(sets, goal("50 points")));
  EXPECT_TRUE(std::isnan(replicates_for_goal(sets, goal("50 points"))));
}

// Sets whose differences lie .5 apart, each without luck: no replicate would tell more.
TEST(GoalMet, DoesNotWaitForWhatReplicatesCannotTell) {
  const std::vector<Outcomes> sets{shares({{0.1, 0.2}, {0.1, 0.2}}), shares({{0.1, 0.2}, {0.6, 0.7}})};
  EXPECT_TRUE(goal_met(sets, goal("0.1 points")));
}

TEST(GoalMet, RefusesPercentOfNothing) {
  const std::vector<Outcomes> sets{shares({{0.0, 0.0}, {0.1, 0.2}})};
  EXPECT_SAYS(goal_met(sets, goal("2 %")), "is 0 or unknown in the base case");
}

TEST(GoalMet, RefusesWhatIsNeverKnownInBothWorlds) {
  const double nan = std::nan("");
  const std::vector<Outcomes> sets{shares({{nan, nan}, {0.1, 0.2}})};
  EXPECT_SAYS(goal_met(sets, goal("2 points")), "is not known in both the base case and 'v1'");
}

TEST(ReplicatesForGoal, AreThoseOfTheVariantThatVariesMost) {
  const Values base{0.1, 0.2, 0.3};
  const std::vector<Outcomes> sets{shares({base, base, {0.19, 0.3, 0.41}})};
  EXPECT_EQ(replicates_for_goal(sets, goal("0.5 points")), 18.0);  // sd .01: statistics_test.cpp
  const std::vector<Outcomes> many(4, sets[0]);
  EXPECT_EQ(replicates_for_goal(many, goal("0.5 points")), 18.0);  // sets share their luck
}

/// How often the interval holds the truth when replicates are added, from 20 on, until it is narrow enough.
double coverage_when_stopped(double half_width, std::uint64_t trials) {
  std::mt19937_64 words(31);
  boost::random::normal_distribution<double> normal;
  std::uint64_t covered = 0;
  Goal wanted = goal("1 points");
  wanted.half_width = half_width;
  for (std::uint64_t trial = 0; trial < trials; ++trial) {
    Values base, variant;
    std::vector<Outcomes> sets;
    std::size_t replicates = 20;
    do {
      while (base.size() < replicates) base.push_back(0.2), variant.push_back(0.2 + normal(words));
      sets = {shares({base, variant})};
      replicates =
          static_cast<std::size_t>(std::max(static_cast<double>(replicates + 1), replicates_for_goal(sets, wanted)));
    } while (!goal_met(sets, wanted));
    const Values differences = [&] {
      Values out = variant;
      for (double& value : out) value -= 0.2;
      return out;
    }();
    if (!mean_interval(differences).excludes(0.0)) ++covered;
  }
  return static_cast<double>(covered) / static_cast<double>(trials);
}

// To stop when the spread seen is small is to believe small spreads: 95 % becomes about 94 % (docs/decisions/
// differences.md). The bound allows 5 standard deviations below .935 (false-alarm rate 3e-7).
TEST(GoalMet, CostsLittleOfTheIntervalsLevel) {
  for (const double half_width : {0.6, 0.4, 0.25}) {
    const double coverage = coverage_when_stopped(half_width, 10'000);
    EXPECT_GT(coverage, 0.935 - 5.0 * 0.0025) << half_width;
  }
}

}  // namespace
}  // namespace clientele::goal_test
