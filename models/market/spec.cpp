#include "models/market/spec.h"

namespace clientele {

Money OfferSpec::price_at(int tick) const {
  Money now = price;
  for (const ScheduledPrice& later : schedule)
    if (later.tick <= tick) now = later.price;
  return now;
}

}  // namespace clientele
