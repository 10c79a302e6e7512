#include "experiments/tell/missing_costs.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "scenarios/variants.h"
#include "experiments/compare/compare.h"
#include "experiments/outcomes/directory.h"
#include "experiments/tell/answer.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::missing_costs_test {
namespace {

const std::string market = R"(clientele: 1
currency: EUR
customers: {count: 100}
needs: {calls: {occasions: always, attributes: [data]}}
behaviour: {evidence: named, price: on, budget: on, reach: on, access: on, attributes: on, awareness: on, experience: on, reliability: on,
            service: on, expectation: on, onboarding: on, disconfirmation: on, complaint: on, belonging: on}
firms:
  Astra:
    service: {staff: 22, manner: 0.5}
    recovery: {speed: 0.5}
    brands:
      - {name: Astra, share: 60 %, price: 20 EUR, cost: 9 EUR, attributes: [0.5], advertising: 5 % per week}
      - {name: Two, share: 20 %, offers: [{name: Basic, price: 2 EUR, attributes: [0.5]}]}
brands: [{name: Best Ltd., share: 20 %, price: 20 EUR, attributes: [0.5]}]
)";

std::string words(const std::string& change, const std::string& firm = "Astra") {
  const Scenario scenario = read(market + "variants: {v: {change: {" + change + "}}}\n");
  const Directory directory(scenario);
  for (std::size_t f = 0; f < 2; ++f)
    if (const Label label = directory.label(0, Thing::of_firm(f)); label.text == firm)
      return missing_words(missing_costs(scenario, variant_called(scenario, "v"), label));
  return "no such firm";
}

TEST(MissingCosts, SayWhatToWrite) {
  EXPECT_EQ(words("firms.Astra.service.staff: -50 %"),
            "what staff costs is not in the scenario, so no verdict; write firms.Astra.service.wage");
  EXPECT_EQ(words("brands.Astra.advertising: 10 % per week"),
            "what advertising costs is not in the scenario, so no verdict; write brands.Astra.advertising_cost");
  EXPECT_EQ(words("brands.Two.offers.Basic.reach: 50 %"),
            "what reach costs is not in the scenario, so no verdict; write brands.Two.offers.Basic.reach_cost");
  EXPECT_EQ(words("'brands.''Best Ltd.''.reach': 50 %", "Best Ltd."),
            "what reach costs is not in the scenario, so no verdict; write brands.\"Best Ltd.\".reach_cost");
}

TEST(MissingCosts, AskForAUnitCostThatMovesWithQuality) {
  EXPECT_EQ(words("brands.Astra.quality: 0.8"),
            "what quality costs is not in the change, so no verdict; change brands.Astra.cost with it");
  EXPECT_EQ(words("brands.Astra.quality: 0.8, brands.Astra.cost: 10 EUR"), "");
}

TEST(MissingCosts, OfSeveralLeversAreToldTogether) {
  EXPECT_EQ(
      words("firms.Astra.service.staff: 10, firms.Astra.service.open: 60 hours per week, "
            "firms.Astra.onboarding: 0.9, brands.Astra.quality: 0.8"),
      "what staff costs and what receiving new customers costs are not in the scenario, so no verdict; write "
      "firms.Astra.service.wage and firms.Astra.onboarding_cost. Also what quality costs is not in the change, so "
      "no verdict; change brands.Astra.cost with it");
}

TEST(MissingCosts, AreNoneOfPricesAndOfRivals) {
  EXPECT_EQ(words("brands.Astra.price: -5 %"), "");
  EXPECT_EQ(words("firms.Astra.service.staff: 10", "Best Ltd."), "");
}

/// Half a hotline, lived with twins, as it is answered.
Answer half_a_hotline(const std::string& wage) {
  const Scenario scenario = read(R"(clientele: 1
currency: EUR
clock: {length: 12 weeks}
customers: {count: 400, market: 20000}
needs: {calls: {occasions: always}}
behaviour: {price: on, experience: on, service: on}
firms:
  Astra:
    service: {staff: 10, contacts: 0.1 per use)" +
                                 wage + R"(}
    brands: [{name: Astra, share: 60 %, price: 2 EUR, cost: 1 EUR}]
brands: [{name: Best, share: 40 %, price: 2 EUR, cost: 1 EUR}]
variants:
  half: {change: {firms.Astra.service.staff: 5}}
  less: {change: {firms.Astra.service.staff: 4}}
)");
  CompareOptions options;
  options.variants = {"half", "less"};
  options.replicates = 2;
  options.run.threads = 1;
  return answer(scenario, compare(scenario, options), {.variants = {"half", "less"}});
}

bool ranks_profit(const Answer& told) {
  return std::any_of(told.rankings.begin(), told.rankings.end(),
                     [](const AnswerRanking& ranking) { return ranking.outcome.starts_with("profit"); });
}

// Caught: a verdict that takes what nobody wrote for free, in words, in figures, or in a ranking.
TEST(MissingCosts, WithholdTheVerdictEverywhere) {
  const Answer told = half_a_hotline("");
  const AnswerMoney& astra = told.variants[0].money.at(0);
  EXPECT_EQ(astra.firm, "Astra");
  EXPECT_EQ(astra.verdict, "no verdict");
  EXPECT_EQ(astra.meaning, Meaning::open);
  EXPECT_EQ(astra.missing, "what staff costs is not in the scenario, so no verdict; write firms.Astra.service.wage");
  EXPECT_FALSE(ranks_profit(told));
  EXPECT_NE(told.variants[0].setting.find("20,000 customers (400 lived, each for 50)"), std::string::npos);
  EXPECT_NE(answer_json(told).find("\"missing\":\"what staff costs"), std::string::npos);
}

// Five persons less, who work 40 hours for 1,000 a week, for 12 weeks: 60,000, a little less of it worth today.
TEST(MissingCosts, AreBookedAndToldOnceTheyAreThere) {
  const Answer told = half_a_hotline(", wage: 1000 EUR per week");
  const AnswerMoney& astra = told.variants[0].money.at(0);
  EXPECT_EQ(astra.missing, "");
  EXPECT_NE(astra.verdict, "no verdict");
  const auto wages = std::find_if(astra.parts.begin(), astra.parts.end(),
                                  [](const AnswerPart& part) { return part.name == "wages saved"; });
  ASSERT_NE(wages, astra.parts.end());
  EXPECT_NEAR(wages->amount, 60'000.0, 700.0);
  EXPECT_TRUE(ranks_profit(told));
}

}  // namespace
}  // namespace clientele::testing::missing_costs_test
