#pragma once

#include <algorithm>

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"

namespace clientele {

/// Points: what has been collected for a brand's next reward speaks for that brand.
///
/// dR = (value_i * worth_b / base price_j + goal_gradient) * progress_ib, progress the collected share of the purchases
/// (or ticks of use) that earn a reward; it starts again after the reward. The goal gradient multiplies the odds of
/// choosing the brand by exp(g * progress); that customers also buy earlier is neglected. Follows what was lived, so
/// constants hold the shares, and a programme that is cancelled takes its pull away.
/// Source: Kivetz, Urminsky & Zheng (2006) for the gradient's direction; sizes are assumptions.
class Points final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "points",
      .kind = Kind::rational,
      .summary = "The closer a reward, the more speaks for the brand that gives it.",
      .evidence = Evidence::direction,
      .source = "Kivetz, Urminsky & Zheng 2006",
      // The price too: a reward is worth what part of it it saves.
      .reads = {"reward.worth", "reward.after", "price"},
      .parameters = {
          {"value", "utility", 1.0, 0.0, 20.0, "pull of a reward within reach that is worth one purchase",
           Evidence::assumption, "assumption", Vary::customer},
          {"goal_gradient", "utility", 0.22, 0.0, 5.0, "log odds that a nearly full card adds, whatever it is worth",
           Evidence::direction, "Kivetz, Urminsky & Zheng 2006: direction", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    points_ = columns.own({.name = "points",
                           .per = Per::brand,
                           .store = Store::u8,
                           .unit = "purchases",
                           .meaning = "purchases that count towards a brand's next reward, at most 255",
                           .measured = true});
    rewards_ = columns.count(
        {.name = "rewards", .per = Per::brand, .unit = "rewards", .meaning = "rewards that customers have earned"});
  }

  void start(const View& view) const override { view.start_at(points_, 0.0F); }

  /// The worth of a reward is in base prices of the offer: a dearer offer does not make its own points look smaller.
  /// Progress counts up to a full card, for those who collected under a programme that asked for more.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto values = view.parameter(value), gradients = view.parameter(goal_gradient);
    for (const OfferSlot slot : utility.offers()) {
      const OfferView& offer = view.market.offers[slot];
      const RewardSpec& reward = view.market.brand[offer.brand].now.reward;
      if (reward.after <= 0.0) continue;
      const auto worth = static_cast<float>(offer.base_price > 0.0 ? reward.worth.units() / offer.base_price : 0.0);
      const auto per_purchase = static_cast<float>(1.0 / reward.after);
      const auto points = view.customers.read(points_, offer.brand);
      const auto u = utility[slot];
      for (std::size_t i = 0; i < u.size(); ++i)
        u[i] += (values[i] * worth + gradients[i]) * std::min(1.0F, points[i] * per_purchase);
    }
  }

  /// Points that a cancelled programme has left stay where they are, unused, and count again if it returns. The count
  /// ends at 255, the most that a scenario may ask for.
  void live(const View& view, Purchases& purchases) const override {
    Column& column = view.customers.column(points_);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const std::uint32_t brand = purchases.brand[i];
      const double after = view.market.brand[brand].now.reward.after;
      if (after <= 0.0) continue;
      auto& points = column.data<std::uint8_t>()[brand * column.item_step() + purchases.who[i]];
      points = static_cast<std::uint8_t>(std::min<int>(points + 1, 255));
      if (static_cast<double>(points) < after) continue;
      points = 0;
      view.tally.add(rewards_, view.segment(i), brand, 0, 1);
    }
  }

 private:
  static constexpr std::size_t value = declaration.parameters.index("value");
  static constexpr std::size_t goal_gradient = declaration.parameters.index("goal_gradient");
  OwnColumn points_;
  OwnTally rewards_;
};

}  // namespace clientele
