#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/emotional/affect.h"
#include "models/customers/kernels.h"

namespace clientele {

/// Satisfaction in choice: customers feel drawn to what has pleased them.
///
/// dM = gain * (satisfaction_ib - reference). For the reference market; elsewhere satisfaction acts on staying,
/// complaining and talking, and each experience reaches choice by one route (docs/decisions/feelings.md).
/// Source: convention of the reference market.
class Satisfaction final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "satisfaction",
      .kind = Kind::emotional,
      .summary = "Customers feel drawn to what has pleased them.",
      .evidence = Evidence::assumption,
      .source = "convention of the reference market",
      .parameters =
          {
              {"gain", "utility per unit of satisfaction", 2.0, 0.0, 100.0, "pull of a satisfying brand",
               Evidence::assumption, "assumption", Vary::group},
              {"reference", "satisfaction", 0.5, -1.0, 2.0, "satisfaction that neither attracts nor repels",
               Evidence::assumption, "assumption", Vary::group},
          },
      .instead_of = Affect::declaration.name};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  /// Whichever rule of learning is on owns it (`disconfirmation` or `cumulative_satisfaction`).
  void bind(ColumnRequests& columns) override { satisfaction_ = columns.read(states::satisfaction); }

  /// From a reference that is given, so it adds something in the base case too; constants hold the shares.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto gains = view.parameter(gain), references = view.parameter(reference);
    for (const OfferSlot slot : utility.offers())
      add_difference(utility[slot], gains, view.customers.read(satisfaction_, view.market.offers[slot].brand),
                     references);
  }

 private:
  static constexpr std::size_t gain = declaration.parameters.index("gain");
  static constexpr std::size_t reference = declaration.parameters.index("reference");
  ColumnKey satisfaction_;
};

}  // namespace clientele
