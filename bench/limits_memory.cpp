#include <cstdlib>
#include <fstream>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/core.h>

#include "bench/limits.h"
#include "bench/living.h"
#include "bench/markets.h"

namespace clientele::bench {
namespace {

/// The most memory that this process has ever held, in bytes. Not by getrusage, which counts the parent's in.
double peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmHWM:") {
      double kibibytes = 0.0;
      status >> kibibytes;
      return 1024.0 * kibibytes;
    }
  return 0.0;
}

/// Calls `act` in a process of its own; its peak memory in bytes, 0 if it died (of lack of memory, as a rule).
/// Peaks only rise, so each figure needs a process of its own. fork copies the calling thread alone: a child of a
/// program with a team of threads could wait for ever for those it has lost. `_exit`, as the parent's files and buffers
/// are not the child's to close.
double peak_memory_of(const std::function<void()>& act) {
  int ends[2];
  if (pipe(ends) != 0) return 0.0;
  const pid_t child = fork();
  if (child == 0) {
    act();
    const double peak = peak_memory();
    _exit(write(ends[1], &peak, sizeof peak) == sizeof peak ? 0 : 1);
  }
  close(ends[1]);
  double peak = 0.0;
  if (child < 0 || read(ends[0], &peak, sizeof peak) != sizeof peak) peak = 0.0;
  close(ends[0]);
  if (child > 0) waitpid(child, nullptr, 0);
  return peak;
}

/// Four weeks stand for 52: what is held does not depend on how long it is lived.
constexpr int weeks = 4;

/// With two threads, as each has scratch memory of its own.
/// Reference market alone: what other behaviours take for each customer is measured in `speed_findings`.
Finding peak_finding(std::uint32_t customers, double gibibytes) {
  const double peak = peak_memory_of([&] { Living(reference_market(customers), 2).live(weeks); });
  if (peak == 0.0)  // a process that died used more than there was
    return {fmt::format("peak memory of {} million customers", customers / 1'000'000),
            1e9,
            Finding::Bound::at_most,
            gibibytes,
            "GiB",
            "the process ended before it could say"};
  return {.what = fmt::format("peak memory of {} million customers", customers / 1'000'000),
          .found = peak / (1024.0 * 1024.0 * 1024.0),
          .bound = Finding::Bound::at_most,
          .limit = gibibytes,
          .unit = "GiB",
          .detail = fmt::format("{:.0f} bytes a customer, {} weeks lived", peak / customers, weeks)};
}

}  // namespace

/// The large one only on request, as few machines have the room; bytes for each customer are in `speed_findings`.
std::vector<Finding> memory_findings(const LimitPlan& plan) {
  std::vector<Finding> findings{peak_finding(10'000'000, 2.0)};
  if (plan.huge) findings.push_back(peak_finding(100'000'000, 20.0));
  return findings;
}

}  // namespace clientele::bench
