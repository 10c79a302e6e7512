#include "models/base_case/contraction.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::contraction_test {
namespace {

/// The gap that is left after some rounds when shares answer `answer` for one, from a gap of 1 and -1.
double left_after(int rounds, double answer) {
  Contraction contraction;
  std::vector<double> gaps{1.0, -1.0};
  for (int round = 0; round < rounds; ++round) {
    const std::vector<double> steps = contraction.steps(gaps, {0.6, 0.4});
    for (std::size_t j = 0; j < gaps.size(); ++j) gaps[j] -= answer * steps[j];
  }
  return std::abs(gaps[0]);
}

TEST(Contraction, TakesWholeStepsWhereSharesAnswerNoMoreThanOneForOne) {
  EXPECT_DOUBLE_EQ(left_after(1, 0.7), 0.3);
  EXPECT_NEAR(left_after(3, 0.7), 0.027, 1e-12);
}

// Whole steps would leave a gap that swings for ever, or grows without end.
TEST(Contraction, SettlesWhereSharesAnswerMore) {
  for (const double answer : {1.9, 2.0, 3.0, 8.0}) EXPECT_LT(left_after(6, answer), 0.01) << answer;
}

TEST(Contraction, NeverStepsFarAtOnce) {
  Contraction contraction;
  EXPECT_EQ(contraction.steps({-9.0, 0.1}, {0.5, 0.5}), (std::vector<double>{-2.0, 0.1}));
}

TEST(Contraction, LearnsMostFromLargeShares) {
  Contraction contraction;
  contraction.steps({1.0, 1.0}, {1.0, 0.0});
  const std::vector<double> steps = contraction.steps({-1.0, 0.9}, {1.0, 0.0});  // the first answered two for one
  EXPECT_NEAR(steps[0], -0.5, 1e-12);
  EXPECT_NEAR(steps[1], 0.45, 1e-12);
}

}  // namespace
}  // namespace clientele::contraction_test
