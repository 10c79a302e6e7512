#include <cmath>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "scenarios/scenario.h"
#include "experiments/fit/conjoint_data.h"
#include "tests/experiments/fit/support.h"

namespace clientele::conjoint_test {
namespace {

const std::string small =
    "id,task,choice,brand,price,respondent_age\n"
    "1,1,1,ford,2,30\n1,1,0,bmw,3,30\n1,2,0,ford,3,30\n1,2,1,fiat,1,30\n"
    "2,1,1,bmw,4,50\n2,1,0,fiat,4,50\n2,2,0,bmw,3,50\n2,2,1,fiat,2,50\n2,2,0,ford,4,50\n";

std::string complaint(const std::string& text, std::map<std::string, std::string> columns,
                      std::map<std::string, std::string> options = {}) {
  const DataFile file(text);
  const std::string all = sentence_of<InputError>([&] { read_conjoint(request_for(file.path(), columns, options)); });
  const std::size_t at = all.find("data.csv");
  return at == std::string::npos ? all : all.substr(at);
}

// Kills tasks that are known by their number alone: both respondents count from 1.
TEST(Conjoint, TellsTasksByRespondentAndMakesNumbersOfLevels) {
  const DataFile file(small);
  const Conjoint data = read_conjoint(request_for(file.path(), {{"task", "task"}}));
  EXPECT_EQ(data.respondent, (std::vector<std::size_t>{0, 0, 1, 1}));
  EXPECT_EQ(data.sets.first, (std::vector<std::size_t>{0, 2, 4, 6, 9}));
  EXPECT_EQ(data.sets.chosen, (std::vector<std::size_t>{0, 3, 4, 7}));
  EXPECT_EQ(data.sets.names, (std::vector<std::string>{"brand fiat", "brand ford", "price"}));
  EXPECT_EQ(data.attributes[0].base, "bmw");
  EXPECT_EQ(data.sets.x[1], 1.0);
  ASSERT_EQ(data.notes.size(), 1u);  // age is the same for all alternatives
  EXPECT_NE(data.notes[0].find("respondent_age"), std::string::npos);
}

// Kills weights as they stand, which would count as so many more choices.
TEST(Conjoint, ScalesWeightsToAMeanOfOne) {
  const DataFile file("id,obsnum,choice,price,w\n1,1,1,1,1\n1,1,0,2,1\n1,2,0,1,3\n1,2,1,2,3\n");
  const Conjoint data = read_conjoint(request_for(file.path(), {{"weights", "w"}}));
  EXPECT_EQ(data.sets.weight, (std::vector<double>{0.5, 1.5}));
}

// Kills a task of two choices that is taken by its last one.
TEST(Conjoint, SaysWhichTaskHasNoOneChoice) {
  const std::string wrong = complaint(small, {{"task", "respondent_age"}});
  EXPECT_TRUE(wrong.starts_with("data.csv:2: choice: in the task that begins here 2 alternatives are chosen")) << wrong;
  EXPECT_NE(complaint(small, {{"task", "task"}, {"choice", "price"}}).find("data.csv:2: price: is neither 1"),
            std::string::npos);
  EXPECT_NE(complaint(small, {}).find("there is no column 'obsnum'"), std::string::npos);
}

// Kills an estimation without any number.
TEST(Conjoint, NeedsSomethingThatTellsAlternativesApart) {
  EXPECT_NE(complaint(small, {{"task", "task"}}, {{"attributes", "respondent_age"}}).find("no column tells"),
            std::string::npos);
}

// References are another program's on the same file. Kills a worth of the wrong sign and a delta method without the
// covariance with the price.
TEST(ConjointFit, FitsThePartWorthsOfAmericanCarBuyers) {
  SKIP_WITHOUT_PUBLIC_DATA("conjoint_vehicles/cars_us.csv");
  const FitReport report = conjoint_fit().fit(request_for(public_data("conjoint_vehicles/cars_us.csv")));
  EXPECT_NEAR(report.log_likelihood, -4616.952, 0.01);
  EXPECT_NEAR(estimate(report, "price").value, -0.073878, 1e-5);
  EXPECT_NEAR(estimate(report, "price").standard_error, 0.002049, 1e-5);
  EXPECT_NEAR(estimate(report, "opCost").value, -0.120869, 1e-5);
  EXPECT_NEAR(estimate(report, "hev").standard_error, 0.0737, 1e-4);
  EXPECT_NEAR(estimate(report, "worth of phev40").value, 2.58, 0.01);
  EXPECT_NEAR(estimate(report, "worth of opCost").value, -1.636, 0.001);
  // By the delta method, computed independently.
  EXPECT_NEAR(estimate(report, "worth of bev75").standard_error, 1.2153, 1e-3);
  EXPECT_GT(*figure(report, "hit rate, hold-out").model, 0.6);
  EXPECT_GT(*figure(report, "log-likelihood per task, hold-out").model, -0.85);
  double sum = 0.0;
  for (const FitFigure& f : report.figures)
    if (f.name.starts_with("importance")) sum += *f.model;
  EXPECT_NEAR(sum, 1.0, 1e-9);
}

// Other respondents, same questions. Kills what is right for the first study by chance.
TEST(ConjointFit, FitsThePartWorthsOfChineseCarBuyers) {
  SKIP_WITHOUT_PUBLIC_DATA("conjoint_vehicles/cars_china.csv");
  const FitReport report = conjoint_fit().fit(request_for(public_data("conjoint_vehicles/cars_china.csv")));
  EXPECT_NEAR(report.log_likelihood, -6655.562, 0.01);
  EXPECT_NEAR(estimate(report, "worth of hev").value, 5.98, 0.01);
}

// Kills a price that is written among the attributes too, and products beyond four.
TEST(ConjointFit, WritesAScenarioThatIsRead) {
  SKIP_WITHOUT_PUBLIC_DATA("conjoint_vehicles/cars_us.csv");
  const FitReport report = conjoint_fit().fit(request_for(public_data("conjoint_vehicles/cars_us.csv")));
  const Scenario scenario = read_scenario(report.scenario, "cars.yaml");
  const NeedSpec& need = scenario.base.market->needs[0];
  EXPECT_EQ(need.attributes.size(), 15u);
  EXPECT_EQ(need.offers.size(), 4u);
}

// Kills a price below 0 that is written as money.
TEST(ConjointFit, MakesAMarketOfCodedPricesToo) {
  std::string text = "id,obsnum,choice,price,size\n";
  for (int i = 0; i < 24; ++i) {
    const std::string task = std::to_string(i / 4) + "," + std::to_string(i) + ",";
    text += task + (i % 3 == 0 ? "0," : "1,") + (i % 2 == 0 ? "-1," : "1,") + std::to_string(i % 5) + "\n";
    text += task + (i % 3 == 0 ? "1," : "0,") + (i % 4 == 0 ? "-1," : "1,") + std::to_string(i % 7) + "\n";
  }
  const DataFile file(text);
  const FitReport report = conjoint_fit().fit(request_for(file.path()));
  EXPECT_NO_THROW(read_scenario(report.scenario, "coded.yaml")) << report.scenario;
}

}  // namespace
}  // namespace clientele::conjoint_test
