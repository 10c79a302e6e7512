#pragma once

#include <algorithm>
#include <vector>

#include "models/customers/consideration/membership.h"

namespace clientele {

/// Consideration: of the brands that customers know they weigh a few, and mostly the same ones for long.
///
/// A brand is in a customer's set with probability `share`; in a week a part `renewal` of each set is made anew. The
/// brand bought last is always in, so those who bought another last have it with (share - s) / (1 - s), s its base
/// share: who comes to a brand must have it in the set and takes it along when leaving, so both stay as they are. A
/// brand nearly as large as `share` would be closed to others; a tenth of `share` of them have it all the same
/// (assumption). Membership is a slow state: a set drawn anew at each occasion would keep shares and lose loyalty. A
/// slow one makes customers more loyal than `loyalty` says: `check` prints the S that purchases imply
/// (docs/decisions/consideration.md). Neglects why brands enter. Source: Hauser & Wernerfelt (1990): sets of three to
/// four; rates are assumptions.
class Consideration final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "consideration",
      .kind = Kind::consideration,
      .summary =
          "Customers weigh a few of the brands, mostly the same few for long. Repeat buying rises: choose the sum of "
          "loyalty anew, by what check prints.",
      .evidence = Evidence::direction,
      .source = "Hauser & Wernerfelt 1990",
      .parameters = {
          {"share", "share", 0.7, 0.01, 1.0, "probability that a brand is in a customer's set", Evidence::direction,
           "Hauser & Wernerfelt 1990: 3 to 4 brands of 5", Vary::all},
          {"renewal", "share", 0.01, 0.0, 1.0, "part of each set that is made anew in a week", Evidence::assumption,
           "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  bool limits_minds() const override { return true; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    set_.bind(columns, "considered", "considered_last", "whether a brand is in a customer's set");
  }

  void start(const View& view) const override {
    set_.start(view, view.market.address(draws::consideration), open_to(view));
  }

  bool hears() const override { return true; }
  /// With rates in proportion to open and 1 - open the share of sets that hold a brand stays about `open`, however
  /// often sets are renewed; `renewal` only sets how long the same ones last.
  void hear(const View& view) const override {
    const double anew = view.values.one(renewal), weeks = view.market.weeks_per_tick;
    std::vector<Membership::Rates> rates;
    for (const double open : open_to(view))
      rates.push_back({.enter = within_tick(anew * open, weeks), .leave = within_tick(anew * (1.0 - open), weeks)});
    set_.move(view, view.market.address(draws::consideration), rates);
  }

  void weigh(const View& view, UtilityTile& utility) const override { set_.weigh(view, utility); }
  void live(const View& view, Purchases& purchases) const override { set_.note(view, purchases); }

 private:
  static constexpr std::size_t share = declaration.parameters.index("share");
  static constexpr std::size_t renewal = declaration.parameters.index("renewal");
  static constexpr float least_open = 0.1F;

  /// By brand: the share of those who bought another last who have it in their sets.
  std::vector<float> open_to(const View& view) const {
    const float in = view.values.one(share);
    std::vector<float> base(view.market.brands);
    for (const OfferView& offer : view.market.offers)
      if (offer.in_base) base[offer.brand] += static_cast<float>(offer.alpha_share);
    for (float& of_brand : base)
      of_brand = std::max(of_brand < 1.0F ? (in - of_brand) / (1.0F - of_brand) : 0.0F, least_open * in);
    return base;
  }

  Membership set_;
};

}  // namespace clientele
