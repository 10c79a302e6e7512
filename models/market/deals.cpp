#include "models/market/deals.h"

#include <algorithm>
#include <cmath>

namespace clientele {

Money Deal::price(Money list) const {
  const std::int64_t asked = std::llround(static_cast<double>(list.value) * factor) - off.value;
  return {std::max((list.value + 99) / 100, asked)};
}

/// A comparison with what is no number fails, so that it is refused too.
std::optional<std::uint8_t> Deals::add(std::size_t brand, const Deal& deal, int tick) {
  const bool sound = deal.factor >= 0.0 && deal.factor <= Deal::most_factor && deal.off.value >= 0 && deal.until > tick;
  if (!sound || brand >= brands_) return std::nullopt;
  for (std::size_t k = 0; k < most; ++k) {
    Deal& place = deals_[brand * most + k];
    if (place.until > tick) continue;
    place = deal;
    return static_cast<std::uint8_t>(k + 1);
  }
  return std::nullopt;
}

const Deal* Deals::in_force(std::size_t brand, std::uint8_t number, int tick) const {
  if (number == 0) return nullptr;
  const Deal& deal = deals_[brand * most + number - 1];
  return deal.until > tick ? &deal : nullptr;
}

bool Deals::any(std::size_t brand, int tick) const {
  const auto begin = deals_.begin() + static_cast<std::ptrdiff_t>(brand * most);
  return std::any_of(begin, begin + most, [&](const Deal& deal) { return deal.until > tick; });
}

}  // namespace clientele
