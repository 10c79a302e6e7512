#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"

namespace clientele {

/// Expected quality: customers choose what they expect to be good. The only road by which promises reach choice.
///
/// dR = weight * (E_ib - E_b in the base case) / sd_D, in standard deviations of the surprise of a purchase. What a
/// purchase was like reaches choice here only as far as it changed E. Neglects how sure a customer is.
/// Source: assumption; that expectations and not promises are weighed follows Anderson & Sullivan (1993).
class ExpectedQuality final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "expected_quality",
      .kind = Kind::rational,
      .summary = "Customers choose what they expect to be good.",
      .evidence = Evidence::assumption,
      .source = "assumption",
      .parameters = {
          {"weight", "utility per standard deviation", 1.0, 0.0, 20.0,
           "pull of an expectation that lies one standard deviation of a purchase's surprise above its usual level",
           Evidence::assumption, "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override { expectation_ = columns.read(states::expectation); }

  /// From each brand's mean in the base case, so base shares hold what a brand is known for; the limit of this is that
  /// a brand which has always been better than its promise gains nothing by it.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto weights = view.parameter(weight);
    const std::span<float> per_quality(view.customers.floats(), view.size());
    for (std::size_t i = 0; i < view.size(); ++i) per_quality[i] = weights[i] / view.market.surprise_sd;
    for (const OfferSlot slot : utility.offers()) {
      const std::uint32_t brand = view.market.offers[slot].brand;
      add_difference(utility[slot], per_quality, view.customers.read(expectation_, brand),
                     view.market.baseline(expectation_, brand));
    }
  }

 private:
  static constexpr std::size_t weight = declaration.parameters.index("weight");
  ColumnKey expectation_;
};

}  // namespace clientele
