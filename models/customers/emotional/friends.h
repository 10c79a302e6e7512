#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/talk/word_of_mouth.h"

namespace clientele {

/// Friends' opinion: customers feel drawn to what pleases those they listen to.
///
/// dM = gain * (mean over friends of their satisfaction after the last tick - reference). A customer who listens to
/// nobody feels the reference. Neglects who is believed more. Source: DeGroot (1974), one round per tick.
class Friends final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "friends",
      .kind = Kind::emotional,
      .summary = "Customers feel drawn to what pleases those they listen to.",
      .evidence = Evidence::assumption,
      .source = "DeGroot 1974",
      .reads = {"network"},
      .parameters =
          {
              {"gain", "utility per unit of satisfaction", 1.0, 0.0, 100.0, "pull of friends' satisfaction",
               Evidence::assumption, "assumption", Vary::group},
              {"reference", "satisfaction", 0.5, -1.0, 2.0, "friends' satisfaction that neither attracts nor repels",
               Evidence::assumption, "assumption", Vary::all},
          },
      .instead_of = WordOfMouth::declaration.name};
  const Declaration& about() const override { return declaration; }
  bool needs_network() const override { return true; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override { satisfaction_ = columns.read(states::satisfaction); }

  /// Reads what friends published at the end of the last tick, so that nobody's opinion runs through the network within
  /// a tick. Utility is measured from a reference that is given, not found: constants hold the base shares. Means of
  /// all brands are gathered in one walk through the friends.
  void weigh(const View& view, UtilityTile& utility) const override {
    if (view.market.network == nullptr) return;
    const auto who = view.customers.who();
    const auto gains = view.parameter(gain);
    const float baseline = view.values.one(reference);
    const Planes means{view.customers.scratch().take(view.market.brands * view.size()), view.size()};
    mean_of_friends(view.customers.column(satisfaction_), view.friends(), who, view.market.brands, baseline, means);
    for (const OfferSlot slot : utility.offers())
      add_difference(utility[slot], gains, {means[view.market.offers[slot].brand], view.size()}, baseline);
  }

 private:
  static constexpr std::size_t gain = declaration.parameters.index("gain");
  static constexpr std::size_t reference = declaration.parameters.index("reference");
  ColumnKey satisfaction_;
};

}  // namespace clientele
