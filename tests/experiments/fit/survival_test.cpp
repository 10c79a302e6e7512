#include "experiments/fit/survival.h"

#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scenarios/scenario.h"
#include "tests/experiments/fit/support.h"
#include "tests/support/public_data.h"

namespace clientele::survival_test {
namespace {

struct Published {
  const char* file;
  double alpha, beta, log_likelihood, error;  ///< per customer; mean error of years 8 to 12 in percent
};

// Fader & Hardie (2007): fitted to seven years, forecast to twelve.
// Kills a likelihood without those who stay, and a hold-out that is fitted too.
TEST(SurvivalFit, GivesThePublishedEstimatesAndForecasts) {
  SKIP_WITHOUT_PUBLIC_DATA("retention_sbg/highend.csv");
  for (const Published& published : {Published{"retention_sbg/highend.csv", 0.668, 3.806, -1.6112, 2.83},
                                     Published{"retention_sbg/regular.csv", 0.704, 1.182, -1.6803, 1.49}}) {
    const FitReport report = survival_fit().fit(request_for(public_data(published.file)));
    EXPECT_NEAR(estimate(report, "alpha").value, published.alpha, 5e-4);
    EXPECT_NEAR(estimate(report, "beta").value, published.beta, 5e-4);
    EXPECT_NEAR(report.log_likelihood / 1000.0, published.log_likelihood, 1e-4);
    const FitFigure& error = figure(report, "error of the hold-out");
    EXPECT_NEAR(error.model.value(), published.error, 0.02);
    EXPECT_GT(error.plain.value(), 5.0);  // constant retention
  }
}

/// A cohort that keeps the law exactly.
CohortCounts exact_cohort(const ShiftedBetaGeometric& law, std::vector<int> period) {
  CohortCounts cohort{std::move(period), {}};
  for (const int t : cohort.period) cohort.customers.push_back(1e6 * survival(law, t));
  return cohort;
}

// Kills alpha and beta that change places.
TEST(SurvivalFit, FindsTheLawThatMadeTheCohort) {
  for (const ShiftedBetaGeometric& law : {ShiftedBetaGeometric{0.7, 3.8}, {4.0, 1.5}, {0.3, 0.4}}) {
    const Maximum found = fit_survival(exact_cohort(law, {0, 1, 2, 3, 4, 5, 6, 7}));
    EXPECT_NEAR(std::exp(found.at[0]) / law.alpha, 1.0, 1e-4);
    EXPECT_NEAR(std::exp(found.at[1]) / law.beta, 1.0, 1e-4);
  }
}

// Kills counts that are taken for those of consecutive periods.
TEST(SurvivalFit, NeedsNoCountOfEveryPeriod) {
  const Maximum found = fit_survival(exact_cohort({0.7, 3.8}, {0, 1, 4, 6, 12}));
  EXPECT_NEAR(std::exp(found.at[0]), 0.7, 1e-4);
  EXPECT_NEAR(std::exp(found.at[1]), 3.8, 1e-3);
}

// Four times the customers halve the error.
// Kills percentages that count as the same number of customers, whatever was said.
TEST(SurvivalFit, StandardErrorsFallWithTheRootOfTheCustomers) {
  const DataFile file("month,left\n0,100\n1,80\n2,68\n3,60\n4,54\n5,50\n6,47\n");
  FitRequest asked = request_for(file.path());
  asked.columns = {{"period", "month"}, {"survivors", "left"}};
  asked.options = {{"customers", "500"}, {"periods", "6"}};
  const double few = estimate(survival_fit().fit(asked), "alpha").standard_error;
  asked.options["customers"] = "2000";
  EXPECT_NEAR(few / estimate(survival_fit().fit(asked), "alpha").standard_error, 2.0, 1e-3);
}

// Kills periods that do not begin at 0 in the first row, and shares that are not of the first row.
TEST(SurvivalFit, ReadsCountsSharesAndPercentagesAlike) {
  std::vector<double> alpha;
  for (const double scale : {1.0, 0.5, 0.005}) {
    int year = 2001;
    std::string text = "year,n\n";
    for (const int n : {200, 150, 125, 110, 100}) text += fmt::format("{},{}\n", year++, n * scale);
    const DataFile file(text);
    FitRequest asked = request_for(file.path());
    asked.columns = {{"survivors", "n"}};
    alpha.push_back(estimate(survival_fit().fit(asked), "alpha").value);
  }
  EXPECT_NEAR(alpha[0], alpha[1], 1e-6);
  EXPECT_NEAR(alpha[0], alpha[2], 1e-6);
}

// Retention that never rises is that of customers who are all alike: the Beta has no spread.
// Kills alpha and beta that are told as if the data knew them.
TEST(SurvivalFit, SaysSoWhereCustomersDoNotDiffer) {
  const DataFile file("year,n\n0,10000\n1,8000\n2,6400\n3,5120\n4,4096\n");
  FitRequest asked = request_for(file.path());
  asked.columns = {{"survivors", "n"}};
  const FitReport report = survival_fit().fit(asked);
  EXPECT_TRUE(has_note(report, "Constant retention does as well"));
  const FitFigure& last = figure(report, "survival to period 4");
  EXPECT_NEAR(last.model.value(), 0.4096, 1e-4);
  EXPECT_NEAR(last.plain.value(), 0.4096, 1e-6);
}

// Kills a run that ends with the last count: who renewed then would not be seen.
TEST(SurvivalFit, WritesAScenarioThatIsRead) {
  const DataFile file("year,n\n0,10000\n1,8000\n2,6400\n3,5120\n4,4096\n");
  const FitReport report = survival_fit().fit(request_for(file.path(), {{"survivors", "n"}}));
  const Scenario scenario = read_scenario(report.scenario, "fitted.yaml");
  EXPECT_EQ(scenario.clock.ticks, 60);  // months: a year after the last count
  EXPECT_EQ(scenario.base.market->customers, 10000u);
}

// Kills a check that is left out, and a refusal that does not say where.
TEST(SurvivalFit, RefusesWhatIsNoCohort) {
  const auto says = [&](const std::string& rows, const std::string& part) {
    const DataFile file("year,survival_actual_pct\n" + rows);
    FitRequest asked = request_for(file.path());
    const std::string text = refusal(survival_fit(), asked);
    EXPECT_TRUE(has(text, part)) << text;
  };
  says("0,100\n1,80\n2,85\n", "data.csv:4: survival_actual_pct: 85 survivors are more than the 80 before");
  says("0,100\n2,80\n1,75\n", "data.csv:4: year: period 1 does not come after 2");
  says("0,100\n1,80\n2,-5\n", "data.csv:4: survival_actual_pct: there are fewer than no survivors");
  says("1,86.9\n2,74.3\n3,65.3\n", "data.csv:2: the first row has 86.9 survivors");
  says("0,100\n1,100\n2,100\n", "nobody ever leaves");
  says("0,100\n1,80\n", "too few rows");
  says("0,100\n1,x\n2,70\n", "data.csv:3: survival_actual_pct: 'x' is not a number");
}

// Kills an option that is dropped in silence.
TEST(SurvivalFit, RefusesOptionsThatItCannotUse) {
  const DataFile file("year,survival_actual_pct\n0,100\n1,80\n2,70\n3,65\n");
  FitRequest asked = request_for(file.path());
  asked.options = {{"periods", "seven"}};
  EXPECT_TRUE(has(refusal(survival_fit(), asked), "--option periods: 'seven' is not a number"));
  asked.options = {{"period", "yaer"}};
  EXPECT_TRUE(has(refusal(survival_fit(), asked), "Did you mean 'year'?"));
  asked.options = {{"discout", "5"}};
  EXPECT_TRUE(has(refusal(survival_fit(), asked), "Did you mean 'discount'?"));
}

}  // namespace
}  // namespace clientele::survival_test
