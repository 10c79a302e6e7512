#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/learning/disconfirmation.h"

namespace clientele {

/// Satisfaction as a running mean of what was lived.
///
/// s' = s + rate * (Q - s), per brand, after each purchase. Neglects expectations; see `disconfirmation`.
/// Source: convention of the reference market.
class CumulativeSatisfaction final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "cumulative_satisfaction",
      .kind = Kind::learning,
      .summary = "Satisfaction is a running mean of what was lived.",
      .evidence = Evidence::assumption,
      .source = "convention of the reference market",
      .reads = {"quality"},
      .parameters =
          {
              {"start", "satisfaction", 0.5, -1.0, 2.0, "satisfaction before the first purchase", Evidence::assumption,
               "assumption", Vary::group},
              {"rate", "share", 0.3, 0.0, 1.0, "weight of the newest experience", Evidence::assumption, "assumption",
               Vary::group},
          },
      .instead_of = Disconfirmation::declaration.name};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    // From -1 to 2: experiences that nobody clips keep it inside in all but absurd markets.
    satisfaction_ = columns.own({.name = states::satisfaction,
                                 .per = Per::brand,
                                 .store = Store::bounded16,
                                 .sight = Sight::published,
                                 .unit = "satisfaction",
                                 .meaning = "satisfaction with a brand",
                                 .low = -1.0F,
                                 .high = 2.0F,
                                 .measured = true,
                                 .baseline = 0.5F});
  }

  void start(const View& view) const override {
    // The same for all brands: nothing is known of any before it is bought.
    const auto first = view.parameter(start_at);
    Column& satisfaction = view.customers.column(satisfaction_);
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand)
      for (std::size_t i = 0; i < view.size(); ++i) satisfaction.set(view.customers.who()[i], brand, first[i]);
  }

  /// Of the brands bought alone: what is not bought is neither forgotten nor forgiven.
  void live(const View& view, Purchases& purchases) const override {
    const auto rates = view.parameter(rate);
    const auto satisfaction = view.customers.read_each(satisfaction_, purchases.brand);
    for (std::size_t i = 0; i < purchases.size(); ++i)
      satisfaction[i] += rates[i] * (purchases.quality[i] - satisfaction[i]);
    view.customers.write_each(satisfaction_, purchases.brand, satisfaction);
  }

 private:
  static constexpr std::size_t start_at = declaration.parameters.index("start");
  static constexpr std::size_t rate = declaration.parameters.index("rate");
  OwnColumn satisfaction_;
};

}  // namespace clientele
