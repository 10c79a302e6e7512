#include "experiments/fit/brands.h"

#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scenarios/scenario.h"
#include "tests/experiments/fit/support.h"
#include "tests/support/public_data.h"

namespace clientele::brands_test {
namespace {

// The R package NBDdirichlet, of Goodhardt, Ehrenberg & Chatfield (1984): M 1.4560, K .7788, S 1.2953. It leaves out
// the brands above the notch of a box plot; without that S is 1.55.
// Kills an S over all brands, one that ends at the whiskers, and a mean that does not weigh by share.
TEST(BrandsFit, GivesThePublishedEstimatesOfToothpaste) {
  SKIP_WITHOUT_PUBLIC_DATA("dirichlet_toothpaste/toothpaste_uk_1973q1.csv");
  FitRequest asked = request_for(public_data("dirichlet_toothpaste/toothpaste_uk_1973q1.csv"));
  asked.columns = {{"penetration", "penetration_obs_qtr"}};
  asked.options = {{"mean", "1.456"}, {"category_penetration", "56"}, {"customers", "5240"}};
  const FitReport report = brands_fit().fit(asked);
  EXPECT_NEAR(estimate(report, "K").value, 0.7788, 1e-4);
  EXPECT_NEAR(estimate(report, "S").value, 1.2953, 1e-4);
  EXPECT_TRUE(has_note(report, "left out of S: Macleans, Boots Priv. Label, Sainsbury Priv. Lab."));
  EXPECT_NEAR(figure(report, "penetration of Colgate DC").model.value(), 0.1999, 1e-4);
  EXPECT_NEAR(figure(report, "purchases per buyer of Macleans").model.value(), 1.7642, 1e-3);
  EXPECT_NEAR(figure(report, "error of penetration").model.value(), 5.19, 0.01);
  EXPECT_NEAR(figure(report, "error of penetration, each brand with the S of the others").model.value(), 5.50, 0.01);
  EXPECT_NEAR(figure(report, "duplication coefficient D").model.value(), 1.2, 0.02);
}

// Kills a market of the listed brands alone, whose shares would not add up to 100 %.
TEST(BrandsFit, WritesAScenarioThatIsRead) {
  SKIP_WITHOUT_PUBLIC_DATA("dirichlet_toothpaste/toothpaste_uk_1973q1.csv");
  FitRequest asked = request_for(public_data("dirichlet_toothpaste/toothpaste_uk_1973q1.csv"));
  asked.columns = {{"penetration", "penetration_obs_qtr"}};
  asked.options = {{"mean", "1.456"}, {"category_penetration", "56"}};
  const Scenario scenario = read_scenario(brands_fit().fit(asked).scenario, "fitted.yaml");
  const auto& brands = scenario.base.market->needs.at(0).offers;
  ASSERT_EQ(brands.size(), 9u);  // and the others, for what is left of 100 %
  EXPECT_NEAR(brands[0].share.value(), 0.25, 1e-12);
  EXPECT_NEAR(brands[8].share.value(), 0.14, 1e-12);
}

/// Penetrations that keep the law exactly.
BrandTable exact_table(const DirichletLaw& law) {
  BrandTable table;
  table.share = law.shares;
  table.mean = law.category.mean;
  for (const BrandPrediction& brand : predict(law, 1.0).brands) {
    table.penetration.push_back(brand.penetration);
    table.brand.push_back(fmt::format("brand {}", table.brand.size() + 1));
  }
  return table;
}

// Kills K and S that change places, by either way of estimating them.
TEST(BrandsFit, FindsTheLawThatMadeTheMarket) {
  for (const DirichletLaw& law : {DirichletLaw{{1.456, 0.78}, 1.3, {0.4, 0.25, 0.2, 0.1, 0.05}},
                                  DirichletLaw{{9.0, 2.0}, 0.6, {0.5, 0.3, 0.1}}}) {
    BrandTable table = exact_table(law);
    const DirichletFit together = fit_brands(table);
    EXPECT_NEAR(together.law.category.shape / law.category.shape, 1.0, 1e-3);
    EXPECT_NEAR(together.law.s / law.s, 1.0, 1e-3);
    table.category_penetration = 1.0 - zero_class(law.category);
    const DirichletFit in_turn = fit_brands(table);
    EXPECT_NEAR(in_turn.law.category.shape / law.category.shape, 1.0, 1e-6);
    EXPECT_NEAR(in_turn.law.s / law.s, 1.0, 1e-6);
  }
}

/// A market of the law in percent, in columns of other names; one brand has `more` times the buyers it should.
std::string survey(double more) {
  const BrandTable table = exact_table({{3.0, 0.9}, 1.1, {0.35, 0.25, 0.2, 0.12, 0.08}});
  std::string text = "name,value share,buyers,rate\n";
  for (std::size_t j = 0; j < table.brand.size(); ++j) {
    const double buyers = table.penetration[j] * (j == 3 ? more : 1.0);
    text += fmt::format("{},{},{},{}\n", table.brand[j], 100.0 * table.share[j], 100.0 * buyers,
                        3.0 * table.share[j] / buyers);
  }
  return text;
}

FitRequest of_survey(const DataFile& file) {
  FitRequest asked = request_for(file.path());
  asked.columns = {{"brand", "name"}, {"share", "value share"}, {"penetration", "buyers"}, {"purchases", "rate"}};
  asked.options = {{"period", "year"}};
  return asked;
}

// Kills a mean per buyer in the place of one per customer, and percentages that are taken for shares.
TEST(BrandsFit, LearnsTheMeanFromPurchasesPerBuyer) {
  const DataFile file(survey(1.0));
  const FitReport report = brands_fit().fit(of_survey(file));
  EXPECT_NEAR(estimate(report, "M").value, 3.0, 1e-9);
  EXPECT_NEAR(estimate(report, "S").value, 1.1, 1e-2);
  EXPECT_TRUE(has_note(report, "No brand deviates"));
  EXPECT_TRUE(has(report.scenario, "mean: 3 per year"));
}

// Kills a deviation of the wrong sign, and one that is said of its neighbour.
TEST(BrandsFit, NamesTheBrandThatDeviates) {
  const DataFile file(survey(0.7));
  FitRequest asked = of_survey(file);
  asked.options["category_penetration"] = fmt::format("{}", 100.0 * (1.0 - zero_class({3.0, 0.9})));
  const FitReport report = brands_fit().fit(asked);
  EXPECT_TRUE(has_note(report, "brand 4 has fewer buyers than its share would lead to"));
  EXPECT_FALSE(has_note(report, "brand 3 has"));
}

// Kills a check that is left out, and a refusal that does not say where.
TEST(BrandsFit, RefusesWhatIsNoCategory) {
  const auto says = [&](const std::string& rows, std::map<std::string, std::string> options, const std::string& part) {
    const DataFile file("brand,market_share,penetration\n" + rows);
    FitRequest asked = request_for(file.path());
    asked.options = std::move(options);
    const std::string found = refusal(brands_fit(), asked);
    EXPECT_TRUE(has(found, part)) << found;
  };
  says("a,.5,.3\nb,.3,.2\nc,.2,.1\n", {}, "how much the category is bought is not told");
  says("a,.5,.3\nb,0,.2\nc,.2,.1\n", {{"mean", "2"}}, "data.csv:3: market_share: 0 is outside (0 %, 100 %)");
  says("a,.6,.3\nb,.3,.2\nc,.5,.3\nd,.4,.1\n", {{"mean", "2"}}, "the shares add up to 1.8, more than 1");
  says("a,60,30\nb,30,20\nc,20,10\n", {{"mean", "2"}}, "the shares add up to 110");
  says("a,.5,.3\nb,.3,.2\nc,.2,.1\n", {{"mean", "0.2"}}, "data.csv:2: a: a share of 50 %");
  says("a,.6,.3\nb,.4,.2\n", {{"mean", "2"}}, "two brands do not tell how uneven customers are");
  says("a,.5,.3\nb,.3,.2\nc,.2,.1\n", {{"mean", "2"}, {"category_penetration", "20"}},
       "fewer customers buy the category");
  says("a,.5,high\nb,.3,.2\nc,.2,.1\n", {{"mean", "2"}}, "data.csv:2: penetration: 'high' is not a number");
}

}  // namespace
}  // namespace clientele::brands_test
