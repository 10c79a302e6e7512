#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/own_price.h"
#include "models/customers/rational/price.h"

namespace clientele {

/// Price as an absolute burden: dR = -sensitivity_i * price, price in currency units.
///
/// The plain logit form: it says how utility falls, not what elasticity results. Use `price` where an elasticity is
/// known. Neglects budgets and what customers remember. Source: McFadden (1974), the linear-in-price logit.
class LinearPrice final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "linear_price",
      .kind = Kind::rational,
      .summary = "Every unit of money costs the same utility.",
      .evidence = Evidence::assumption,
      .source = "McFadden 1974: linear-in-price logit",
      .reads = {"price"},
      .parameters =
          {
              {"sensitivity", "utility per unit of money", 1.0, 0.0, 1000.0,
               "utility that one unit of the currency is worth", Evidence::assumption, "assumption", Vary::customer},
          },
      .instead_of = Price::declaration.name};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::steady; }

  /// The price itself and not its change: it belongs to what the offer is, so base probabilities hold it.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto b = view.parameter(sensitivity);
    for (const OfferSlot slot : utility.offers()) {
      const float price = static_cast<float>(view.market.offers[slot].price);
      add_times(utility[slot], b, -price);
      // What a deal saves comes on top, each customer its own.
      const auto own = own_price_factors(view, slot);
      if (own.empty()) continue;
      const std::span<float> saved(view.customers.floats(), view.size());
      for (std::size_t i = 0; i < saved.size(); ++i) saved[i] = price * (1.0F - own[i]);
      add_difference(utility[slot], b, saved, 0.0F);
    }
  }

  bool knows_money() const override { return true; }
  void weigh_money(const View& view, double, std::span<float> utility) const override {
    add(utility, view.parameter(sensitivity));
  }

 private:
  static constexpr std::size_t sensitivity = declaration.parameters.index("sensitivity");
};

}  // namespace clientele
