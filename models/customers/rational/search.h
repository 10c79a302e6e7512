#pragma once

#include <algorithm>

#include "engine/math/exact.h"
#include "models/customers/kernels.h"
#include "models/customers/last_brand.h"

namespace clientele {

/// Search: finding out prices and quality of offers that one does not know takes effort.
///
/// dR = -cost_i * (opacity_j * (n / n_base)^crowding - opacity_j in the base case) for offers of brands other than the
/// one bought last, n the number of offers that can be chosen: transparency lowers it, a longer shelf raises it. Only
/// changes count, so it adds nothing in the base case; an entrant is compared with the mean of the base case.
/// Neglects what is remembered of brands bought before the last. Source: Stigler (1961); sizes are assumptions.
class Search final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "search",
      .kind = Kind::rational,
      .summary = "Offers that are hard to find out about are tried less, the more so the more there are.",
      .evidence = Evidence::assumption,
      .source = "Stigler 1961; sizes are assumptions",
      .reads = {"opacity"},
      .parameters = {
          {"cost", "utility", 1.0, 0.0, 100.0, "what a fully opaque offer (1) costs against a transparent one (0)",
           Evidence::assumption, "assumption", Vary::customer},
          {"crowding", "1", 0.5, 0.0, 2.0, "percent of more effort per percent of more offers to compare",
           Evidence::assumption, "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override { last_.bind(columns, "known_last"); }
  void start(const View& view) const override { last_.forget(view); }
  void live(const View& view, Purchases& purchases) const override { last_.note(view, purchases); }

  /// The brand bought last is known and costs no search; customers who have bought nothing yet search every brand
  /// alike.
  void weigh(const View& view, UtilityTile& utility) const override {
    const double longer = effort_of_comparing(view, utility.offers().size());
    std::span<const float> last, costs;
    for (const OfferSlot slot : utility.offers()) {
      const OfferView& offer = view.market.offers[slot];
      const auto more = static_cast<float>(offer.now.opacity * longer - offer.base.opacity);
      if (more == 0.0F) continue;
      if (last.empty()) last = last_.of(view), costs = view.parameter(cost);
      charge_others(utility[slot], {.own = last, .cost = costs}, static_cast<float>(offer.brand + 1), more);
    }
  }

 private:
  static constexpr std::size_t cost = declaration.parameters.index("cost");
  static constexpr std::size_t crowding = declaration.parameters.index("crowding");

  /// A percent of `crowding` for each percent more of offers, so that the effort does not hang on the number of offers
  /// that a market happens to have in its base case.
  static double effort_of_comparing(const View& view, std::size_t now) {
    const auto at_base = static_cast<std::size_t>(
        std::count_if(view.market.offers.begin(), view.market.offers.end(),
                      [](const OfferView& offer) { return offer.in_base && offer.base.available; }));
    if (now == at_base || at_base == 0) return 1.0;
    const double ratio = static_cast<double>(now) / static_cast<double>(at_base);
    return math::pow(ratio, static_cast<double>(view.values.one(crowding)));
  }

  LastBrand last_;
};

}  // namespace clientele
