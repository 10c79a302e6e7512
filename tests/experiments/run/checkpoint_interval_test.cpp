#include "experiments/run/checkpoint_interval.h"

#include <gtest/gtest.h>

#include "engine/core/errors.h"

namespace clientele::checkpoint_interval_test {
namespace {

Clock ticks_of(double weeks) { return {.weeks_per_tick = weeks, .ticks = 52, .burn_in = 0}; }

TEST(CheckpointInterval, IsTicksOrATime) {
  EXPECT_EQ(checkpoint_interval("10", ticks_of(1.0)), 10);
  EXPECT_EQ(checkpoint_interval("13 weeks", ticks_of(1.0)), 13);
  EXPECT_EQ(checkpoint_interval("13 weeks", ticks_of(1.0 / 7.0)), 91);
  EXPECT_EQ(checkpoint_interval("1 year", ticks_of(13.0)), 4);
}

TEST(CheckpointInterval, IsRoundedDownToWholeTicksButOne) {
  EXPECT_EQ(checkpoint_interval("7 weeks", ticks_of(2.0)), 3);
  EXPECT_EQ(checkpoint_interval("1 day", ticks_of(1.0)), 1);
}

TEST(CheckpointInterval, RefusesWhatIsNeither) {
  for (const char* every : {"", "0", "-1", "1.5", "weeks", "2 hours", "1e99", "nan", "inf weeks"})
    EXPECT_THROW(checkpoint_interval(every, ticks_of(1.0)), InputError) << every;
}

}  // namespace
}  // namespace clientele::checkpoint_interval_test
