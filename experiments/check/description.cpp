#include "experiments/check/description.h"

#include <string_view>

#include <fmt/format.h>

#include "scenarios/variants.h"
#include "output/numbers.h"
#include "output/wrapped.h"

namespace clientele {
namespace {

constexpr std::size_t description_width = 100, description_indent = 12;

/// Labels of one width, so that a reader finds the line by its first word.
std::string labelled(std::string_view label, std::string_view text) {
  return fmt::format("{:<{}}{}\n", label, description_indent, wrapped(text, description_indent, description_width));
}

/// In the order of the file, in which its writer thinks of them.
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

/// Segments by name alone: what they differ in is behaviours' business.
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

}  // namespace

/// Short enough to be read whole: one line for each thing of which a slip changes everything.
/// Events are counted by the ticks at which something changes, as several may fall on one.
std::string description(const Scenario& scenario) {
  const MarketSpec& market = *scenario.base.market;
  const Clock& clock = scenario.clock;
  std::string text = scenario.title.empty() ? "" : scenario.title + "\n";
  text += labelled("length", length_of(clock));
  text += labelled("customers", customers_of(market));
  text += labelled("network", network_of(market.network));
  for (const NeedSpec& need : market.needs) text += labelled("need", need_of(need));
  text += labelled("brands", names_of(market.brands));
  if (const std::size_t times = ticks_of_change(scenario.base).size(); times > 0)
    text += labelled("events",
                     fmt::format("the base case changes {}", times == 1 ? "once" : fmt::format("{} times", times)));
  if (!scenario.variants.empty()) text += labelled("variants", names_of(scenario.variants));
  // That they are sound, whoever prints this has asked; whether they are true takes living.
  if (const std::size_t claims = scenario.claims.size(); claims > 0)
    text += labelled("claims", fmt::format("{}, which 'clientele validate --only claims' judges", claims));
  for (const std::string& warning : warnings_of(scenario)) text += labelled("warning", warning);
  return text;
}

}  // namespace clientele
