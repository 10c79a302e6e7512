#include "experiments/record/twin_outcomes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace clientele {
namespace {

using Group = std::tuple<std::size_t, std::uint8_t, TwinOutcome, std::uint8_t>;  // brand, segment, outcome, reason

/// The outcome for all brands that a customer neither came from nor ended with.
TwinOutcome elsewhere(const TwinEnds& ends) {
  return ends.reason == same_choice ? TwinOutcome::untouched : TwinOutcome::passed_through;
}

}  // namespace

OfferNames::OfferNames(const Market& market, std::size_t world, std::uint32_t need) {
  const MarketSpec& base = *market.world(0).moments.back().market;
  const MarketSpec& variant = *market.world(world).moments.back().market;
  // A variant may rename what the base case has: readers look for the name that they know.
  const auto brand_name = [&](std::uint32_t brand) {
    return brand < base.brands.size() ? base.brands[brand].name : variant.brands[brand].name;
  };
  need_ = base.needs[need].name;
  brand_of_slot_ = {no_purchase}, offer_ = {""}, first_slot_ = {0};
  const auto &of_base = base.needs[need].offers, &of_variant = variant.needs[need].offers;
  // A brand goes by its first slot, since two brands may be called alike.
  std::map<std::uint32_t, std::size_t> first;
  for (std::size_t slot = 1; slot <= of_variant.size(); ++slot) {
    const std::uint32_t brand = of_variant[slot - 1].brand;
    brand_of_slot_.push_back(brand_name(brand));
    offer_.push_back(slot <= of_base.size() ? of_base[slot - 1].name : of_variant[slot - 1].name);
    first_slot_.push_back(first.emplace(brand, slot).first->second);
  }
  // Offers of other variants: nobody chooses them here.
  const std::size_t slots = market.plans()[need].extents().of(Per::offer) + std::size_t{1};
  for (std::size_t slot = brand_of_slot_.size(); slot < slots; ++slot)
    brand_of_slot_.emplace_back(), offer_.emplace_back(), first_slot_.push_back(slot);
  market_brand_ = market.plans()[need].market_brands();
  for (const std::uint32_t brand : market_brand_)
    brand_.push_back(sells(market.world(world), need, brand) ? brand_name(brand) : std::string());
}

std::size_t OfferNames::position(std::uint32_t market_brand) const {
  return static_cast<std::size_t>(std::find(market_brand_.begin(), market_brand_.end(), market_brand) -
                                  market_brand_.begin());
}

/// As they stand in tables and are looked for by answers: to change one is to change the format.
std::string_view word(TwinOutcome outcome) {
  switch (outcome) {
    case TwinOutcome::won:
      return "won";
    case TwinOutcome::kept:
      return "kept";
    case TwinOutcome::lost:
      return "lost";
    case TwinOutcome::passed_through:
      return "passed through";
    case TwinOutcome::switched_anyway:
      return "switched anyway";
    case TwinOutcome::untouched:
      break;
  }
  return "untouched";
}

/// Ends decide before ways do: whoever ends elsewhere is won, kept or lost, however often it changed its mind before.
TwinOutcome outcome_of(const TwinEnds& ends, std::size_t brand) {
  // 0 is no purchase yet.
  const std::size_t code = brand + 1;
  if (ends.variant == code && ends.base != code) return ends.origin == code ? TwinOutcome::kept : TwinOutcome::won;
  if (ends.base == code && ends.variant != code) return TwinOutcome::lost;
  if (ends.reason != same_choice) return TwinOutcome::passed_through;
  const bool switched = ends.origin != 0 && ends.origin != ends.base;
  return switched && (ends.origin == code || ends.base == code) ? TwinOutcome::switched_anyway : TwinOutcome::untouched;
}

/// A group of customers touches three brands at most, so all others are credited at once and these are put right:
/// groups times brands would be slow where there are many of both.
std::vector<TwinCount> count_outcomes(std::span<const TwinEnds> ends, std::size_t brands) {
  std::map<Group, std::int64_t> counts;
  for (const TwinEnds& end : ends) {
    for (std::size_t brand = 0; brand < brands; ++brand)
      counts[{brand, end.segment, elsewhere(end), end.reason}] += end.customers;
    for (const std::size_t code : std::set<std::size_t>{end.origin, end.base, end.variant}) {
      if (code == 0 || code > brands) continue;
      counts[{code - 1, end.segment, elsewhere(end), end.reason}] -= end.customers;
      counts[{code - 1, end.segment, outcome_of(end, code - 1), end.reason}] += end.customers;
    }
  }
  std::vector<TwinCount> all;
  for (const auto& [group, customers] : counts)
    if (customers > 0)
      all.push_back({std::get<0>(group), std::get<1>(group), std::get<2>(group), std::get<3>(group), customers});
  return all;
}

}  // namespace clientele
