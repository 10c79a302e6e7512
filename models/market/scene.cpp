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

/// The logarithm is taken only when a price moves, and a price at its base gives exactly 0: that is what behaviours of
/// price ask for before they do any work. Attributes of other worlds stand behind its own and stay.
void show_offer(OfferView& view, const OfferTerms& terms) {
  view.live = terms.available;
  view.quality = static_cast<float>(terms.quality);
  view.promised = static_cast<float>(terms.promised);
  for (std::size_t m = 0; m < terms.attributes.size(); ++m)
    view.attributes[m] = static_cast<float>(terms.attributes[m]);
  view.now = terms;
  const double price = terms.price.units();
  if (price == view.price) return;
  view.price = price;
  const bool comparable = price > 0.0 && view.base_price > 0.0;
  view.log_price_change =
      comparable && price != view.base_price ? static_cast<float>(math::log(price / view.base_price)) : 0.0F;
}

}  // namespace clientele
