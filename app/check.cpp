#include "experiments/check/check.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/scenario.h"
#include "output/numbers.h"
#include "output/wrapped.h"
#include "app/arguments.h"
#include "app/line_changes.h"
#include "app/long_work.h"
#include "app/standard_output.h"

namespace clientele {
namespace {

constexpr std::size_t width = 100, indent = 12;

/// Labels of one width, so that a reader finds the line by its first word.
std::string line(std::string_view label, std::string_view text) {
  return fmt::format("{:<{}}{}\n", label, indent, wrapped(text, indent, width));
}

template <class Things>
std::string names_of(const Things& things) {
  std::string names;
  for (const auto& thing : things) names += (names.empty() ? "" : ", ") + std::string(thing.name);
  return names;
}

/// Of edges the number only: how they are spread shows when the market is lived.
std::string network_of(const NetworkSpec& network) {
  switch (network.kind) {
    case NetworkSpec::Kind::none:
      return "nobody listens to anybody";
    case NetworkSpec::Kind::small_world:
      return fmt::format("small world: everybody listens to {}, {} of them far away", network.neighbours,
                         percent(network.rewiring, 0));
    case NetworkSpec::Kind::preferential:
      return fmt::format("preferential attachment: everybody listens to {}, a few are heard by many",
                         network.neighbours);
    case NetworkSpec::Kind::edges:
      return fmt::format("{} friendships from a list", count(static_cast<std::int64_t>(network.edges.size())));
  }
  return "";
}

/// In ticks, as results count; the file says it in time.
std::string length_of(const Clock& clock) {
  const std::string burn_in = clock.burn_in > 0 ? fmt::format(", after {} of burn-in", clock.burn_in) : "";
  return fmt::format("{} ticks{}; a tick is {} {}", clock.ticks, burn_in, clock.weeks_per_tick,
                     clock.weeks_per_tick == 1.0 ? "week" : "weeks");
}

std::string customers_of(const MarketSpec& market) {
  if (market.segments.size() <= 1) return count(market.customers);
  return fmt::format("{} in {} segments: {}", count(market.customers), market.segments.size(),
                     names_of(market.segments));
}

/// Behaviours that act, whoever turned them on: the mode of evidence may have brought some that the file does not name.
std::string need_of(const NeedSpec& need) {
  std::string behaviours(need.occasions.of->name);
  for (const Setting& setting : need.behaviours)
    if (setting.on) behaviours += ", " + std::string(setting.of->name);
  return fmt::format("{}: {} offers; {}", need.name, need.offers.size(), behaviours);
}

/// What a reader needs to see whether the file says what was meant.
/// Short enough to be read whole: one line for each thing of which a slip changes everything.
std::string description(const Scenario& scenario) {
  const MarketSpec& market = *scenario.base.market;
  const Clock& clock = scenario.clock;
  std::string text = scenario.title.empty() ? "" : scenario.title + "\n";
  text += line("length", length_of(clock));
  text += line("customers", customers_of(market));
  text += line("network", network_of(market.network));
  for (const NeedSpec& need : market.needs) text += line("need", need_of(need));
  text += line("brands", names_of(market.brands));
  if (const std::size_t times = ticks_of_change(scenario.base).size(); times > 0)
    text +=
        line("events", fmt::format("the base case changes {}", times == 1 ? "once" : fmt::format("{} times", times)));
  if (!scenario.variants.empty()) text += line("variants", names_of(scenario.variants));
  return text;
}

/// The description is printed before the base case is lived: reading takes a second, living may take minutes.
int check_market(const Arguments& arguments) {
  LongWork work(arguments);
  return work.run("check", [&] {
    const LoadOptions load{base_changes(arguments, {"--set-base", "--set"}), {}, work.watch()};
    const Scenario scenario = load_scenario(*arguments.operand(), load);
    print(description(scenario));
    if (arguments.has("--quick")) return exit_code::done;
    const auto threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0));
    const std::string report = check_report(scenario, threads, work.watch());
    work.elapsed();
    print("\n" + report);
    return exit_code::done;
  });
}

}  // namespace

/// For the time of writing a scenario: nothing is kept, and --quick answers as fast as the file is read.
const Command& check_command() {
  static const Command command{
      .name = "check",
      .summary = "find mistakes in a scenario, and see whether its base case holds still",
      .examples = {{"clientele check toothpaste.yaml",
                    "read it, say what it is, and live its base case to see how far shares drift"},
                   {"clientele check toothpaste.yaml --quick", "only read it"}},
      .operand = Operand{.name = "SCENARIO", .noun = "scenario file", .meaning = "a scenario file (YAML)"},
      .options = {set_option(),
                  set_base_option(),
                  {.name = "--threads",
                   .value = "T",
                   .meaning = "at most so many threads; as many as the machine has if not given",
                   .whole = OptionSpec::Range{1, 1024}},
                  {.name = "--quick", .value = "", .meaning = "only read the scenario, without living it"},
                  no_cache_option()},
      .act = check_market};
  return command;
}

}  // namespace clientele
