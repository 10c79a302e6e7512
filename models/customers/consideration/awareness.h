#pragma once

#include <algorithm>

#include "models/customers/consideration/membership.h"

namespace clientele {

/// Awareness: a customer can only choose brands that come to mind.
///
/// In a week a customer who does not know a brand gets to know it with probability rho H, H being the share that its
/// advertising reaches, or once friends' talk about it counts for something; one who knows it forgets it with
/// probability delta, unless it was bought last. So the share of those who know it follows
/// aw' = aw + rho H (1 - aw) - delta aw, and starts at its stationary value rho H / (rho H + delta). Brands that hardly
/// advertise have a floor from experience: whoever bought one last knows it, and `encounter` takes the place of rho H
/// where that is less. Without it customers would for ever buy what they bought first where nobody advertises.
/// Neglects how well a brand is known. Source: Hauser & Wernerfelt (1990) that sets are small; rates are assumptions.
class Awareness final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "awareness",
      .kind = Kind::consideration,
      .summary =
          "Only brands that come to mind are chosen; advertising makes them known, time makes them forgotten. Repeat "
          "buying rises: choose the sum of loyalty anew, by what check prints.",
      .evidence = Evidence::direction,
      .source = "Hauser & Wernerfelt 1990; Vakratsas & Ambler 1999",
      .reads = {"advertising"},
      .parameters = {
          {"effect", "share", 0.5, 0.0, 1.0, "share of those reached by advertising who then know the brand",
           Evidence::assumption, "assumption", Vary::all},
          {"forgetting", "share", 0.01, 0.0, 1.0, "share of those who know a brand who forget it in a week",
           Evidence::assumption, "assumption", Vary::all},
          {"encounter", "share", 0.01, 0.0, 1.0,
           "share who get to know a brand in a week without its advertising: on shelves, in use by others",
           Evidence::assumption, "assumption", Vary::all},
          {"talk", "utility", 0.05, 0.0, 10.0, "pull of friends' talk from which on a brand is known",
           Evidence::assumption, "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  bool limits_minds() const override { return true; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    known_.bind(columns, states::awareness, "awareness_last", "whether a customer knows a brand");
    told_ = columns.may_read(states::told);
  }

  /// A brand that nobody can meet begins with its buyers alone; the world's own advertising counts, or the base case's
  /// where a burn-in follows.
  void start(const View& view) const override {
    std::vector<float> share;
    for (const Membership::Rates& rates : rates_of(view))
      share.push_back(rates.enter > 0.0F ? rates.enter / (rates.enter + rates.leave) : 0.0F);
    known_.start(view, view.market.address(draws::awareness), share);
  }

  bool hears() const override { return true; }
  /// One uniform a customer, brand and tick. Talk comes after forgetting, so a brand spoken for is not lost by it; what
  /// friends' talk says is as the last tick left it, since talk hears after awareness.
  void hear(const View& view) const override {
    known_.move(view, view.market.address(draws::awareness), rates_of(view));
    if (!view.customers.has(told_)) return;
    for (std::uint32_t b = 0; b < view.market.brands; ++b) {
      const BrandView& brand = view.market.brand[b];
      // A newcomer begins with the mean talk about others, so that it is not held against it; nobody knows it by that.
      const float unsaid = brand.in_base ? 0.0F : view.market.baseline(told_, b);
      if (brand.on_sale) known_.enter_where(view, b, view.customers.read(told_, b), view.values.one(talk) + unsaid);
    }
  }

  void weigh(const View& view, UtilityTile& utility) const override { known_.weigh(view, utility); }
  void live(const View& view, Purchases& purchases) const override { known_.note(view, purchases); }

 private:
  static constexpr std::size_t effect = declaration.parameters.index("effect");
  static constexpr std::size_t forgetting = declaration.parameters.index("forgetting");
  static constexpr std::size_t encounter = declaration.parameters.index("encounter");
  static constexpr std::size_t talk = declaration.parameters.index("talk");

  /// Advertising or encounters, whichever does more, not both: an advertised brand is met on shelves all the same.
  /// What is not on sale, or only in other worlds, is met by nobody and gains nobody.
  std::vector<Membership::Rates> rates_of(const View& view) const {
    std::vector<Membership::Rates> rates(view.market.brands);
    const double weeks = view.market.weeks_per_tick;
    const float leave = within_tick(view.values.one(forgetting), weeks);
    for (std::size_t b = 0; b < rates.size(); ++b) {
      const BrandView& brand = view.market.brand[b];
      const double told = static_cast<double>(view.values.one(effect)) * brand.now.advertising;
      const double weekly = brand.on_sale ? std::max(told, static_cast<double>(view.values.one(encounter))) : 0.0;
      rates[b] = {.enter = within_tick(weekly, weeks), .leave = leave};
    }
    return rates;
  }

  Membership known_;
  ColumnKey told_;
};

}  // namespace clientele
