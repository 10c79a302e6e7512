#include "experiments/record/offer_names.h"

#include <algorithm>
#include <map>
#include <string>

namespace clientele {

OfferNames::OfferNames(const Market& market, std::size_t world, std::uint32_t need) {
  const MarketSpec& base = *market.world(0).market;
  const MarketSpec& variant = *market.world(world).market;
  // A variant may rename what the base case has: readers look for the name that they know. Places of a reserve have no
  // name until something is launched there.
  const auto brand_name = [&](std::uint32_t brand) {
    const bool of_base = brand < base.brands.size() && !base.brands[brand].name.empty();
    return Label{of_base ? base.brands[brand].name : variant.brands[brand].name, Thing::of_brand(brand).key()};
  };
  need_ = {base.needs[need].name, Thing::of_need(need).key()};
  brand_of_slot_ = {{no_purchase}}, offer_ = {{""}}, first_slot_ = {0};
  const auto &of_base = base.needs[need].offers, &of_variant = variant.needs[need].offers;
  // A brand goes by its first slot, since two brands may be called alike.
  std::map<std::uint32_t, std::size_t> first;
  const std::size_t slots = market.plans()[need].extents().of(Per::offer) + std::size_t{1};
  for (std::size_t slot = 1; slot < slots; ++slot) {
    const auto in = [&](const std::vector<OfferSpec>& offers) -> const OfferSpec* {
      return slot <= offers.size() && !offers[slot - 1].reserved ? &offers[slot - 1] : nullptr;
    };
    const OfferSpec* named = in(of_base) != nullptr ? in(of_base) : in(of_variant);
    const OfferSpec* offer = in(of_variant) != nullptr ? in(of_variant) : named;
    // Offers of other variants, and places where nothing was launched: nobody chooses them here.
    if (offer == nullptr) {
      brand_of_slot_.emplace_back(), offer_.emplace_back(), first_slot_.push_back(slot);
      continue;
    }
    brand_of_slot_.push_back(brand_name(offer->brand));
    offer_.push_back({named->name, Thing::within(Thing::Kind::offer, need, slot - 1).key()});
    first_slot_.push_back(first.emplace(offer->brand, slot).first->second);
  }
  market_brand_ = market.plans()[need].market_brands();
  for (const std::uint32_t brand : market_brand_)
    brand_.push_back(sells(market.world(world), need, brand) ? brand_name(brand) : Label());
}

std::size_t OfferNames::position(std::uint32_t market_brand) const {
  return static_cast<std::size_t>(std::find(market_brand_.begin(), market_brand_.end(), market_brand) -
                                  market_brand_.begin());
}

}  // namespace clientele
