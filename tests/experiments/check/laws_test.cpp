#include "experiments/check/laws.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "experiments/check/check.h"
#include "experiments/record/thing.h"
#include "experiments/tell/summary.h"

namespace clientele::laws_test {
namespace {

const std::string source = CLIENTELE_SOURCE;

Scenario toothpaste(std::vector<std::string> sets = {}) {
  return load_scenario(source + "/scenarios/library/toothpaste.yaml", sets);
}

RunOptions five_replicates() {
  RunOptions options;
  options.replicates = 5;
  return options;
}

// 8 brands and the rest, 108 figures: the mean of 20 periods strays from the law by 3 sd of one about once in 1e30.
TEST(Laws, HoldForToothpaste) {
  const Scenario scenario = toothpaste();
  const auto report = compare_with_laws(scenario, run(scenario, five_replicates()), 0);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->figures.size(), 9U * 4 + 9U * 8);
  EXPECT_LT(std::abs(report->worst().deviations()), law_tolerance);
  EXPECT_NEAR(report->find("penetration", report->brands.front())->predicted, 0.1998, 2.5e-4);
}

TEST(Laws, AreSeenToBeBroken) {
  const Scenario scenario = toothpaste({"behaviour.habit.strength=5", "clock.burn_in=52 weeks"});
  const RunOptions options = five_replicates();
  const Results results = run(scenario, options);
  const auto report = compare_with_laws(scenario, results, 0);
  ASSERT_TRUE(report);
  EXPECT_GT(std::abs(report->worst().deviations()), law_tolerance);
  EXPECT_NE(summary(scenario, results, options).find("The laws do not hold:"), std::string::npos);
}

TEST(Laws, SayNothingOfMarketsWithoutTastesOrRepeatBuying) {
  const Scenario scenario = load_scenario(source + "/scenarios/library/reference.yaml", {"customers.count=1000"});
  EXPECT_FALSE(compare_with_laws(scenario, run(scenario, five_replicates()), 0));
}

TEST(Summary, DoesNotJudgeByASingleReplicate) {
  const Scenario scenario = toothpaste();
  const std::string text = summary(scenario, run(scenario, {}), {});
  EXPECT_EQ(text.find("The laws hold"), std::string::npos);
  EXPECT_EQ(text.find("\xC2\xB1"), std::string::npos) << "an interval from one replicate:\n" << text;
}

// The panel's own figures: T5 asks for each penetration within 3 sd of one panel of 5,240.
TEST(Laws, GiveThePenetrationsOfThePanel) {
  const std::filesystem::path data =
      std::filesystem::path(source) / "../shared/data/dirichlet_toothpaste/toothpaste_uk_1973q1.csv";
  std::ifstream file(data);
  if (!file) GTEST_SKIP() << "the public data folder ../shared/data is not beside the project";
  const Scenario scenario = toothpaste();
  const Results results = run(scenario, five_replicates());
  std::string line;
  std::getline(file, line);
  int brands = 0;
  for (; std::getline(file, line); ++brands) {
    std::stringstream cells(line);
    std::string name, share, observed, predicted;
    std::getline(cells, name, ','), std::getline(cells, share, ','), std::getline(cells, observed, ',');
    std::getline(cells, predicted, ',');
    const Label ours{"", Thing::of_brand(static_cast<std::size_t>(brands)).key()};
    const Label need{"", Thing::of_need(0).key()};
    const Figure figure = read_figure(results.frame("brands"), "penetration", {"base", need, ours, {}});
    const double p = std::stod(predicted);
    EXPECT_NEAR(figure.mean(), p, 3.0 * std::sqrt(p * (1.0 - p) / 5240.0)) << name;
  }
  EXPECT_EQ(brands, 8);
}

TEST(Drift, StaysWithinABoundForEveryCalibratedScenario) {
  for (const std::vector<std::string>& sets :
       {std::vector<std::string>{},
        {"behaviour.habit=on", "needs.toothpaste.loyalty=1.4"},
        {"behaviour.habit=on", "needs.toothpaste.loyalty=1.4", "needs.toothpaste.nothing=30 %"}}) {
    const std::vector<Drift> drifts = measure_drift(toothpaste(sets), 0);
    ASSERT_EQ(drifts.size(), 1U);
    EXPECT_LT(std::abs(drifts.front().worst_share), 0.01);
    EXPECT_LT(std::abs(drifts.front().volume), 0.01);
  }
}

// The reference market starts from the same satisfaction with all brands and has no burn-in: it moves, and is said to.
TEST(Drift, IsSeenWhereThereIsSome) {
  const Scenario scenario = load_scenario(source + "/scenarios/library/reference.yaml");
  EXPECT_GT(std::abs(measure_drift(scenario, 0).front().worst_share), 0.01);
  EXPECT_NE(drift_text(measure_drift(scenario, 0)).find("More than 1 point"), std::string::npos);
}

}  // namespace
}  // namespace clientele::laws_test
