#include "models/customers/own_price.h"

#include <algorithm>
#include <array>

#include "engine/math/real.h"

namespace clientele {
namespace {

/// By number of the deal, 0 being none; what holds no more counts as none.
std::array<float, Deals::most + 1> factors_of(const Scene& market, const OfferView& offer) {
  std::array<float, Deals::most + 1> factors;
  factors.fill(1.0F);
  if (offer.price <= 0.0) return factors;
  for (std::size_t number = 1; number < factors.size(); ++number)
    if (const Deal* deal = market.deals->in_force(offer.brand, static_cast<std::uint8_t>(number), market.tick))
      factors[number] = static_cast<float>(deal->price(offer.now.price).units() / offer.price);
  return factors;
}

const std::uint8_t* numbers(const View& view, std::uint32_t brand) {
  const Column& column = view.customers.column(view.market.deal_of);
  return column.data<std::uint8_t>() + brand * column.item_step();
}

}  // namespace

std::span<const float> own_price_factors(const View& view, OfferSlot slot) {
  const OfferView& offer = view.market.offers[slot];
  if (view.market.deals == nullptr || !view.market.deals->any(offer.brand, view.market.tick)) return {};
  const std::uint8_t* const number = numbers(view, offer.brand);
  const auto who = view.customers.who();
  if (std::all_of(who.begin(), who.end(), [&](std::uint32_t customer) { return number[customer] == 0; })) return {};
  const auto factors = factors_of(view.market, offer);
  float* out = view.customers.floats();
  for (std::size_t i = 0; i < who.size(); ++i) out[i] = factors[number[who[i]]];
  return {out, who.size()};
}

float own_price_factor(const View& view, std::uint32_t customer, OfferSlot slot) {
  const OfferView& offer = view.market.offers[slot];
  if (view.market.deals == nullptr || offer.price <= 0.0) return 1.0F;
  const std::uint8_t number = numbers(view, offer.brand)[customer];
  const Deal* deal = view.market.deals->in_force(offer.brand, number, view.market.tick);
  return deal == nullptr ? 1.0F : static_cast<float>(deal->price(offer.now.price).units() / offer.price);
}

std::span<const float> logs(const View& view, std::span<const float> factors) {
  float* out = view.customers.floats();
  for (std::size_t i = 0; i < factors.size(); ++i) out[i] = math::log(factors[i]);
  return {out, factors.size()};
}

}  // namespace clientele
