#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/learning/standard_surprise.h"

namespace clientele {

/// Trust: built in small steps, lost in large ones.
///
/// T' = T + rise (1 - T) e+ - fall T e- after each purchase, e the surprise in sd. Where nothing happens it rests at
/// rise / (rise + fall), .20 at the presets. It pulls nobody by itself: it makes customers mind prices less (`price`),
/// forgive (`disconfirmation`) and, as part of the relationship, feel betrayed.
/// Neglects what others say of a brand. Source: asymmetry after Slovic (1993); sizes are assumptions.
class Trust final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "trust",
      .kind = Kind::learning,
      .summary = "Trust in a brand is built in small steps and lost in large ones.",
      .evidence = Evidence::assumption,
      .source = "Slovic 1993 for the asymmetry; sizes assumed",
      .parameters = {
          {"rise", "1 per sd", 0.05, 0.0, 0.3, "share of missing trust that a surprise of one sd wins",
           Evidence::assumption, "assumption", Vary::group},
          {"fall", "1 per sd", 0.20, 0.0, 0.3, "share of trust that a disappointment of one sd costs",
           Evidence::assumption, "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    columns.read(states::expectation);
    // The first guess of its mean is the formula's at the presets, .05 / (.05 + .20): where good and bad surprises are
    // alike.
    trust_ = columns.own({.name = states::trust,
                          .per = Per::brand,
                          .store = Store::bounded16,
                          .unit = "1",
                          .meaning = "trust in a brand, 0 to 1",
                          .measured = true,
                          .adjusted = true,
                          .baseline = 0.2F});
  }

  void start(const View& view) const override { view.start_at_baseline(trust_); }

  /// Each step is a share of what is missing or there, so trust cannot leave 0 to 1: the bounds of `rise` and `fall`
  /// times three sd stay below one.
  void live(const View& view, Purchases& purchases) const override {
    const auto rises = view.parameter(rise), falls = view.parameter(fall);
    const auto trust = view.customers.read_each(trust_, purchases.brand);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const float e = standard_surprise(purchases.surprise[i], view.market.surprise_sd);
      // Rises slow down as trust grows, falls as it is lost.
      trust[i] += e > 0.0F ? rises[i] * (1.0F - trust[i]) * e : falls[i] * trust[i] * e;
    }
    view.customers.write_each(trust_, purchases.brand, trust);
  }

 private:
  static constexpr std::size_t rise = declaration.parameters.index("rise");
  static constexpr std::size_t fall = declaration.parameters.index("fall");
  OwnColumn trust_;
};

}  // namespace clientele
