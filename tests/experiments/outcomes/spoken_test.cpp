#include "experiments/outcomes/spoken.h"

#include <gtest/gtest.h>

namespace clientele::spoken_test {
namespace {

Outcome state(const std::string& name, const std::string& brand, const std::string& segment = "") {
  Outcome outcome{.key = {}, .fold = Fold::mean, .replicates = 0, .values = {}};
  outcome.key.table = segment.empty() ? "states" : "segment_states", outcome.key.measure = "mean";
  outcome.key.need = "soap", outcome.key.brand = brand, outcome.key.segment = segment, outcome.key.state = name;
  return outcome;
}

Outcomes learned() {
  Outcomes outcomes{.worlds = {"base"}, .replicates = 0, .rows = {}};
  outcomes.rows = {state("satisfaction", "Acme", "young"), state("satisfaction", "Acme"), state("habit", "Best"),
                   state("mood", "")};
  return outcomes;
}

// Goals (experiments/compare/goal.h) ask for all that is said by columns; states are said by their own names.
// Kills the mean of another state, and that of a segment in the place of all.
TEST(SpokenOutcomes, StatesAreCalledByTheirNames) {
  EXPECT_EQ(outcome_called(learned(), "satisfaction of Acme").value->table, "states");
  EXPECT_EQ(outcome_called(learned(), "Satisfaction of acme in young").value->segment, "young");
  EXPECT_EQ(outcome_called(learned(), "mood of soap").value->state, "mood");
  EXPECT_EQ(outcome_called(learned(), "mean of habit in Best").value->brand, "Best");
  EXPECT_NE(outcome_called(learned(), "habit of Acme").wrong.find("'habit' is known of 'Best'"), std::string::npos);
}

// Kills a short word that is no column.
TEST(SpokenOutcomes, ChurnIsThatOfAMonth) {
  Outcome churn = state("", "Red");
  churn.key.table = "market", churn.key.measure = "churn_a_month", churn.key.unit = "share";
  Outcomes outcomes{.worlds = {"base"}, .replicates = 0, .rows = {}};
  outcomes.rows = {churn};
  EXPECT_EQ(outcome_called(outcomes, "churn of Red").value->measure, "churn_a_month");
  EXPECT_EQ(outcome_called(outcomes, "churn a month of Red").value->measure, "churn_a_month");
}

TEST(SpokenOutcomes, AllThatAreCalledSoAreFound) {
  EXPECT_EQ(outcomes_called(learned(), "satisfaction of Acme").size(), 2U);
  EXPECT_EQ(outcomes_called(learned(), "satisfaction of Best").size(), 0U);
}

}  // namespace
}  // namespace clientele::spoken_test
