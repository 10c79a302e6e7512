#pragma once

#include <algorithm>

#include "models/customers/behaviour.h"

namespace clientele {

/// Satisfaction by disconfirmation: a disappointment weighs more than a pleasant surprise.
///
/// Sat = clip01(level + quality_gain * (Q - Q_mean) + surprise_gain * D+ - disappointment_loss * D-), D from
/// `expectation`; no direct effect of the expectation. Source: Anderson & Sullivan (1993); sizes are assumptions.
class Disconfirmation final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "disconfirmation",
      .kind = Kind::learning,
      .summary = "Satisfaction comes from quality and from surprise; disappointment weighs more.",
      .evidence = Evidence::direction,
      .source = "Anderson & Sullivan 1993",
      .parameters = {
          {"level", "satisfaction", 0.6, 0.0, 1.0, "satisfaction with a purchase as good as expected and as others",
           Evidence::assumption, "assumption", Vary::segment},
          {"quality_gain", "satisfaction per quality", 0.3, 0.0, 10.0, "direct effect of quality", Evidence::assumption,
           "assumption", Vary::segment},
          {"surprise_gain", "satisfaction per quality", 0.5, 0.0, 10.0, "effect of quality above expectation",
           Evidence::direction, "Anderson & Sullivan 1993: sign", Vary::segment},
          {"disappointment_loss", "satisfaction per quality", 1.0, 0.0, 10.0, "effect of quality below expectation",
           Evidence::direction, "Anderson & Sullivan 1993: sign", Vary::segment},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    columns.read("expectation");
    satisfaction_ = columns.own({.name = "satisfaction",
                                 .per = Per::brand,
                                 .store = Store::bounded16,
                                 .sight = Sight::published,
                                 .unit = "satisfaction",
                                 .meaning = "satisfaction with a brand, 0 to 1",
                                 .measured = true});
  }

  void start(const View& view) const override {
    const auto levels = view.parameter(level);
    Column& satisfaction = view.customers.column(satisfaction_);
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand)
      for (std::size_t i = 0; i < view.size(); ++i) satisfaction.set(view.customers.who()[i], brand, levels[i]);
  }

  void live(const View& view, Purchases& purchases) const override {
    const auto levels = view.parameter(level), direct = view.parameter(quality_gain);
    const auto gains = view.parameter(surprise_gain), losses = view.parameter(disappointment_loss);
    const std::span<float> felt(view.customers.floats(), purchases.size());
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const float surprise = purchases.surprise[i];
      const float from_surprise = surprise > 0.0F ? gains[i] * surprise : losses[i] * surprise;
      const float value = levels[i] + direct[i] * (purchases.quality[i] - view.market.mean_quality) + from_surprise;
      felt[i] = std::clamp(value, 0.0F, 1.0F);
    }
    view.customers.write_each(satisfaction_, purchases.brand, felt);
  }

 private:
  static constexpr std::size_t level = declaration.parameters.index("level");
  static constexpr std::size_t quality_gain = declaration.parameters.index("quality_gain");
  static constexpr std::size_t surprise_gain = declaration.parameters.index("surprise_gain");
  static constexpr std::size_t disappointment_loss = declaration.parameters.index("disappointment_loss");
  OwnColumn satisfaction_;
};

}  // namespace clientele
