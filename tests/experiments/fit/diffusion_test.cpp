#include "experiments/fit/diffusion.h"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scenarios/scenario.h"
#include "tests/experiments/fit/support.h"
#include "tests/support/public_data.h"

namespace clientele::diffusion_test {
namespace {

struct Published {
  const char* series;
  double p, q, m, r2;                   ///< Srinivasan & Mason (1986)
  double step_p, step_q, step_m, peak;  ///< Bass's regression; peak of the continuous model
};

// Kills parameters of steps and of continuous time that are taken for each other.
TEST(DiffusionFit, GivesThePublishedEstimates) {
  SKIP_WITHOUT_PUBLIC_DATA("diffusion_bass/bass_series.csv");
  for (const Published& published :
       {Published{"room_air_conditioners", .00944, .37476, 18712.7, .933, .01699, .40495, 17091.3, 9.58},
        Published{"color_tv", .01847, .61586, 39658.6, .970, .03569, .67193, 35494.6, 5.53},
        Published{"clothes_dryers", .01360, .32670, 16497.0, .918, .01961, .34814, 15280.8, 9.34}}) {
    FitRequest asked = request_for(public_data("diffusion_bass/bass_series.csv"));
    asked.options = {{"series", published.series}};
    const FitReport report = diffusion_fit().fit(asked);
    EXPECT_NEAR(estimate(report, "p").value, published.p, 1e-5);
    EXPECT_NEAR(estimate(report, "q").value, published.q, 1e-5);
    EXPECT_NEAR(estimate(report, "m").value, published.m, 0.2);
    EXPECT_NEAR(figure(report, "R2").model.value(), published.r2, 6e-4);
    EXPECT_NEAR(figure(report, "time from launch to peak").model.value(), published.peak, 0.01);
    EXPECT_NEAR(estimate(report, "p in steps").value, published.step_p, 1e-5);
    EXPECT_NEAR(estimate(report, "q in steps").value, published.step_q, 1e-5);
    EXPECT_NEAR(estimate(report, "m in steps").value, published.step_m, 0.2);
    EXPECT_GT(estimate(report, "m").value, 10.0 * estimate(report, "m").standard_error);
  }
}

/// Figures of a law without error, for some periods.
AdoptionSeries exact_series(const Bass& law, const std::vector<int>& period, bool cumulative, double launched = 0.0) {
  AdoptionSeries series;
  series.cumulative = cumulative;
  series.period = period;
  for (const int t : period)
    series.figure.push_back(cumulative ? law.m * adopted_share(law, launched + t) : adoptions(law, t, t + 1));
  return series;
}

// Kills rows that are taken for periods: two are missing.
TEST(DiffusionFit, FindsTheLawThatMadeTheFiguresWithPeriodsMissing) {
  for (const Bass& law : {Bass{0.03, 0.38, 1000.0}, {0.002, 0.9, 5e6}, {0.2, 0.1, 60.0}}) {
    const DiffusionFit found = fit_diffusion(exact_series(law, {0, 1, 2, 4, 5, 6, 7, 9, 10, 11}, false), 10, {});
    EXPECT_NEAR(found.law.p / law.p, 1.0, 1e-3);
    EXPECT_NEAR(found.law.q / law.q, 1.0, 1e-3);
    EXPECT_NEAR(found.law.m / law.m, 1.0, 1e-3);
  }
}

// Kills a launch at the first figure.
TEST(DiffusionFit, FindsTheLawOfLevelsThatBeginAfterTheLaunch) {
  const Bass law{0.01, 0.4, 80.0};
  const DiffusionFit found = fit_diffusion(exact_series(law, {0, 1, 2, 3, 5, 8, 9, 12, 15}, true, 3.5), 9, {});
  EXPECT_NEAR(found.law.p, law.p, 1e-4);
  EXPECT_NEAR(found.law.q, law.q, 1e-3);
  EXPECT_NEAR(found.law.m, law.m, 0.05);
  EXPECT_NEAR(time_to_reach(found.law, found.first), 3.5, 0.02);
}

// Kills a market size that is estimated all the same.
TEST(DiffusionFit, HoldsAMarketThatIsKnown) {
  const DiffusionFit found = fit_diffusion(exact_series({0.03, 0.38, 1000.0}, {0, 1, 2, 3, 4, 5}, false), 6, 1500.0);
  EXPECT_EQ(found.law.m, 1500.0);
  EXPECT_TRUE(std::isnan(found.error_m));
}

// Kills the level after a step in the place of that before it, and a gap that is passed over.
TEST(DiffusionFit, FindsTheStepsThatMadeTheFigures) {
  AdoptionSeries series;
  series.figure = adoptions_in_steps({0.02, 0.45, 700.0}, 12);
  for (int t = 0; t < 12; ++t) series.period.push_back(t);
  const auto found = fit_steps(series, 12);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->p, 0.02, 1e-9);
  EXPECT_NEAR(found->q, 0.45, 1e-8);
  EXPECT_NEAR(found->m, 700.0, 1e-5);
  series.period.back() = 14;
  EXPECT_FALSE(fit_steps(series, 12));
}

// Kills a first level that is taken for the adoptions of one step.
TEST(DiffusionFit, FindsTheStepsThatMadeLevelsWhoseLaunchIsNotSeen) {
  AdoptionSeries series;
  series.cumulative = true;
  double level = 0.0;
  for (const double units : adoptions_in_steps({0.02, 0.45, 700.0}, 14)) {
    level += units;
    if (level < 60.0) continue;
    series.period.push_back(static_cast<int>(series.figure.size()));
    series.figure.push_back(level);
  }
  ASSERT_LT(series.figure.size(), 13u);
  const auto found = fit_steps(series, series.figure.size());
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->p, 0.02, 1e-8);
  EXPECT_NEAR(found->m, 700.0, 1e-4);
}

// s^2 (J'J)^-1 by the slopes J of the figures, with n - 3 degrees of freedom; small errors make the model nearly
// linear.
// Kills n degrees of freedom: errors would be a fifth too small.
TEST(DiffusionFit, StandardErrorsAreThoseOfLeastSquares) {
  const Bass law{0.03, 0.38, 1000.0};
  AdoptionSeries series = exact_series(law, {0, 1, 2, 3, 4, 5, 6, 7}, false);
  constexpr double noise[] = {1, -1, -1, 1, 1, -1, 1, -1};
  for (std::size_t i = 0; i < 8; ++i) series.figure[i] += 0.01 * noise[i];
  const DiffusionFit found = fit_diffusion(series, 8, {});
  std::array<std::array<double, 3>, 3> a{};
  for (int t = 0; t < 8; ++t) {
    const auto slope = [&](Bass above, Bass below, double step) {
      return (adoptions(above, t, t + 1) - adoptions(below, t, t + 1)) / (2.0 * step);
    };
    const double by[] = {slope({.03 + 1e-6, .38, 1000}, {.03 - 1e-6, .38, 1000}, 1e-6),
                         slope({.03, .38 + 1e-6, 1000}, {.03, .38 - 1e-6, 1000}, 1e-6),
                         adoptions(law, t, t + 1) / law.m};
    for (std::size_t r = 0; r < 3; ++r)
      for (std::size_t c = 0; c < 3; ++c) a[r][c] += by[r] * by[c];
  }
  const double first = a[1][1] * a[2][2] - a[1][2] * a[2][1], last = a[0][0] * a[1][1] - a[0][1] * a[1][0];
  const double whole = a[0][0] * first - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0]) +
                       a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
  const double variance = found.squares / (8 - 3);
  EXPECT_NEAR(found.error_p / std::sqrt(variance * first / whole), 1.0, 0.02);
  EXPECT_NEAR(found.error_m / std::sqrt(variance * last / whole), 1.0, 0.02);
}

/// Sales or levels of one product, by year from 2001.
std::string yearly(const std::vector<double>& figures) {
  std::string text = "year,adoptions\n";
  for (std::size_t i = 0; i < figures.size(); ++i) text += fmt::format("{},{}\n", 2001 + i, figures[i]);
  return text;
}

// Kills a market size that is told without a warning.
TEST(DiffusionFit, SaysSoWhereGrowthShowsNoEnd) {
  const DataFile file(yearly({10, 16, 25, 40, 62, 100, 158, 250}));
  const FitReport report = diffusion_fit().fit(request_for(file.path()));
  EXPECT_TRUE(has_note(report, "do not tell how large the market is"));
}

// Kills a peak by the formula, which lies before the launch.
TEST(DiffusionFit, SaysSoWhereSalesFallFromTheStart) {
  const DataFile file(yearly({400, 240, 144, 86, 52, 31, 19, 11}));
  const FitReport report = diffusion_fit().fit(request_for(file.path()));
  EXPECT_TRUE(has_note(report, "at its bound: adoption shows no imitation") ||
              has_note(report, "Adoptions fall from the start"));
  EXPECT_EQ(figure(report, "period of the peak").model, 2001.0);
}

// Kills a fall that is fitted, and a cut that takes the highest level along.
TEST(DiffusionFit, LeavesOutOwnershipGivenUp) {
  const DataFile file(yearly({5, 12, 25, 43, 61, 74, 81, 84, 80, 70, 55}));
  FitRequest asked = request_for(file.path());
  asked.options = {{"cumulative", "yes"}};
  const FitReport report = diffusion_fit().fit(asked);
  EXPECT_EQ(report.observations, 8u);
  EXPECT_TRUE(has_note(report, "The 3 figures after the highest level (84 in 2008) are left out"));
  EXPECT_NEAR(estimate(report, "m").value, 86.0, 2.0);
}

// Kills missing figures that count as 0, and labels that do not move with the launch.
TEST(DiffusionFit, BeginsWithTheLaunchAndSkipsWhatIsMissing) {
  const DataFile file(
      "jahr;absatz\n1990;0\n1991;0\n1992;30\n1993;55\n1994;NA\n"
      "1995;140\n1996;170\n1997;150\n1998;100\n1999;\n2000;25\n");
  FitRequest asked = request_for(file.path());
  asked.columns = {{"period", "jahr"}, {"adoptions", "absatz"}};
  const FitReport report = diffusion_fit().fit(asked);
  EXPECT_EQ(report.observations, 7u);
  EXPECT_TRUE(has_note(report, "2 periods without any adoption"));
  EXPECT_TRUE(has_note(report, "2 periods have no figure"));
  EXPECT_EQ(figure(report, "period of the peak").observed, 1996.0);
  EXPECT_EQ(figure(report, "period of the peak").model, 1996.0);
}

// Kills a launch that is cut off with its zeros: the first rise would be lost.
TEST(DiffusionFit, KeepsTheLastZeroOfLevelsAsTheirStart) {
  const DataFile file(yearly({0, 0, 0, 4, 11, 24, 43, 61, 74, 81, 84}));
  const FitReport report = diffusion_fit().fit(request_for(file.path(), {}, {{"cumulative", "yes"}}));
  EXPECT_EQ(report.observations, 9u);
  EXPECT_TRUE(has_note(report, "2 periods without any adoption"));
}

// Kills months of 30 days, which come out of step within the 40.
TEST(DiffusionFit, ReadsDatesAsPeriods) {
  std::string text = "Date,share\n";
  const Bass law{0.01, 0.15, 0.9};
  for (int month = 0; month < 40; ++month)
    text += fmt::format("{}-{:02}-01,{}\n", 2003 + month / 12, 1 + month % 12, law.m * adopted_share(law, month + 1));
  const DataFile file(text);
  FitRequest asked = request_for(file.path());
  asked.columns = {{"period", "Date"}, {"adoptions", "share"}};
  asked.options = {{"cumulative", "yes"}, {"period", "month"}};
  const FitReport report = diffusion_fit().fit(asked);
  EXPECT_EQ(report.observations, 40u);
  EXPECT_NEAR(estimate(report, "q").value, 0.15, 1e-3);
  EXPECT_EQ(read_scenario(report.scenario, "fitted.yaml").clock.ticks, 41);
}

// A market of ten thousand would wait years, by luck, for a first adopter whom the data put far back.
// Kills the fitted p in the scenario, and a launch that is not moved with it.
TEST(DiffusionFit, LaunchesItsScenarioInSightOfTheData) {
  std::vector<double> logistic;
  for (int t = 0; t < 20; ++t) logistic.push_back(80.0 / (1.0 + std::exp(-0.5 * (t - 10))));
  const DataFile file(yearly(logistic));
  FitRequest asked = request_for(file.path());
  asked.options = {{"cumulative", "yes"}};
  const FitReport report = diffusion_fit().fit(asked);
  EXPECT_TRUE(has_note(report, "hardly anybody seems to have adopted without others"));
  EXPECT_TRUE(has(report.scenario, "innovation: 0.00005 per year, imitation: 0."));
  EXPECT_TRUE(has(report.scenario, "from the launch, 8.42 years before"));
}

// Kills a check that is left out, and a refusal that does not say where.
TEST(DiffusionFit, RefusesWhatIsNoSeries) {
  const auto says = [&](const std::string& text, std::map<std::string, std::string> options, const std::string& part) {
    const DataFile file(text);
    FitRequest asked = request_for(file.path());
    asked.options = std::move(options);
    const std::string found = refusal(diffusion_fit(), asked);
    EXPECT_TRUE(has(found, part)) << found;
  };
  says("year,adoptions\n1,5\n2,x\n", {}, "data.csv:3: adoptions: 'x' is not a number");
  says("year,adoptions\n1,5\n2,-7\n", {}, "data.csv:3: adoptions: -7 is below 0");
  says("year,adoptions\n1,5\n1,6\n", {}, "data.csv:3: year: falls into the period of an earlier row");
  says("year,adoptions\n1,5\n1.5,6\n", {}, "data.csv:3: year: is no whole number of periods");
  says("year,adoptions\n1,5\n2,6\n3,4\n", {}, "there are 3 usable figures, but the model needs 5 at least");
  says("year,adoptions\n1,0\n2,0\n", {}, "nobody adopts");
  says("year,adoptions\n1,99\n2,100\n3,100\n4,99\n5,100\n6,100\n", {{"cumulative", "yes"}}, "the level hardly changes");
  says(
      "year,adoptions\n1992,96.6\n1998,98.4\n2003,98.8\n2005,98.9\n2010,98.5\n2011,98.3\n2012,94.65\n2013,93.25\n2014,"
      "93.81\n2015,93.43\n2016,94.1\n2017,94.76\n2018,93.97\n",
      {{"cumulative", "yes"}}, "no launch");
  says("Year,adoptions\n1,5\n2,6\n", {}, "there is no column 'year'. Did you mean 'Year'?");
  says("series,year,adoptions\na,1,5\nb,1,6\n", {}, "there are 2 series. Choose one with --option series=NAME: a, b.");
  says("series,year,adoptions\ncolour tv,1,5\n", {{"series", "color tv"}}, "Did you mean 'colour tv'?");
  says("year,adoptions\n1,5\n2,9\n3,12\n4,8\n5,4\n", {{"market", "10"}}, "--option market: 10 is less than the 38");
}

}  // namespace
}  // namespace clientele::diffusion_test
