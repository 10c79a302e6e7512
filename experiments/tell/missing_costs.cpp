#include "experiments/tell/missing_costs.h"

#include <algorithm>
#include <utility>

#include "models/market/levers.h"
#include "scenarios/text/document.h"
#include "experiments/outcomes/directory.h"
#include "experiments/tell/answer_words.h"

namespace clientele {
namespace {

/// As many as a reader would write at once.
constexpr std::size_t most_paths = 3;

/// Where a scenario says a word, as its names are in the variant: `brands.Acme.price` finds brands of firms too.
std::string path_of(const MarketSpec& market, TermWord::Of of, const TermPlace& place, std::string_view word) {
  const std::string end = "." + std::string(word);
  if (of == TermWord::Of::firm) return "firms." + readable_part(market.firms[place.at].name) + end;
  const auto of_brand = [&](std::uint32_t brand) { return "brands." + readable_part(market.brands[brand].name); };
  if (of == TermWord::Of::brand) return of_brand(place.at) + end;
  const OfferSpec& offer = market.needs[place.need].offers[place.at];
  // A brand without offers is its own.
  if (offer.name == market.brands[offer.brand].name) return of_brand(offer.brand) + end;
  return of_brand(offer.brand) + ".offers." + readable_part(offer.name) + end;
}

/// "what staff costs is not in the scenario, so no verdict; write firms.Astra.service.wage".
std::string sentence_of(const std::vector<MissingCost>& missing, bool along) {
  // Several levers may have one cost: it is named once, and each path is given.
  std::vector<std::string> things, paths;
  for (const MissingCost& one : missing) {
    if (one.along != along) continue;
    if (std::find(things.begin(), things.end(), one.what) == things.end()) things.push_back(one.what);
    paths.push_back(one.path);
  }
  if (things.empty()) return "";
  if (paths.size() > most_paths) {
    const std::size_t more = paths.size() - most_paths;
    paths.resize(most_paths);
    paths.push_back(std::to_string(more) + " more");
  }
  // Costs that stand in the scenario and do not move are asked for in other words than those that nobody wrote.
  const std::string is = things.size() == 1 ? " is" : " are";
  return listed(things) + is + (along ? " not in the change" : " not in the scenario") + ", so no verdict; " +
         (along ? "change " : "write ") + listed(paths) + (along ? " with it" : "");
}

}  // namespace

std::vector<MissingCost> missing_costs(const Scenario& scenario, const Variant& variant, const Label& firm) {
  const MarketSpec& market = *variant.timeline.market;
  // Firms are the same in both worlds by their place, whatever the variant calls them.
  const Directory directory(scenario);
  const std::size_t world = directory.world(variant.name);
  std::vector<MissingCost> missing;
  for (const UnpricedLever& found : unpriced_levers(scenario.base, variant.timeline, scenario.clock.ticks)) {
    if (!directory.label(world, Thing::of_firm(found.firm)).same_as(firm)) continue;
    const Lever& lever = *found.lever;
    MissingCost one{std::string(lever.what), path_of(market, lever.of, found.place, lever.cost),
                    lever.paid == Lever::Paid::along};
    const auto same = [&](const MissingCost& other) { return other.path == one.path; };
    if (std::none_of(missing.begin(), missing.end(), same)) missing.push_back(std::move(one));
  }
  return missing;
}

std::string missing_words(const std::vector<MissingCost>& missing) {
  const std::string stated = sentence_of(missing, false), along = sentence_of(missing, true);
  return stated.empty() || along.empty() ? stated + along : stated + ". Also " + along;
}

}  // namespace clientele
