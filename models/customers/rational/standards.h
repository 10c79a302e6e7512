#pragma once

#include <algorithm>
#include <limits>

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/rational/amounts.h"

namespace clientele {

/// Standards: what customers have seen the best do becomes what they ask of everybody.
///
/// dR = sum_m kink_m(x_jm - std_im) - the same in the base case, kink(gap) = shortfall * gap below the standard, excess
/// * gap above. Standards move to the best that can be seen: of this market, or of other industries. They are kept as
/// what lies beyond the best of the base case, where they start. With an ideal, x is how near an offer comes to it.
/// A common standard cancels among offers that all fall short of it; it then moves the category.
/// Neglects that customers see only some offers. Source: assumption; Kahneman & Tversky (1979) for the kink.
class Standards final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "standards",
      .kind = Kind::rational,
      .summary = "The best that is seen becomes what is asked of everybody.",
      .evidence = Evidence::assumption,
      .source = "assumption",
      .reads = {"attributes", "ideal"},
      .parameters = {
          {"shortfall", "utility per unit of the attribute", 1.0, 0.0, 1000.0, "loss by an amount below the standard",
           Evidence::assumption, "assumption", Vary::group, true},
          {"excess", "utility per unit of the attribute", 0.3, 0.0, 1000.0, "gain by an amount above the standard",
           Evidence::assumption, "assumption", Vary::group, true},
          {"rate", "share per week", 0.02, 0.0, 1.0, "share of the way to the best that standards move",
           Evidence::assumption, "assumption", Vary::all},
          {"elsewhere", "units of the attribute", 0.0, 0.0, 1000.0,
           "how far the best of other industries lies beyond the best of the base case", Evidence::assumption,
           "assumption", Vary::group, true},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    beyond_ = columns.own({.name = "standards",
                           .per = Per::attribute,
                           .unit = "units of the attribute",
                           .meaning = "what customers ask for beyond the best of the base case",
                           .measured = true,
                           .adjusted = true});
  }

  /// At the mean that the base case settles at: 0 unless other industries are ahead of the market.
  void start(const View& view) const override { view.start_at_baseline(beyond_); }

  bool hears() const override { return true; }
  /// Everybody moves towards the best there is, bought or not. Standards fall as they rise, at the same rate, when the
  /// best is withdrawn. Exact for any length of a tick.
  void hear(const View& view) const override {
    const double left = 1.0 - static_cast<double>(view.values.one(rate));
    const auto kept = static_cast<float>(math::pow(left, static_cast<double>(view.market.weeks_per_tick)));
    Column& column = view.customers.column(beyond_);
    for (std::size_t m = 0; m < column.items(); ++m) {
      const auto seen = static_cast<float>(best_now(view.market, m) - best_at_base(view.market, m));
      const auto others = view.parameter(elsewhere, m);
      float* beyond = column.data<float>() + m * column.item_step() + view.customers.who().front();
      for (std::size_t i = 0; i < view.size(); ++i) {
        const float goal = std::max(seen, others[i]);
        beyond[i] = goal + kept * (beyond[i] - goal);
      }
    }
  }

  /// The kink of now less that of the base case, both against the customer's own weights. Where standards and offers
  /// stand as in the base case the tile is not touched.
  void weigh(const View& view, UtilityTile& utility) const override {
    for (std::size_t m = 0; m < view.market.mean_attributes.size(); ++m) {
      const double best = best_at_base(view.market, m);
      const float baseline = view.market.baseline(beyond_, m);
      const auto standard = view.customers.read(beyond_, m);
      const bool at_base = all_are(standard, baseline);
      const Kink kink{.below = view.parameter(shortfall, m), .above = view.parameter(excess, m)};
      for (const OfferSlot slot : utility.offers()) {
        const OfferView& offer = view.market.offers[slot];
        const Judged judged{
            .now = static_cast<float>(goodness(view.market, m, offer.now.attributes[m]) - best),
            .base = static_cast<float>(goodness(view.market, m, base_amount(view.market, offer, m)) - best),
            .baseline = baseline};
        if (!at_base || judged.now != judged.base) add_judged(utility[slot], standard, judged, kink);
      }
    }
  }

 private:
  static constexpr std::size_t shortfall = declaration.parameters.index("shortfall");
  static constexpr std::size_t excess = declaration.parameters.index("excess");
  static constexpr std::size_t rate = declaration.parameters.index("rate");
  static constexpr std::size_t elsewhere = declaration.parameters.index("elsewhere");

  /// Where the base case sells nothing the mean amount stands in for its best.
  static double best_at_base(const Scene& market, std::size_t m) {
    double best = std::numeric_limits<double>::lowest();
    for (const OfferView& offer : market.offers)
      if (offer.in_base && offer.base.available) best = std::max(best, goodness(market, m, offer.base.attributes[m]));
    return best == std::numeric_limits<double>::lowest() ? goodness(market, m, market.mean_attributes[m]) : best;
  }
  static double best_now(const Scene& market, std::size_t m) {
    double best = std::numeric_limits<double>::lowest();
    for (const OfferView& offer : market.offers)
      if (offer.live) best = std::max(best, goodness(market, m, offer.now.attributes[m]));
    return best;
  }

  OwnColumn beyond_;
};

}  // namespace clientele
