#pragma once

#include "models/customers/alike.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/draws.h"

namespace clientele {

/// Stable tastes that differ between customers: the Dirichlet model of brand choice.
///
/// a_ij = ln g_ij with g_ij ~ Gamma(sum * s_j, 1), s_j the base share of the offer. With nothing else at work
/// choice probabilities are Dirichlet and purchases NBD-Dirichlet. Offers without history take a neutral share.
/// Neglects that some offers are alike (independence of irrelevant alternatives); see `attributes`.
/// Source: Goodhardt, Ehrenberg & Chatfield (1984).
class Loyalty final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "loyalty",
      .kind = Kind::taste,
      .summary = "Each customer likes some offers better than others, for good.",
      .evidence = Evidence::established,
      .source = "Goodhardt, Ehrenberg & Chatfield 1984",
      .parameters = {
          {"sum", "1", 1.3, 0.05, 1000.0, "Dirichlet S: low means that everybody has a favourite", Evidence::measured,
           "UK toothpaste 1973: 1.2953; packaged goods about 1.3", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  std::optional<std::size_t> dirichlet_sum() const override { return sum; }
  AtBase at_base() const override { return AtBase::steady; }

  void bind(ColumnRequests& columns) override {
    taste_ = columns.own({.name = "taste",
                          .per = Per::offer,
                          .share = Share::constant,
                          .unit = "utility",
                          .meaning = "stable liking of an offer"});
  }

  /// A draw for each slot of any world, used or not: what a variant adds meets tastes that were there all along. In
  /// log, since for small shares a Gamma value itself would underflow.
  void start_constant(const View& view) const override {
    Column& taste = view.customers.column(taste_);
    float* drawn = view.customers.floats();
    for (const auto& [s, customers] : alike_in(view, view.parameter(sum)))
      for (std::size_t slot = 1; slot < view.market.offers.size(); ++slot) {
        draw_tastes(view, slot, customers.who, s * view.market.offers[slot].alpha_share, drawn);
        for (std::size_t k = 0; k < customers.who.size(); ++k) taste.set(customers.who[k], slot - 1, drawn[k]);
      }
  }

  /// Levels, not changes: tastes are the base case. Among offers only ratios of the Gammas matter; buying nothing is
  /// measured against their sum (OutsideOption::own_inclusive).
  void weigh(const View& view, UtilityTile& utility) const override {
    for (const OfferSlot slot : utility.offers()) add(utility[slot], view.customers.read(taste_, slot - 1U));
  }

  /// The luck of a customer with a slot is the same whoever is in it.
  void weigh_unknown(const View& view, UtilityTile& utility) const override {
    float* drawn = view.customers.floats();
    for (const auto& [s, customers] : alike_in(view, view.parameter(sum)))
      for (const OfferSlot slot : utility.offers()) {
        draw_tastes(view, slot, customers.who, s * view.market.neutral_share, drawn);
        for (std::size_t k = 0; k < customers.who.size(); ++k) utility[slot][customers.rows[k]] += drawn[k];
      }
  }

 private:
  /// One uniform a customer and slot, by the inverse distribution function: another sum of shapes keeps who likes what.
  static void draw_tastes(const View& view, std::size_t slot, std::span<const std::uint32_t> who, double shape,
                          float* out) {
    DrawAddress address = view.market.address(draws::taste);
    address.tick = trait_tick;
    draw_log_gammas(address, who, view.market.offers[slot].luck, view.customers.scratch().log_gammas().of(shape), out);
  }

  static constexpr std::size_t sum = declaration.parameters.index("sum");
  OwnColumn taste_;
};

}  // namespace clientele
