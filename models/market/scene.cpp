#include "models/market/scene.h"

#include "engine/math/exact.h"

namespace clientele {

double Scene::recalled(TallyKey tally, std::size_t of_brand, std::size_t level) const {
  if (tallies == nullptr) return 0.0;
  double sum = 0.0;
  for (std::size_t segment = 0; segment < tallies->layout().segments(); ++segment)
    sum += tallies->recalled()[tallies->layout().at(tally, segment, of_brand, level)];
  return sum;
}

/// Called before every tick, and in a burn-in with tick 0. The logarithm is taken only when a price moves, and a price
/// at its base gives exactly 0: that is what behaviours of price ask for before they do any work.
void set_prices(Scene& scene, const NeedSpec& spec, int tick) {
  scene.tick = tick;
  for (std::size_t slot = 1; slot <= spec.offers.size(); ++slot) {
    OfferView& view = scene.offers[slot];
    const double price = spec.offers[slot - 1].price_at(tick).units();
    if (price == view.price) continue;
    view.price = price;
    const bool comparable = price > 0.0 && view.base_price > 0.0;
    view.log_price_change =
        comparable && price != view.base_price ? static_cast<float>(math::log(price / view.base_price)) : 0.0F;
  }
}

}  // namespace clientele
