#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "engine/math/exact.h"
#include "engine/random/stream.h"
#include "experiments/fit/habit_logit.h"
#include "experiments/fit/mixed_logit.h"
#include "experiments/fit/panel_data.h"
#include "experiments/fit/replay.h"
#include "tests/experiments/fit/support.h"

namespace clientele::panel_test {
namespace {

using Numbers = std::vector<double>;

/// Households that choose between three brands by a logit with habit and tastes of their own.
struct World {
  double price = -1.5, strength = 2.5, memory = 0.7, spread = 0.0;
  Numbers constants{0.0, -0.5, 0.4};
  std::size_t households = 200, purchases = 25;
};

Panel simulated(const World& world, std::uint32_t seed) {
  Panel panel;
  panel.alternatives = {"a", "b", "c"};
  panel.attributes = {"price"};
  panel.first = {0};
  const Numbers start(3, 1.0 / 3.0);
  for (std::uint32_t h = 0; h < world.households; ++h) {
    Stream luck({seed, 0}, {h, 0, 0, 0});
    Numbers level = start, taste = world.constants;
    for (std::size_t j = 1; j < 3; ++j) taste[j] += world.spread * math::normal_quantile(luck.uniform());
    for (std::size_t t = 0; t < world.purchases; ++t) {
      Numbers utility(3);
      for (std::size_t j = 0; j < 3; ++j) {
        panel.met.push_back(2.0 * luck.uniform());
        utility[j] = taste[j] + world.price * panel.met.back() + world.strength * (level[j] - start[j]) -
                     std::log(-std::log(luck.uniform()));
      }
      const auto best = std::max_element(utility.begin(), utility.end());
      panel.chosen.push_back(static_cast<std::uint32_t>(best - utility.begin()));
      for (std::size_t j = 0; j < 3; ++j)
        level[j] = world.memory * level[j] + (j == panel.chosen.back() ? 1.0 - world.memory : 0.0);
    }
    panel.first.push_back(panel.chosen.size());
  }
  return panel;
}

// False alarms: about 6e-5 an estimate. Fails if habit is learned before it is used, or by the wrong share.
TEST(HabitLogit, GivesBackTheParametersOfASimulatedPanel) {
  const World world;
  const Panel panel = simulated(world, 11);
  const ChoiceSets sets = choice_sets_of(panel, 0);
  const Maximum found = fit_habit(panel, sets, Numbers(3, 1.0 / 3.0));
  EXPECT_TRUE(found.converged);
  const Numbers truth{world.price, world.constants[1], world.constants[2], world.strength, world.memory};
  for (std::size_t k = 0; k < truth.size(); ++k) {
    EXPECT_NEAR(found.at[k], truth[k], 4.0 * found.standard_errors[k]) << k;
    EXPECT_LT(found.standard_errors[k], 0.2) << k;
  }
}

// Kills habit that acts without strength, and a search that does not find it.
TEST(HabitLogit, IsThePlainLogitWithoutStrength) {
  const Panel panel = simulated({.households = 20}, 3);
  const ChoiceSets sets = choice_sets_of(panel, 0);
  const Maximum plain = fit_logit(sets);
  EXPECT_NEAR(log_likelihood(panel, sets, {plain.at, 0.0, 0.8, Numbers(3, 1.0 / 3.0)}), plain.value, 1e-9);
  EXPECT_GT(fit_habit(panel, sets, Numbers(3, 1.0 / 3.0)).value, plain.value + 10.0);
}

// False alarms: about 6e-5 an estimate. Fails if households do not keep their tastes.
TEST(MixedLogit, GivesBackTheSpreadOfTastes) {
  const World world{.strength = 0.0, .spread = 1.5, .households = 250, .purchases = 15};
  const Panel panel = simulated(world, 5);
  const ChoiceSets sets = choice_sets_of(panel, 0);
  const Maximum found = fit_mixed(panel, sets, {fit_logit(sets).at, {1, 2}, {1.0, 1.0}}, {128, 1});
  EXPECT_TRUE(found.converged);
  const Numbers truth{world.price, world.constants[1], world.constants[2], world.spread, world.spread};
  for (std::size_t k = 0; k < truth.size(); ++k)
    EXPECT_NEAR(found.at[k], truth[k], 4.0 * found.standard_errors[k]) << k;
}

// Kills a likelihood that adds over draws in the place of a mean.
TEST(MixedLogit, IsThePlainLogitWithoutSpread) {
  const Panel panel = simulated({.households = 10}, 3);
  const ChoiceSets sets = choice_sets_of(panel, 0);
  const Maximum plain = fit_logit(sets);
  EXPECT_NEAR(log_likelihood(panel, sets, MixedLogit{plain.at, {1, 2}, {0.0, 0.0}}, {16, 1}), plain.value, 1e-8);
}

// Kills points that all households share, a dropped seed, and uniforms in the place of normals.
TEST(TasteDraws, AreStandardNormalsOfEachHouseholdsOwn) {
  const Numbers one = taste_draws({512, 1}, 0, 2), other = taste_draws({512, 1}, 1, 2);
  EXPECT_NE(one, other);
  EXPECT_NE(one, taste_draws({512, 2}, 0, 2));
  double sum = 0.0, squares = 0.0;
  for (const double x : one) sum += x / 1024.0, squares += x * x / 1024.0;
  EXPECT_NEAR(sum, 0.0, 0.01);
  EXPECT_NEAR(squares, 1.0, 0.02);
}

// With strength 0 the next purchase is independent of the last: the repeat rate is the sum of squared shares.
// Kills draws that are not by the model's shares, and a dropped seed.
TEST(Replay, LivesTheOccasionsByTheModel) {
  World world{.price = 0.0, .strength = 0.0, .households = 50};
  const Panel panel = simulated(world, 9);
  const ChoiceSets sets = choice_sets_of(panel, 0);
  const PanelFacts lived = replay(panel, sets, HabitLogit{{0.0, std::log(2.0), 0.0}, 0.0, 0.0, Numbers(3)}, 1, 100);
  EXPECT_NEAR(lived.shares[1], 0.5, 0.006);  // 5 sd of 125,000 draws
  EXPECT_NEAR(lived.repeat_rate, 0.375, 0.007);
  const PanelFacts other = replay(panel, sets, HabitLogit{{0.0, std::log(2.0), 0.0}, 0.0, 0.0, Numbers(3)}, 2, 100);
  EXPECT_NE(lived.repeat_rate, other.repeat_rate);
}

// With memory 0 only the last purchase counts, so the chance of a repeat is e^2 / (e^2 + 2) for equal brands.
// Kills habit that follows the recorded purchases.
TEST(Replay, RemembersWhatWasChosenInIt) {
  World world{.price = 0.0, .strength = 0.0};
  const Panel panel = simulated(world, 9);
  const ChoiceSets sets = choice_sets_of(panel, 0);
  const HabitLogit habit{Numbers(3), 2.0, 0.0, Numbers(3, 1.0 / 3.0)};
  EXPECT_NEAR(replay(panel, sets, habit, 1, 20).repeat_rate, std::exp(2.0) / (std::exp(2.0) + 2.0), 0.007);
}

// Kills a misspelt option that is dropped in silence, and a check that comes after reading the file.
TEST(PanelFit, RefusesRolesAndOptionsItDoesNotHave) {
  EXPECT_EQ(sentence_of<InputError>([] {
              panel_fit().fit(request_for("none.csv", {{"custommer", "a"}}, {{"taste", "mixed"}}));
            }),
            "--column: 'custommer' is unknown to the fit of kind 'panel'. Did you mean 'customer'?\n"
            "--option: 'taste' is unknown to the fit of kind 'panel'. Did you mean 'tastes'?");
}

// Figures that logitr prints, and elasticities by enumeration. Kills a base other than Dannon, the brand bought most.
TEST(PanelFit, FitsThePublishedLogitOfYogurt) {
  SKIP_WITHOUT_PUBLIC_DATA("brand_choice_panels/yogurt.csv");
  const FitReport report =
      panel_fit().fit(request_for(public_data("brand_choice_panels/yogurt.csv"), {}, {{"habit", "no"}}));
  EXPECT_NEAR(report.log_likelihood, -2656.8879, 0.01);
  EXPECT_NEAR(estimate(report, "price").value, -0.366555, 1e-3);
  EXPECT_NEAR(estimate(report, "price").standard_error, 0.024365, 1e-4);
  EXPECT_NEAR(estimate(report, "feat").standard_error, 0.120062, 1e-4);
  EXPECT_NEAR(estimate(report, "constant of hiland").value, -3.715477, 1e-3);
  EXPECT_NEAR(estimate(report, "constant of yoplait").value, 0.734519, 1e-3);
  EXPECT_NEAR(*figure(report, "own-price elasticity of dannon").plain, -1.655, 0.01);
  EXPECT_NEAR(*figure(report, "own-price elasticity of yoplait").plain, -2.302, 0.01);
}

// Kills a trait with one weight for all alternatives, which would tell nothing.
TEST(PanelFit, TakesIndividualVariablesAndChoicesOfEverybodyOnce) {
  SKIP_WITHOUT_PUBLIC_DATA("brand_choice_panels/fishing.csv");
  const std::string file = public_data("brand_choice_panels/fishing.csv");
  const std::map<std::string, std::string> columns{{"customer", "none"}, {"choice", "mode"}};
  const FitReport plain = panel_fit().fit(request_for(file, columns));
  EXPECT_NEAR(plain.log_likelihood, -1230.784, 0.01);
  EXPECT_TRUE(has_note(plain, "no habit to be seen"));
  const FitReport with_income = panel_fit().fit(request_for(file, columns, {{"individual", "income"}}));
  EXPECT_NEAR(with_income.log_likelihood, -1215.138, 0.01);
  EXPECT_NEAR(estimate(with_income, "price").value, -0.025117, 1e-4);
}

struct RealPanel {
  const char* file;
  double even_likelihood, repeat_rate, plain_rate;
};

// Issue: repeat rates within .05 of the real ones, and of chance alone within .03 of the published negative control.
// Kills a replay that is given the real past, and a plain model that is given habit.
TEST(PanelFit, RepeatsAsRealHouseholdsDoWhereIdenticalOnesDoNot) {
  SKIP_WITHOUT_PUBLIC_DATA("brand_choice_panels/yogurt.csv");
  for (const RealPanel& real :
       {RealPanel{"yogurt", -1105.30, 0.856, 0.349}, RealPanel{"catsup", -2147.61, 0.5705, 0.407},
        RealPanel{"cracker", -1803.79, 0.773, 0.410}}) {
    SCOPED_TRACE(real.file);
    const std::string file = public_data(std::string("brand_choice_panels/") + real.file + ".csv");
    const FitReport even = panel_fit().fit(request_for(file, {}, {{"start", "even"}, {"runs", "2"}}));
    EXPECT_GE(even.log_likelihood, real.even_likelihood);
    EXPECT_LT(even.log_likelihood, real.even_likelihood + 2.0);
    const FitReport report = panel_fit().fit(request_for(file));
    const FitFigure& repeat = figure(report, "repeat rate");
    EXPECT_NEAR(*repeat.observed, real.repeat_rate, 1e-3);
    EXPECT_NEAR(*repeat.model, real.repeat_rate, 0.05);
    EXPECT_NEAR(*repeat.plain, real.plain_rate, 0.01);
    const FitFigure& held = figure(report, "log-likelihood per purchase, hold-out");
    EXPECT_GT(*held.model, *held.plain + 0.05);
  }
}

// Kills tastes that are drawn anew at each purchase: ln L would be more than a thousand lower.
TEST(PanelFit, FindsTheMixedTastesOfYogurt) {
  SKIP_WITHOUT_PUBLIC_DATA("brand_choice_panels/yogurt.csv");
  const FitReport report = panel_fit().fit(
      request_for(public_data("brand_choice_panels/yogurt.csv"), {},
                  {{"tastes", "mixed"}, {"varying", "feat"}, {"points", "200"}, {"habit", "no"}, {"runs", "2"}}));
  EXPECT_NEAR(report.log_likelihood, -1246.0, 6.0);
  EXPECT_NEAR(estimate(report, "price").value, -0.456, 0.03);
}

// Kills habit that is fitted to the order of a file.
TEST(PanelFit, SaysThatRowsSortedByBrandTellNoSwitching) {
  SKIP_WITHOUT_PUBLIC_DATA("brand_choice_panels/ketchup.csv");
  const FitReport report =
      panel_fit().fit(request_for(public_data("brand_choice_panels/ketchup.csv"),
                                  {{"customer", "Ketchup.hid"}, {"choice", "Ketchup.choice"}}, {{"runs", "2"}}));
  EXPECT_TRUE(has_note(report, "sorted by alternative"));
  EXPECT_NEAR(report.log_likelihood, -4896.747, 0.01);
  EXPECT_EQ(report.scenario.find("habit: {"), std::string::npos);
}

// Kills the path as seen from the command, and counts of rows where households or their longest record are meant.
TEST(PanelFit, NamesTheDataAsSeenFromTheScenario) {
  std::string text = "id,choice,price.x,price.y\n";
  for (int i = 0; i < 40; ++i)
    text += std::to_string(i / 4) + (i % 3 == 0 ? ",x," : ",y,") + std::to_string(1 + i % 5) + "," +
            std::to_string(1 + i % 4) + "\n";
  const DataFile file(text);
  FitRequest request = request_for(file.path());
  request.file_in_scenario = "../data/panel.csv";
  const std::string scenario = panel_fit().fit(request).scenario;
  EXPECT_NE(scenario.find("diary: {file: \"../data/panel.csv\", customer: id, choice: choice, separator: \".\"}"),
            std::string::npos)
      << scenario;
  EXPECT_NE(scenario.find("length: 4 weeks"), std::string::npos);
  EXPECT_NE(scenario.find("customers: {count: 10}"), std::string::npos);
  EXPECT_NE(scenario.find("{name: x, share: 35 %}"), std::string::npos) << scenario;
}

}  // namespace
}  // namespace clientele::panel_test
