#include "experiments/outcomes/market_outcomes.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "models/behaviours.h"
#include "experiments/compare/compare.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/thing.h"
#include "experiments/run/run.h"
#include "experiments/tell/answer.h"
#include "experiments/tell/summary.h"

namespace clientele::market_outcomes_test {
namespace {

const std::string contracts = R"(clientele: 1
clock: {tick: week, length: 52 weeks, burn_in: 0 weeks}
currency: EUR
customers: {count: 2000}
needs: {phone: {occasions: {kind: contract, renewal: 3 months}, loyalty: 2}}
behaviour: {evidence: named, price: on}
brands:
  - {name: Acme, share: 60 %, price: 10 EUR per month}
  - {name: Best, share: 40 %, price: 20 EUR per month}
variants:
  dearer: {change: {brands.Acme.price: +20 %}}
  entry: {add: {brands: [{name: New, price: 15 EUR per month}]}}
)";

const Label acme{"Acme", Thing::of_brand(0).key()};

double of(const Outcomes& outcomes, const std::string& measure, const std::string& brand) {
  for (const Outcome& outcome : outcomes.rows) {
    const OutcomeKey& key = outcome.key;
    if (key.table == "market" && key.measure == measure && key.brand == brand && key.firm.empty() &&
        key.segment.empty() && key.time == whole_run)
      return outcome.of(0)[0];
  }
  return std::nan("");
}

/// The sum of a column of counts over all rows of the base case.
double sum(const Frame& table, const std::string& column, std::initializer_list<Saying> sayings) {
  double all = 0.0;
  for (const std::size_t row : rows_with(&table, sayings)) all += number(table, column, row);
  return all;
}

// Kills customers that are weeks of use, a churn that is not per month, and a revenue per customer that is of the run.
TEST(Holders, AreCustomersWithTheirChurnAndWhatTheyPayInAMonth) {
  const Scenario scenario = read_scenario(contracts, "contracts.yaml");
  const Results results = run(scenario, {});
  const Outcomes outcomes = read_outcomes(scenario, results.frames);
  const double used = sum(results.frame("offers"), "units", {{"world", "base"}, {"brand", acme}});
  ASSERT_GT(used, 0.0);
  EXPECT_DOUBLE_EQ(of(outcomes, "customers", "Acme"), used / 52.0);
  EXPECT_NEAR(of(outcomes, "customers", ""), 2000.0, 200.0);
  double ended = 0.0;
  for (const char* end : {"switched_away", "left_category"})
    ended += sum(results.frame("tallies"), "count", {{"world", "base"}, {"brand", acme}, {"tally", end}});
  ASSERT_GT(ended, 0.0);
  EXPECT_NEAR(of(outcomes, "churn_a_month", "Acme"), ended / (used * 12.0 / 52.0), 1e-12);
  EXPECT_NEAR(of(outcomes, "revenue_per_customer_a_month", "Acme"), 10.0, 0.01);
  EXPECT_NEAR(of(outcomes, "revenue_per_customer_a_month", "Best"), 20.0, 0.01);
}

TEST(Holders, AreNobodyWhereThingsAreBought) {
  std::string text = contracts;
  const std::string contract = "{kind: contract, renewal: 3 months}";
  text.replace(text.find(contract), contract.size(), "{kind: repeat, mean: 12 per year, shape: 1}");
  for (std::size_t at; (at = text.find(" EUR per month")) != std::string::npos;) text.replace(at, 14, " EUR");
  const Scenario scenario = read_scenario(text, "bought.yaml");
  EXPECT_FALSE(customers_hold(scenario));
  EXPECT_TRUE(std::isnan(of(read_outcomes(scenario, run(scenario, {}).frames), "customers", "Acme")));
}

TEST(Holders, AreKnownByTheRuleOfOccasions) {
  NeedSpec need = read_scenario(contracts, "contracts.yaml").base.market->needs.front();
  EXPECT_TRUE(customers_hold(need));
  need.occasions = preset_setting(usual_occasions(), true);
  EXPECT_FALSE(customers_hold(need));
}

// Kills a summary that goes on to tell weeks of use as if they were purchases.
TEST(Holders, StandInTheSummaryOfARun) {
  const Scenario scenario = read_scenario(contracts, "contracts.yaml");
  const RunOptions options{.replicates = 2, .variants = {"dearer"}, .extra_worlds = {}, .checkpoint = {}, .watch = {}};
  const std::string text = summary(scenario, run(scenario, options), options);
  for (const char* word : {"customers", "churn, %", "revenue, EUR a customer", "churn a month, %"})
    EXPECT_NE(text.find(word), std::string::npos) << word << "\n" << text;
  EXPECT_EQ(text.find("used per customer"), std::string::npos) << text;
  EXPECT_EQ(text.find("volume"), std::string::npos) << text;
}

Answer answered(const std::string& variant) {
  const Scenario scenario = read_scenario(contracts, "contracts.yaml");
  CompareOptions options;
  options.variants = {variant}, options.replicates = 2;
  return answer(scenario, compare(scenario, options), {.variants = {variant}});
}

TEST(Holders, StandInAnAnswerInPlaceOfUnits) {
  const Answer told = answered("dearer");
  std::vector<std::string> names;
  for (const AnswerFigure& figure : told.variants.at(0).figures) names.push_back(figure.name);
  const std::vector<std::string> first{"share of Acme", "customers of Acme", "churn a month of Acme",
                                       "revenue a customer a month of Acme", "profit of Acme"};
  ASSERT_GE(names.size(), first.size());
  EXPECT_EQ(std::vector<std::string>(names.begin(), names.begin() + 5), first);
  const std::string text = answer_text(told);
  EXPECT_EQ(text.find("units"), std::string::npos) << text;
  EXPECT_NE(text.find("customers"), std::string::npos);
  EXPECT_TRUE(told.variants.at(0).details.empty());
}

// Kills an answer about an entrant that does not say whom it takes from.
TEST(Holders, OfAllBrandsStandInAnAnswerAboutAnEntrant) {
  const Answer told = answered("entry");
  ASSERT_EQ(told.variants.at(0).details.size(), 1u);
  const AnswerTable& table = told.variants.at(0).details.at(0);
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[2].at(0), "New");
  for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
  EXPECT_NE(answer_text(told).find("churn a month, %"), std::string::npos) << answer_text(told);
}

}  // namespace
}  // namespace clientele::market_outcomes_test
