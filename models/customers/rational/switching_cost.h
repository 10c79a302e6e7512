#pragma once

#include "models/customers/kernels.h"
#include "models/customers/last_brand.h"

namespace clientele {

/// Switching cost: leaving what one holds, and setting up something new, speak against other brands.
///
/// dR = -leaving_i for offers of a brand other than the one held (contracts), -set_up_i for offers of a brand other
/// than the one bought or used last. Points that would be lost are in `points`. Follows what was lived, so constants
/// hold the shares. Neglects that costs fall with time. Source: Klemperer (1987); sizes differ by market (assumption).
class SwitchingCost final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "switching_cost",
      .kind = Kind::rational,
      .summary = "Leaving what is held and setting up something new cost effort.",
      .evidence = Evidence::assumption,
      .source = "Klemperer 1987; sizes are assumptions",
      .parameters = {
          {"leaving", "utility", 1.0, 0.0, 20.0,
           "cost of a brand other than the one that is held; nothing where nobody holds anything", Evidence::assumption,
           "assumption", Vary::customer},
          {"set_up", "utility", 0.0, 0.0, 20.0, "cost of a brand other than the one used last", Evidence::assumption,
           "assumption", Vary::customer},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    held_ = columns.may_read(states::held);
    last_.bind(columns, "used_last");
  }
  void start(const View& view) const override { last_.forget(view); }
  /// Notes uses and purchases for `set_up`; what is held stands in the contract's own column.
  void live(const View& view, Purchases& purchases) const override { last_.note(view, purchases); }

  void weigh(const View& view, UtilityTile& utility) const override {
    charge(utility, view, last_.of(view), view.parameter(set_up));
    if (view.customers.has(held_)) charge(utility, view, held_brands(view), view.parameter(leaving));
  }

 private:
  static constexpr std::size_t leaving = declaration.parameters.index("leaving");
  static constexpr std::size_t set_up = declaration.parameters.index("set_up");

  /// Takes `cost` off offers of brands other than `own`, a position + 1, or 0 for customers who have none.
  /// Who has nothing has nothing to leave: buying for the first time costs no more than without this behaviour.
  static void charge(UtilityTile& utility, const View& view, std::span<const float> own, std::span<const float> cost) {
    if (all_are(cost, 0.0F)) return;
    for (const OfferSlot slot : utility.offers())
      charge_others(utility[slot], {.own = own, .cost = cost, .spare_none = true},
                    static_cast<float>(view.market.offers[slot].brand + 1), 1.0F);
  }

  /// An offer of another slot of the same brand is no switch, so slots become brands first.
  std::span<const float> held_brands(const View& view) const {
    const auto slots = view.customers.read(held_);
    const std::span<float> brands(view.customers.floats(), view.size());
    for (std::size_t i = 0; i < view.size(); ++i) {
      const auto slot = static_cast<std::size_t>(slots[i]);
      brands[i] = slot == nothing_slot ? 0.0F : static_cast<float>(view.market.offers[slot].brand + 1);
    }
    return brands;
  }

  ColumnKey held_;
  LastBrand last_;
};

}  // namespace clientele
