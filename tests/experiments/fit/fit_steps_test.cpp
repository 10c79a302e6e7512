#include "experiments/fit/fit_steps.h"

#include <atomic>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::fit_steps_test {
namespace {

// Kills parts by number of steps in the place of cost, and steps that are counted from 0.
TEST(FitSteps, TakePartsOfTheWholeByTheirCost) {
  std::vector<Progress> told;
  const Watch watch(nullptr, [&](const Progress& now) { told.push_back(now); });
  FitSteps steps(watch, {1.0, 3.0});
  steps.next().tell({.done = 0.5});
  steps.next().tell({.done = 0.5});
  steps.end();
  ASSERT_EQ(told.size(), 6u);  // each begins with a word of its own
  EXPECT_EQ(told[2].done, 0.125);
  EXPECT_EQ(told[4].done, 0.625);
  EXPECT_EQ(told[5].done, 1.0);
  EXPECT_EQ(std::string(told[2].what), "fitting, step");
  EXPECT_EQ(told[2].number, 1);
  EXPECT_EQ(told[4].number, 2);
  EXPECT_EQ(told[4].of, 2);
}

// Kills a step without anything to tell, which would not be stopped.
TEST(FitSteps, LookBeforeEachBegins) {
  std::atomic<bool> stop = false;
  FitSteps steps(Watch(&stop), {1.0, 1.0});
  steps.next();
  stop = true;
  EXPECT_THROW(steps.next(), Stopped);
  EXPECT_THROW(FitSteps(Watch(&stop), {1.0}), Stopped);
}

}  // namespace
}  // namespace clientele::fit_steps_test
