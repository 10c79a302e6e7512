#include "models/market/spec.h"

#include "models/behaviours.h"

namespace clientele {

Money OfferSpec::price_at(int tick) const {
  Money now = price;
  for (const ScheduledPrice& later : schedule)
    if (later.tick <= tick) now = later.price;
  return now;
}

const Setting* find_setting(const NeedSpec& need, std::string_view behaviour) {
  if (need.occasions.of->name == behaviour) return &need.occasions;
  for (const Setting& setting : need.behaviours)
    if (setting.on && setting.of->name == behaviour) return &setting;
  return nullptr;
}

}  // namespace clientele
