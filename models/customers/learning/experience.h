#pragma once

#include "models/customers/behaviour.h"
#include "models/draws.h"

namespace clientele {

/// What a purchase turns out to be like: the offer's quality and some luck.
///
/// Q = quality_j + noise * normal. Neglects reliability, service and waiting. Draws one normal per purchase.
/// Source: assumption.
class Experience final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "experience",
      .kind = Kind::experience,
      .summary = "What is delivered varies around the offer's quality.",
      .evidence = Evidence::assumption,
      .source = "assumption",
      .parameters = {
          {"noise", "quality", 0.15, 0.0, 10.0, "standard deviation of delivered quality", Evidence::assumption,
           "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }

  /// The first to touch the quality of a purchase: failures and service act on what comes out. It may lie beyond 0 and
  /// 1, as clipping here would pull the means of very good and very bad offers inwards.
  void live(const View& view, Purchases& purchases) const override {
    const auto sd = view.parameter(noise);
    float* luck = view.customers.floats();
    draw_normals(view.market.address(draws::quality, purchases.occasion), purchases.who, 0, luck);
    for (std::size_t i = 0; i < purchases.size(); ++i) purchases.quality[i] += sd[i] * luck[i];
  }

 private:
  static constexpr std::size_t noise = declaration.parameters.index("noise");
};

}  // namespace clientele
