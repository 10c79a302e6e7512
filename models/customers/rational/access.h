#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"

namespace clientele {

/// Access: travel, closed doors, waiting and clumsy channels speak against an offer.
///
/// dR = -weight_i * (effort_j - effort_j in the base case), so that only changes count; an entrant is compared with the
/// mean of the base case. Neglects that effort differs by where a customer lives. Source: assumption.
class Access final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "access",
      .kind = Kind::rational,
      .summary = "What has become harder to get is chosen less.",
      .evidence = Evidence::assumption,
      .source = "assumption",
      .reads = {"effort"},
      .parameters = {
          {"weight", "utility", 1.0, 0.0, 100.0, "what full effort (1) costs against none (0)", Evidence::assumption,
           "assumption", Vary::customer},
      }};
  const Declaration& about() const override { return declaration; }

  void weigh(const View& view, UtilityTile& utility) const override {
    for (const OfferSlot slot : utility.offers()) {
      const OfferView& offer = view.market.offers[slot];
      const auto more = static_cast<float>(offer.now.effort - offer.base.effort);
      if (more != 0.0F) add_times(utility[slot], view.parameter(weight), -more);
    }
  }

 private:
  static constexpr std::size_t weight = declaration.parameters.index("weight");
};

}  // namespace clientele
