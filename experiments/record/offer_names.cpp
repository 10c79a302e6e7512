#include "experiments/record/offer_names.h"

#include <algorithm>
#include <map>
#include <string>

namespace clientele {

OfferNames::OfferNames(const Market& market, std::size_t world, std::uint32_t need) {
  const MarketSpec& base = *market.world(0).market;
  const MarketSpec& variant = *market.world(world).market;
  // A variant may rename what the base case has: readers look for the name that they know.
  const auto brand_name = [&](std::uint32_t brand) {
    return Label{brand < base.brands.size() ? base.brands[brand].name : variant.brands[brand].name,
                 Thing::of_brand(brand).key()};
  };
  need_ = {base.needs[need].name, Thing::of_need(need).key()};
  brand_of_slot_ = {{no_purchase}}, offer_ = {{""}}, first_slot_ = {0};
  const auto &of_base = base.needs[need].offers, &of_variant = variant.needs[need].offers;
  // A brand goes by its first slot, since two brands may be called alike.
  std::map<std::uint32_t, std::size_t> first;
  for (std::size_t slot = 1; slot <= of_variant.size(); ++slot) {
    const std::uint32_t brand = of_variant[slot - 1].brand;
    brand_of_slot_.push_back(brand_name(brand));
    offer_.push_back({slot <= of_base.size() ? of_base[slot - 1].name : of_variant[slot - 1].name,
                      Thing::within(Thing::Kind::offer, need, slot - 1).key()});
    first_slot_.push_back(first.emplace(brand, slot).first->second);
  }
  // Offers of other variants: nobody chooses them here.
  const std::size_t slots = market.plans()[need].extents().of(Per::offer) + std::size_t{1};
  for (std::size_t slot = brand_of_slot_.size(); slot < slots; ++slot)
    brand_of_slot_.emplace_back(), offer_.emplace_back(), first_slot_.push_back(slot);
  market_brand_ = market.plans()[need].market_brands();
  for (const std::uint32_t brand : market_brand_)
    brand_.push_back(sells(market.world(world), need, brand) ? brand_name(brand) : Label());
}

std::size_t OfferNames::position(std::uint32_t market_brand) const {
  return static_cast<std::size_t>(std::find(market_brand_.begin(), market_brand_.end(), market_brand) -
                                  market_brand_.begin());
}

}  // namespace clientele
