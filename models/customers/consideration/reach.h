#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/draws.h"

namespace clientele {

/// Reach: some customers cannot get at an offer, because no outlet or channel of theirs carries it.
///
/// Customer i can get at offer j while u_ij < reach_j, u_ij uniform and fixed for good: more reach adds customers and
/// takes nobody away. Neglects that outlets carry several offers, so who misses one offer need not miss another.
/// Source: Reibstein & Farris (1995) for the direction; that reach is drawn independently is an assumption.
class Reach final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "reach",
      .kind = Kind::consideration,
      .summary = "Customers whom an offer does not reach cannot choose it.",
      .evidence = Evidence::direction,
      .source = "Reibstein & Farris 1995: that it matters; who is reached is an assumption",
      .parameters = {},
  };
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::steady; }

  void bind(ColumnRequests& columns) override {
    threshold_ = columns.own({.name = "reach_threshold",
                              .per = Per::offer,
                              .store = Store::bounded16,
                              .share = Share::constant,
                              .unit = "share",
                              .meaning = "an offer that reaches more than this share of customers reaches this one"});
  }

  void start_constant(const View& view) const override {
    float* thresholds = view.customers.floats();
    DrawAddress address = view.market.address(draws::reach);
    address.tick = trait_tick;
    Column& column = view.customers.column(threshold_);
    for (std::uint32_t offer = 0; offer < column.items(); ++offer) {
      draw_uniforms(address, view.customers.who(), offer, thresholds);
      for (std::size_t i = 0; i < view.size(); ++i) column.set(view.customers.who()[i], offer, thresholds[i]);
    }
  }

  void weigh(const View& view, UtilityTile& utility) const override {
    for (const OfferSlot slot : utility.offers()) {
      const double reach = view.market.offers[slot].now.reach;
      if (reach < 1.0)
        add_by_bound(utility[slot], view.customers.read(threshold_, slot - 1U), static_cast<float>(reach),
                     {.below = 0.0F, .from = out_of_reach});
    }
  }

 private:
  OwnColumn threshold_;
};

}  // namespace clientele
