#pragma once

#include <array>
#include <string>
#include <vector>

#include "bench/reference_market.h"

namespace clientele::bench {

/// A year, as the shares that a program is recognised by are those of 52 weeks.
struct Plan {
  int weeks = 52;
  int repetitions = 7;
};

/// One timed run. Wall time misjudges a busy machine and CPU time an idle one, so both are kept.
struct Sample {
  double set_up = 0.0;     ///< wall seconds
  double live_wall = 0.0;  ///< wall seconds per customer and week
  double live_cpu = 0.0;   ///< CPU seconds of all threads per customer and week
};

/// What one program did at one size.
/// Shares are those of the last sample; as all have the same luck, any would do.
struct Measured {
  std::string name;
  std::vector<Sample> samples;                ///< one per repetition, in the same order for all programs
  std::array<double, alternatives> shares{};  ///< of all choices in the planned weeks
};

/// Runs every program once a repetition, in turns that start with another program each time, so that what else the
/// machine does falls on all of them alike.
/// Each sample makes the market anew, so that set-up has as many samples and no program finds its memory warm.
std::vector<Measured> measure(const std::vector<Program>& programs, const Size& size, const Plan& plan);

/// The least is what may be claimed, the median what is to be expected.
struct Ratio {
  double least = 0.0, median = 0.0;
};

/// How many times as fast as `base` a program is, over the repetitions; `by` is one of the times of a sample.
Ratio speed_ratio(const Measured& program, const Measured& base, double Sample::*by);

/// The median of one of the times.
double median(const Measured& program, double Sample::*by);

/// Empty if the shares of 52 weeks are those of the reference market, else a sentence that says which are not. Five
/// independent programs gave .1838 .1736 .1790 .1743 .1785 (mean of 40 seeds, 10,000 customers), with a standard
/// deviation of .0006 from seed to seed. False-alarm rate about 1e-6 for each run.
std::string difference_from_reference(const Measured& program, std::uint32_t customers);

}  // namespace clientele::bench
