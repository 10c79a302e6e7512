#pragma once

#include <algorithm>

#include "models/customers/behaviour.h"

namespace clientele {

/// Satisfaction by disconfirmation: a disappointment weighs more than a pleasant surprise.
///
/// felt = clip01(level + quality_gain * (Q - Q_mean) + surprise_gain * D+ - loss * D-), D from `expectation`, with no
/// direct effect of the expectation; loss = disappointment_loss * (1 - forgiveness * (T - T_mean))+ where customers
/// trust. Sat' = memory * Sat + (1 - memory) * felt is what staying, complaining and talking go by; of a fall, redress
/// gives back restoration * justice, so that Sat never rises by a recovery. Source: Anderson & Sullivan (1993);
/// recovery: de Matos, Henrique & Rossi (2007); sizes are assumptions.
class Disconfirmation final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "disconfirmation",
      .kind = Kind::learning,
      .summary = "Satisfaction comes from quality and from surprise; disappointment weighs more.",
      .evidence = Evidence::direction,
      .source = "Anderson & Sullivan 1993",
      .reads = {"quality"},
      .parameters = {
          {"level", "satisfaction", 0.6, 0.0, 1.0, "satisfaction with a purchase as good as expected and as others",
           Evidence::assumption, "assumption", Vary::group},
          {"quality_gain", "satisfaction per quality", 0.3, 0.0, 10.0, "direct effect of quality", Evidence::assumption,
           "assumption", Vary::group},
          {"surprise_gain", "satisfaction per quality", 0.5, 0.0, 10.0, "effect of quality above expectation",
           Evidence::direction, "Anderson & Sullivan 1993: sign", Vary::group},
          {"disappointment_loss", "satisfaction per quality", 1.0, 0.0, 10.0, "effect of quality below expectation",
           Evidence::direction, "Anderson & Sullivan 1993: sign", Vary::group},
          {"memory", "share", 0.7, 0.0, 0.999, "share of the old satisfaction kept at a purchase", Evidence::assumption,
           "assumption", Vary::group},
          {"forgiveness", "1", 0.5, 0.0, 10.0, "share of a disappointment that full trust beyond the usual takes away",
           Evidence::assumption, "assumption", Vary::group},
          {"restoration", "share", 1.0, 0.0, 1.0, "share of a fall that a fully just recovery gives back",
           Evidence::direction, "de Matos et al. 2007: at most all", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    columns.read(states::expectation);
    trust_ = columns.may_read(states::trust);
    // Published, as friends feel it too (`friends`, `social_proof`): they see it as the last tick left it.
    satisfaction_ = columns.own({.name = states::satisfaction,
                                 .per = Per::brand,
                                 .store = Store::bounded16,
                                 .sight = Sight::published,
                                 .unit = "satisfaction",
                                 .meaning = "satisfaction with a brand, 0 to 1",
                                 .measured = true,
                                 .adjusted = true,
                                 .baseline = 0.6F});
  }

  /// At each brand's own mean in the base case: whatever is measured from there begins without a push.
  void start(const View& view) const override { view.start_at_baseline(satisfaction_); }

  /// A fall is negative: taking a share of it away gives back. Measured from satisfaction before this purchase, so even
  /// full justice leaves at most what there was (see the source on recovery).
  void live(const View& view, Purchases& purchases) const override {
    const auto felt = feel(view, purchases);
    const auto memories = view.parameter(memory), restored = view.parameter(restoration);
    const auto satisfaction = view.customers.read_each(satisfaction_, purchases.brand);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const float change = (1.0F - memories[i]) * (felt[i] - satisfaction[i]);
      // Redress after a purchase that pleased all the same changes nothing.
      const float fall = std::min(change, 0.0F);
      satisfaction[i] += change - restored[i] * purchases.redress[i] * fall;
    }
    view.customers.write_each(satisfaction_, purchases.brand, satisfaction);
  }

 private:
  /// How satisfying each purchase was by itself.
  /// Quality is measured from the mean of the category, so that one brand can satisfy more than another for good; the
  /// surprise from what was expected of this brand. Bounded, since satisfaction is a share of a scale.
  std::span<const float> feel(const View& view, const Purchases& purchases) const {
    const auto levels = view.parameter(level), direct = view.parameter(quality_gain);
    const auto gains = view.parameter(surprise_gain), losses = loss(view, purchases);
    const std::span<float> felt(view.customers.floats(), purchases.size());
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const float surprise = purchases.surprise[i];
      const float from_surprise = surprise > 0.0F ? gains[i] * surprise : losses[i] * surprise;
      const float value = levels[i] + direct[i] * (purchases.quality[i] - view.market.mean_quality) + from_surprise;
      felt[i] = std::clamp(value, 0.0F, 1.0F);
    }
    return felt;
  }

  /// Trust as before this purchase moves it, since `trust` comes later. In the base case trust lies at its mean, so
  /// forgiveness changes no level; never below zero, or a disappointment would please.
  std::span<const float> loss(const View& view, const Purchases& purchases) const {
    const auto losses = view.parameter(disappointment_loss);
    if (!view.customers.has(trust_)) return losses;
    const auto forgiving = view.parameter(forgiveness);
    const auto trust = view.customers.read_each(trust_, purchases.brand);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const float beyond = trust[i] - view.market.baseline(trust_, purchases.brand[i]);
      trust[i] = losses[i] * std::max(1.0F - forgiving[i] * beyond, 0.0F);
    }
    return trust;
  }

  static constexpr std::size_t level = declaration.parameters.index("level");
  static constexpr std::size_t quality_gain = declaration.parameters.index("quality_gain");
  static constexpr std::size_t surprise_gain = declaration.parameters.index("surprise_gain");
  static constexpr std::size_t disappointment_loss = declaration.parameters.index("disappointment_loss");
  static constexpr std::size_t memory = declaration.parameters.index("memory");
  static constexpr std::size_t forgiveness = declaration.parameters.index("forgiveness");
  static constexpr std::size_t restoration = declaration.parameters.index("restoration");
  ColumnKey trust_;
  OwnColumn satisfaction_;
};

}  // namespace clientele
