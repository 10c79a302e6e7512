#pragma once

#include <algorithm>

#include "models/customers/behaviour.h"
#include "models/draws.h"

namespace clientele {

/// Failures: some deliveries go wrong, and spoil what was bought.
///
/// A delivery fails with probability 1 - reliability; customers new to the brand (see `onboarding`) meet
/// (2 - onboarding) times as many failures, as nobody shows them how. Severity x ~ U(severity - spread, severity +
/// spread) within 0 and 1, Q' = Q (1 - x). One uniform per purchase through the inverse distribution of x, so that a
/// less reliable delivery is never the better one. Neglects failures that come in a row. Source: assumption.
class Reliability final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "reliability",
      .kind = Kind::experience,
      .summary = "Deliveries fail now and then, as often as the offer is unreliable.",
      .evidence = Evidence::assumption,
      .source = "assumption",
      .reads = {"reliability"},
      .parameters = {
          {"severity", "share", 0.5, 0.0, 1.0, "quality lost by a failure, in the mean", Evidence::assumption,
           "assumption", Vary::group},
          {"spread", "share", 0.3, 0.0, 1.0, "how far severities lie around their mean", Evidence::assumption,
           "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    beginner_ = columns.may_read(states::beginner);
    failures_ = columns.count(
        {.name = "failures", .per = Per::brand, .unit = "purchases", .meaning = "deliveries that failed"});
  }

  /// After `experience` has drawn the quality, before `service`: every failure leads to a contact. Luck above 1 -
  /// chance fails, and how far above says how badly: a larger chance makes the same customer's failure worse or adds
  /// one, never takes one away.
  void live(const View& view, Purchases& purchases) const override {
    const std::span<const float> chance = chances(view, purchases);
    if (chance.empty()) return;
    const auto means = view.parameter(severity), spreads = view.parameter(spread);
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::failure, purchases.occasion), purchases.who, 0, luck);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const float beyond = luck[i] - (1.0F - chance[i]);
      if (beyond <= 0.0F) continue;
      const float lost = means[i] + spreads[i] * (2.0F * beyond / chance[i] - 1.0F);
      purchases.failure[i] = std::clamp(lost, 0.0F, 1.0F);
      // A quality below zero is not made better by losing a share of it.
      purchases.quality[i] -= purchases.failure[i] * std::max(purchases.quality[i], 0.0F);
      view.tally.add(failures_, view.segment(i), purchases.brand[i], 0, 1);
    }
  }

 private:
  /// That each purchase fails; empty where nothing can.
  std::span<const float> chances(const View& view, const Purchases& purchases) const {
    const Scene& market = view.market;
    float* of_slot = view.customers.scratch().take(market.offers.size());
    float* for_beginners = view.customers.scratch().take(market.brand.size());
    bool any = false;
    for (std::size_t slot = 0; slot < market.offers.size(); ++slot) {
      of_slot[slot] = static_cast<float>(1.0 - market.offers[slot].now.reliability);
      any = any || of_slot[slot] > 0.0F;
    }
    if (!any) return {};
    const std::span<float> chance(view.customers.floats(), purchases.size());
    for (std::size_t i = 0; i < chance.size(); ++i) chance[i] = of_slot[purchases.slot[i]];
    // Without `onboarding` nobody is known to be new: all meet the failures of those who know the brand.
    if (!view.customers.has(beginner_)) return chance;
    for (std::size_t b = 0; b < market.brand.size(); ++b)
      for_beginners[b] = static_cast<float>(2.0 - market.brand[b].firm.onboarding);
    const auto beginner = view.customers.read_each(beginner_, purchases.brand);
    for (std::size_t i = 0; i < chance.size(); ++i)
      chance[i] *= beginner[i] > 0.0F ? for_beginners[purchases.brand[i]] : 1.0F;
    return chance;
  }

  static constexpr std::size_t severity = declaration.parameters.index("severity");
  static constexpr std::size_t spread = declaration.parameters.index("spread");
  ColumnKey beginner_;
  OwnTally failures_;
};

}  // namespace clientele
