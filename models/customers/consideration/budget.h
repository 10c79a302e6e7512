#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/own_price.h"
#include "models/draws.h"

namespace clientele {

/// Budget: what costs more than a customer can spend is out of reach, however good it is.
///
/// Budget_i = share * amount * lognormal_i of mean one, in currency units a month. An offer is out of reach where more
/// is due: a month of its price if that is for a period, else one instalment, else the price. Customers keep their rank
/// when `amount` or `spread` changes, so an income shock (an event on `amount`) shuts out the poorest first.
/// Neglects saving, credit and what other needs cost. Source: assumption.
class Budget final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "budget",
      .kind = Kind::consideration,
      .summary = "What costs more than a customer can spend in a month is out of reach.",
      .evidence = Evidence::assumption,
      .source = "assumption",
      .reads = {"price", "instalments"},
      .parameters = {
          {"amount", "money per month", 1e9, 0.0, 1e12,
           "liquid money in the mean of all customers; the preset shuts nobody out", Evidence::assumption, "assumption",
           Vary::group},
          {"share", "share", 1.0, 0.0, 1.0, "part of that money which this need may take", Evidence::assumption,
           "assumption", Vary::group},
          {"spread", "1", 0.5, 0.0, 3.0, "standard deviation of the log of the money over customers",
           Evidence::assumption, "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::steady; }

  void bind(ColumnRequests& columns) override {
    wealth_ = columns.own({.name = "wealth",
                           .store = Store::bounded16,
                           .share = Share::constant,
                           .unit = "1",
                           .meaning = "standard normal score of how much money a customer has",
                           .low = -6.0F,
                           .high = 6.0F});
  }

  void start_constant(const View& view) const override {
    float* scores = view.customers.floats();
    DrawAddress address = view.market.address(draws::wealth);
    address.tick = trait_tick;
    draw_normals(address, view.customers.who(), 0, scores);
    Column& column = view.customers.column(wealth_);
    for (std::size_t i = 0; i < view.size(); ++i) column.set(view.customers.who()[i], 0, scores[i]);
  }

  void weigh(const View& view, UtilityTile& utility) const override {
    const auto amounts = view.parameter(amount), shares = view.parameter(share);
    const std::span<float> budget(view.customers.floats(), view.size());
    lognormal_of_mean_one(view.customers.read(wealth_), view.parameter(spread), budget);
    for (std::size_t i = 0; i < view.size(); ++i) budget[i] *= amounts[i] * shares[i];
    for (const OfferSlot slot : utility.offers()) {
      const auto needed = static_cast<float>(due_in_a_month(view.market.offers[slot]));
      const auto own = own_price_factors(view, slot);
      // A budget that a deal stretches: what is due is the factor times the list price.
      const std::span<float> reaches = own.empty() ? budget : std::span<float>(view.customers.floats(), view.size());
      for (std::size_t i = 0; i < own.size(); ++i) reaches[i] = budget[i] / own[i];
      add_by_bound(utility[slot], reaches, needed, {.below = out_of_reach, .from = 0.0F});
    }
  }

 private:
  static constexpr std::size_t amount = declaration.parameters.index("amount");
  static constexpr std::size_t share = declaration.parameters.index("share");
  static constexpr std::size_t spread = declaration.parameters.index("spread");

  /// 13 weeks are three months. Instalments come first: what is paid off month by month counts by the month.
  static double due_in_a_month(const OfferView& offer) {
    constexpr double weeks_per_month = 13.0 / 3.0;
    if (offer.now.instalments > 1.0) return offer.price / offer.now.instalments;
    if (offer.now.period_weeks > 0.0) return offer.price * weeks_per_month / offer.now.period_weeks;
    return offer.price;
  }

  OwnColumn wealth_;
};

}  // namespace clientele
