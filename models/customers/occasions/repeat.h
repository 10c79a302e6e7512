#pragma once

#include "models/customers/behaviour.h"
#include "models/draws.h"

namespace clientele {

/// Repeat buying: opportunities arise at random, at a rate of the customer's own.
///
/// N ~ Poisson(lambda_i * weeks), lambda_i ~ Gamma(shape, mean / shape): purchases are negative binomial. With an
/// outside option of base share s0 opportunities come 1 / (1 - s0) times as often, so that `mean` counts purchases.
/// Neglects dropping out and seasons. Source: Ehrenberg (1959); Goodhardt, Ehrenberg & Chatfield (1984).
class Repeat final : public OccasionRule {
 public:
  static constexpr Declaration declaration{
      .name = "repeat",
      .kind = Kind::occasion,
      .summary = "Opportunities to buy arise at random, at each customer's own rate.",
      .evidence = Evidence::established,
      .source = "Ehrenberg 1959; Goodhardt, Ehrenberg & Chatfield 1984",
      .parameters = {
          {"mean", "per week", 0.112, 0.0, 50.0, "purchases per customer, in the mean of all customers",
           Evidence::measured, "UK toothpaste 1973: 1.456 per quarter", Vary::segment},
          {"shape", "1", 0.7788, 0.01, 100.0, "NBD shape K: low means that few buy most", Evidence::measured,
           "UK toothpaste 1973", Vary::segment},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    rate_ = columns.own({.name = "buying_rate",
                         .share = Share::constant,
                         .unit = "1",
                         .meaning = "rate of purchases, as a multiple of the mean"});
  }

  void start_constant(const View& view) const override {
    const auto shapes = view.parameter(shape);
    Column& rate = view.customers.column(rate_);
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::uint32_t customer = view.customers.who()[i];
      const double k = shapes[i];
      const double draw = trait(view.market.key, draws::buying_rate, view.market.need, 0, CustomerId{customer},
                                {Distribution::Family::gamma, k, 1.0 / k});
      rate.set(customer, 0, static_cast<float>(draw));
    }
  }

  void count(const View& view, std::uint8_t* occasions) const override {
    const auto rates = view.customers.read(rate_);
    const auto means = view.parameter(mean);
    float* expected = view.customers.floats();
    const double share =
        view.market.nothing.kind == OutsideOption::Kind::own_inclusive ? view.market.nothing.share : 0.0;
    const auto weeks = static_cast<float>(view.market.weeks_per_tick / (1.0 - share));
    for (std::size_t i = 0; i < view.size(); ++i) expected[i] = rates[i] * means[i] * weeks;
    draw_poisson(view.market.address(draws::opportunities), view.customers.who(), expected, occasions);
  }

 private:
  static constexpr std::size_t mean = declaration.parameters.index("mean");
  static constexpr std::size_t shape = declaration.parameters.index("shape");
  OwnColumn rate_;
};

}  // namespace clientele
