#include "models/market/spec.h"

#include "models/behaviours.h"

namespace clientele {

Money OfferSpec::price_at(int tick) const {
  Money now = price;
  for (const ScheduledPrice& later : schedule)
    if (later.tick <= tick) now = later.price;
  return now;
}

Money OfferSpec::bill(Money each, std::int64_t units, double weeks) const {
  if (period_weeks <= 0.0) return each * units;
  return {static_cast<std::int64_t>(
      static_cast<double>(each.value) * (weeks / period_weeks) * static_cast<double>(units) + 0.5)};
}

const Setting* find_setting(const NeedSpec& need, std::string_view behaviour) {
  if (need.occasions.of->name == behaviour) return &need.occasions;
  for (const Setting& setting : need.behaviours)
    if (setting.on && setting.of->name == behaviour) return &setting;
  return nullptr;
}

}  // namespace clientele
