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
      .reads = {"reach"},
      .parameters = {},
  };
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::steady; }

  void weigh(const View& view, UtilityTile& utility) const override {
    // Drawn again each time: the same for good, and sooner drawn for few offers than kept for all.
    DrawAddress address = view.market.address(draws::reach);
    address.tick = trait_tick;
    float* threshold = view.customers.floats();
    for (const OfferSlot slot : utility.offers()) {
      const double reach = view.market.offers[slot].now.reach;
      if (reach >= 1.0) continue;
      // Slot 0 is nothing, so numbers of offers begin at the first.
      draw_uniforms(address, view.customers.who(), view.market.offers[slot].luck - 1U, threshold);
      add_by_bound(utility[slot], {threshold, view.size()}, static_cast<float>(reach),
                   {.below = 0.0F, .from = out_of_reach});
    }
  }
};

}  // namespace clientele
