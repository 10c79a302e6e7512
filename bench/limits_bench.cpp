#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include <fmt/core.h>

#include "engine/core/errors.h"
#include "bench/limits.h"

namespace clientele::bench {
namespace {

/// Measured one after the other; each makes its own markets and lets go of them.
struct Group {
  std::string_view name;
  std::vector<Finding> (*measure)(const LimitPlan&);
};

/// Memory comes first: its processes are forked before there are threads.
constexpr Group groups[] = {{"memory", memory_findings},         {"speed", speed_findings},
                            {"scaling", scaling_findings},       {"set-up", set_up_findings},
                            {"comparison", comparison_findings}, {"command", command_findings},
                            {"writing", writing_findings}};

struct Options {
  std::vector<std::string_view> only;  ///< empty: all groups
  LimitPlan plan;
};

constexpr std::string_view usage =
    "limits_bench [--only GROUP]... [--repetitions R] [--huge]\n"
    "Measures what the design promises about size and speed, and says which limits hold.\n"
    "  --only GROUP     memory, speed, scaling, set-up, comparison, command or writing; may be repeated\n"
    "  --repetitions R  samples of each figure (7)\n"
    "  --huge           100 million customers too; needs 15 GiB of free memory\n";

std::optional<int> positive(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 1) return std::nullopt;
  return value;
}

bool is_group(std::string_view name) {
  return std::ranges::any_of(groups, [&](const Group& group) { return group.name == name; });
}

/// Nothing where a word is not understood: a benchmark that measures something else than asked is worse than none.
std::optional<Options> read_options(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i], next = i + 1 < count ? words[i + 1] : "";
    if (word == "--huge") {
      options.plan.huge = true;
    } else if (word == "--only" && is_group(next)) {
      options.only.push_back(next), ++i;
    } else if (word == "--repetitions" && positive(next)) {
      options.plan.repetitions = *positive(next), ++i;
    } else {
      return std::nullopt;
    }
  }
  return options;
}

/// At once, as some groups take minutes.
void print(const Finding& finding) {
  const char* sign = finding.bound == Finding::Bound::at_least ? ">=" : "<=";
  fmt::print("{:<52} {:>8.2f}  {} {:<4g} {:<26} {:<7} {}\n", finding.what, finding.found, sign, finding.limit,
             finding.unit, finding.holds() ? "holds" : "MISSED", finding.detail);
  std::fflush(stdout);
}

/// 1 if a limit is missed, for scripts.
int run(const Options& options) {
  fmt::print("{:<52} {:>8}  {:<7} {:<26} {:<7} {}\n", "what", "found", "limit", "unit", "verdict", "behind it");
  bool all_hold = true;
  for (const Group& group : groups) {
    if (!options.only.empty() && std::ranges::find(options.only, group.name) == options.only.end()) continue;
    for (const Finding& finding : group.measure(options.plan)) {
      print(finding);
      all_hold &= finding.holds();
    }
  }
  return all_hold ? 0 : 1;
}

}  // namespace
}  // namespace clientele::bench

/// 2 for words that are not understood and for a scenario that cannot be read: neither is a missed limit.
int main(int count, char** words) {
  const auto options = clientele::bench::read_options(count, words);
  if (!options) {
    fmt::print(stderr, "{}", clientele::bench::usage);
    return 2;
  }
  try {
    return clientele::bench::run(*options);
  } catch (const clientele::InputError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
