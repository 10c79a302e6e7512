#pragma once

#include "models/customers/consideration/membership.h"
#include "models/draws.h"

namespace clientele {

/// Consideration: of the brands that customers know they weigh a few, and mostly the same ones for long.
///
/// A brand is in a customer's set with probability `share`; in a week a part `renewal` of each set is made anew. The
/// brand bought last is always in. Membership is a slow state: a set drawn anew at each occasion would keep shares and
/// lose loyalty (measured: Dirichlet S 1.33 becomes .80 at share .7). A slow one makes customers more loyal than
/// `loyalty` says (S 3 acts like 1.2 at share .7): `check` prints the S that purchases imply.
/// Neglects why brands enter. Source: Hauser & Wernerfelt (1990): sets of three to four; rates are assumptions.
class Consideration final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "consideration",
      .kind = Kind::consideration,
      .summary = "Customers weigh a few of the brands, and mostly the same few for long.",
      .evidence = Evidence::direction,
      .source = "Hauser & Wernerfelt 1990",
      .parameters = {
          {"share", "share", 0.7, 0.01, 1.0, "probability that a brand is in a customer's set", Evidence::direction,
           "Hauser & Wernerfelt 1990: 3 to 4 brands of 5", Vary::need},
          {"renewal", "share", 0.01, 0.0, 1.0, "part of each set that is made anew in a week", Evidence::assumption,
           "assumption", Vary::need},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    set_.bind(columns, "considered", "considered_last", "whether a brand is in a customer's set");
  }

  void start(const View& view) const override {
    set_.start(view, view.market.address(draws::consideration),
               std::vector<float>(view.market.brands, view.values.one(share)));
  }

  bool hears() const override { return true; }
  void hear(const View& view) const override {
    const double in = view.values.one(share), anew = view.values.one(renewal), weeks = view.market.weeks_per_tick;
    const Membership::Rates rates{.enter = within_tick(anew * in, weeks),
                                  .leave = within_tick(anew * (1.0 - in), weeks)};
    set_.move(view, view.market.address(draws::consideration),
              std::vector<Membership::Rates>(view.market.brands, rates));
  }

  void weigh(const View& view, UtilityTile& utility) const override { set_.weigh(view, utility); }
  void live(const View& view, Purchases& purchases) const override { set_.note(view, purchases); }

 private:
  static constexpr std::size_t share = declaration.parameters.index("share");
  static constexpr std::size_t renewal = declaration.parameters.index("renewal");
  Membership set_;
};

}  // namespace clientele
