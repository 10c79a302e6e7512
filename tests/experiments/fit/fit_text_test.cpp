#include "experiments/fit/fit_text.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace clientele::fit_text_test {
namespace {

const double none = std::numeric_limits<double>::quiet_NaN();

FitReport small_report() {
  FitReport report;
  report.title = "Logit of 2 customers";
  report.estimates = {{"price", -0.366584, 0.024366, "utility", "of one unit"}, {"feat", 12.3456, none, "1", "shown"}};
  report.figures = {{"repeat rate", 0.856, 0.8347, {}, "share", "bought again"}};
  report.notes = {"Two rows were left out."};
  report.log_likelihood = -2656.888;
  report.observations = 2412;
  return report;
}

// Kills decimals that do not follow the standard error, and a NaN that is printed.
TEST(FitText, ShowsEstimatesAsFarAsTheyAreKnown) {
  const std::string text = fit_text(small_report());
  EXPECT_NE(text.find("Log-likelihood -2656.89 of 2,412 observations."), std::string::npos) << text;
  EXPECT_NE(text.find("price     -0.367           0.024  utility  of one unit"), std::string::npos) << text;
  EXPECT_NE(text.find("feat       12.35                           shown"), std::string::npos) << text;
  EXPECT_NE(text.find("repeat rate     0.856  0.835\n"), std::string::npos) << text;
  EXPECT_NE(text.find("- Two rows were left out."), std::string::npos);
}

// Kills a meaning that is printed for each figure.
TEST(FitText, SaysOnceWhatNeighboursMean) {
  FitReport report = small_report();
  report.figures.push_back({"again next week", {}, 0.5, {}, "share", "bought again"});
  report.figures.push_back({"peak", {}, 12000.0, {}, "1", "of the curve"});
  const std::string text = fit_text(report);
  EXPECT_NE(text.find("\nrepeat rate and 1 more: bought again.\npeak: of the curve.\n"), std::string::npos) << text;
}

// Kills a likelihood of nan.
TEST(FitText, SaysWhereLeastSquaresWereUsed) {
  FitReport report = small_report();
  report.log_likelihood = none;
  EXPECT_NE(fit_text(report).find("Fitted by least squares to 2,412 observations."), std::string::npos);
}

// Kills a column that one part of the report does not fill: columns would be of several lengths.
TEST(FitFrame, HasARowForEverything) {
  const Frame frame = fit_frame(small_report());
  EXPECT_EQ(frame.get<std::string>("part"),
            (std::vector<std::string>{"likelihood", "estimate", "estimate", "figure", "note"}));
  EXPECT_DOUBLE_EQ(frame.get<double>("standard_error")[1], 0.024366);
  EXPECT_TRUE(std::isnan(frame.get<double>("plain")[3]));
  for (const Frame::Column& column : frame.columns())
    EXPECT_EQ(std::visit([](const auto& cells) { return cells.size(); }, column.cells), 5u) << column.name;
}

// Kills a kind whose help leaves out a column.
TEST(FitKinds, SayWhatTheyReadAndAreFoundByName) {
  for (const FitKind* kind : fit_kinds()) {
    EXPECT_EQ(find_fit_kind(kind->name), kind);
    const std::string text = fit_kind_text(*kind);
    for (const FitColumn& column : kind->columns)
      EXPECT_NE(text.find("\n  " + std::string(column.role) + " "), std::string::npos) << kind->name;
  }
  EXPECT_EQ(find_fit_kind("panels"), nullptr);
}

}  // namespace
}  // namespace clientele::fit_text_test
