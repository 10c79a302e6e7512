#pragma once

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <vector>

namespace clientele::bench {

/// Seconds. Wall time misjudges a busy machine and CPU time an idle one, so both are kept.
struct Cost {
  double wall = 0.0, cpu = 0.0;  ///< cpu: of all threads together
};

/// Runs from its making on.
class Stopwatch {
 public:
  /// May be asked several times; it runs on.
  Cost elapsed() const { return {now(CLOCK_MONOTONIC) - start_.wall, now(CLOCK_PROCESS_CPUTIME_ID) - start_.cpu}; }

 private:
  static double now(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  Cost start_{now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID)};
};

/// `values` are not empty.
/// Of an even number the mean of the two in the middle.
inline double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
}

}  // namespace clientele::bench
