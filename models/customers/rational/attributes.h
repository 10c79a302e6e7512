#pragma once

#include <vector>

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"

namespace clientele {

/// Tastes for attributes: offers that are alike please the same customers.
///
/// dR = sum_m u_im * (x_jm - centring * mean_m), mean_m the share-weighted mean of the base case. Gives similarity,
/// hence cannibalisation and cross-elasticities, which independent tastes for offers lack.
/// Neglects ideal points and satiation. Source: Lancaster (1966); McFadden & Train (2000).
class Attributes final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "attributes",
      .kind = Kind::rational,
      .summary = "Customers weigh what an offer is like, each in its own way.",
      .evidence = Evidence::assumption,
      .source = "Lancaster 1966; McFadden & Train 2000",
      .reads = {"attributes"},
      .parameters = {
          {"weight", "utility per unit of the attribute", 1.0, -1000.0, 1000.0,
           "what one unit of an attribute is worth to a customer; each attribute has its own draw",
           Evidence::assumption, "assumption", Vary::customer, true},
          {"centring", "1", 1.0, 0.0, 1.0, "1: attributes count against the market's mean; 0: from zero",
           Evidence::assumption, "convention", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::steady; }

  /// Constant while offers do not change, so base probabilities hold it. With `centring` 0 an attribute that all offers
  /// have counts against buying nothing, and constants or the given utility of nothing must carry it.
  void weigh(const View& view, UtilityTile& utility) const override {
    const std::vector<float>& means = view.market.mean_attributes;
    const float centre = view.values.one(centring);
    std::vector<const float*> weights(means.size());
    std::vector<float> beyond(means.size());
    for (std::size_t m = 0; m < means.size(); ++m) weights[m] = view.parameter(weight, m).data();
    for (const OfferSlot slot : utility.offers()) {
      for (std::size_t m = 0; m < means.size(); ++m)
        beyond[m] = view.market.offers[slot].attributes[m] - centre * means[m];
      add_products(utility[slot], weights, beyond);
    }
  }

 private:
  static constexpr std::size_t weight = declaration.parameters.index("weight");
  static constexpr std::size_t centring = declaration.parameters.index("centring");
};

}  // namespace clientele
