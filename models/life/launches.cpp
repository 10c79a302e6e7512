#include "models/life/launches.h"

#include <algorithm>

#include "engine/core/check.h"
#include "models/life/make_scene.h"

namespace clientele {
namespace {

/// Names come of the place, since whoever decides has terms in mind and no names, and checkpoints hold numbers alone.
std::string name_of(const MarketSpec& market, const Entrant& entrant) {
  return market.firms[entrant.firm].name + " launch " + std::to_string(entrant.launch + 1);
}

/// The firm's next place, in the order of its launches: luck goes by their number.
std::optional<std::size_t> next_place(const Launches& launches, std::uint32_t firm) {
  for (std::size_t p = 0; p < launches.places.entrants.size(); ++p)
    if (launches.places.entrants[p].firm == firm && !launches.taken[p].taken()) return p;
  return std::nullopt;
}

/// Why a brand may not bring an offer to a need; empty if it may.
std::string brand_problem(const World& world, const NeedPlan& plan, const Launch& launch) {
  const std::uint32_t brand = *launch.brand;
  const std::vector<BrandSpec>& brands = world.market->brands;
  const std::string number = "brand " + std::to_string(brand + 1);
  if (brand >= brands.size() || brands[brand].firm != launch.firm) return number + " is none of the firm's.";
  const bool reserved = brand >= world.launches.places.brands;
  if (reserved && !world.launches.is_launched(brand)) return number + " has not been launched yet.";
  // Where customers keep what they think of a brand is laid out before the run.
  if (plan.brand(brand) >= plan.market_brands().size())
    return number + " sells in other needs alone. Launch a new brand in this one.";
  return {};
}

/// Why a launch is refused whatever room there is; empty if it is not.
std::string problem_with(const World& world, std::span<const NeedPlan> plans, const Launch& launch) {
  if (launch.need >= plans.size()) return "there is no need " + std::to_string(launch.need + 1) + ".";
  const std::size_t attributes = world.market->needs[launch.need].attributes.size();
  if (launch.terms.attributes.size() != attributes)
    return "an offer of this need has " + std::to_string(attributes) + " attributes.";
  if (launch.brand) {
    if (std::string problem = brand_problem(world, plans[launch.need], launch); !problem.empty()) return problem;
  }
  Terms terms{{{launch.terms}}, {launch.brand_terms}, {}};
  return bounds_problem(terms);
}

/// Writes a launch into the world's market and shows it in all its moments, those to come among them.
void take_place(World& world, std::span<const NeedPlan> plans, std::size_t p, const Launches::Taken& taken) {
  Launches& launches = world.launches;
  const std::uint32_t need = *taken.need, at = launches.places.offers[need] + static_cast<std::uint32_t>(p);
  const std::string name = name_of(*world.market, launches.places.entrants[p]);
  launches.taken[p] = taken;
  if (taken.brand == launches.places.brands + p) launches.market->brands[taken.brand].name = name;
  OfferSpec& offer = launches.market->needs[need].offers[at];
  offer.name = name, offer.brand = taken.brand, offer.reserved = false;
  for (Moment& moment : world.moments) let_in(moment.needs[need].scene, at + std::size_t{1}, offer, plans[need]);
  world.stale = true;
}

/// Stands for a need in checkpoints where a place is free.
constexpr std::int64_t nowhere = -1;

}  // namespace

/// Without places the world keeps the market that it was given, shared with whoever gave it.
Timeline make_room(World& world, const Timeline& timeline, const Places& places) {
  Timeline wide = timeline;
  world.launches.places = places;
  if (!places.entrants.empty()) {
    world.launches = {.places = places,
                      .taken = std::vector<Launches::Taken>(places.entrants.size()),
                      .unmet = std::vector<std::int64_t>(timeline.market->firms.size()),
                      .market = std::make_shared<MarketSpec>(with_places(*timeline.market, places))};
    wide.market = world.launches.market;
  }
  world.market = wide.market;
  world.terms = terms_of(*world.market);
  return wide;
}

/// What is wrong is told before what has no room, and does not count as wanting more: a larger reserve would not help.
LaunchAnswer launch(World& world, std::span<const NeedPlan> plans, const Launch& launch) {
  Launches& launches = world.launches;
  if (launch.firm >= world.market->firms.size())
    return {{}, "launch: there is no firm " + std::to_string(launch.firm + 1) + "."};
  const std::string where = "launch of " + world.market->firms[launch.firm].name + ": ";
  if (const std::string problem = problem_with(world, plans, launch); !problem.empty()) return {{}, where + problem};
  const std::optional<std::size_t> place = next_place(launches, launch.firm);
  if (!place) {
    const auto room = std::ranges::count(launches.places.entrants, launch.firm, &Entrant::firm);
    if (launch.firm < launches.unmet.size()) ++launches.unmet[launch.firm];
    return {{},
            where + "the run has room for " + std::to_string(room) + " and no more. Reserve more before it begins."};
  }
  const std::uint32_t own = launches.places.brands + static_cast<std::uint32_t>(*place);
  const Launches::Taken taken{launch.need, launch.brand.value_or(own)};
  take_place(world, plans, *place, taken);
  const LaunchAnswer::Place at{launch.need, launches.places.offers[launch.need] + static_cast<std::uint32_t>(*place),
                               taken.brand};
  world.terms.offers[at.need][at.offer] = launch.terms;
  if (!launch.brand) world.terms.brands[own] = launch.brand_terms;
  return {at, {}};
}

std::int64_t unmet_launches(const World& world, std::uint32_t firm) {
  return firm < world.launches.unmet.size() ? world.launches.unmet[firm] : 0;
}

/// First how often each firm was refused for want of room, then two numbers a place.
std::vector<std::int64_t> numbers_of(const Launches& launches) {
  std::vector<std::int64_t> numbers = launches.unmet;
  for (const Launches::Taken& taken : launches.taken) {
    numbers.push_back(taken.need ? std::int64_t{*taken.need} : nowhere);
    numbers.push_back(taken.brand);
  }
  return numbers;
}

void relaunch(World& world, std::span<const NeedPlan> plans, std::span<const std::int64_t> numbers) {
  Launches& launches = world.launches;
  check(numbers.size() == launches.unmet.size() + 2 * launches.taken.size(),
        "launches are restored into a world of the same reserve");
  std::copy_n(numbers.begin(), launches.unmet.size(), launches.unmet.begin());
  for (std::size_t p = 0; p < launches.taken.size(); ++p) {
    const std::int64_t* const of_place = numbers.data() + launches.unmet.size() + 2 * p;
    if (of_place[0] == nowhere) continue;
    take_place(world, plans, p, {static_cast<std::uint32_t>(of_place[0]), static_cast<std::uint32_t>(of_place[1])});
  }
}

}  // namespace clientele
