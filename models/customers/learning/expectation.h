#pragma once

#include "models/customers/behaviour.h"

namespace clientele {

/// What customers expect of a brand: at first what it promises, then what they live.
///
/// D = Q - E is the surprise of a purchase; E' = E + rate * D. Expectations stay within 0 and 1. A brand that has
/// nothing on offer at first has promised nothing: it starts at the mean quality of the base case.
/// Neglects that certainty grows. Source: Anderson & Sullivan (1993); rate is an assumption.
class Expectation final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "expectation",
      .kind = Kind::learning,
      .summary = "Customers expect what they were promised, then what they have lived.",
      .evidence = Evidence::direction,
      .source = "Anderson & Sullivan 1993",
      .parameters = {
          {"rate", "share", 0.2, 0.0, 1.0, "share of a surprise that goes into the next expectation",
           Evidence::assumption, "assumption", Vary::segment},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    expected_ = columns.own({.name = "expectation",
                             .per = Per::brand,
                             .store = Store::bounded16,
                             .unit = "quality",
                             .meaning = "quality that a customer expects of a brand",
                             .measured = true});
  }

  void start(const View& view) const override {
    Column& expected = view.customers.column(expected_);
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand)
      for (const std::uint32_t customer : view.customers.who()) expected.set(customer, brand, view.market.mean_quality);
    for (const OfferView& offer : view.market.offers) {
      // Slots that only other worlds fill are not live, and their brand means nothing here.
      if (!offer.live) continue;
      for (const std::uint32_t customer : view.customers.who()) expected.set(customer, offer.brand, offer.promised);
    }
  }

  void live(const View& view, Purchases& purchases) const override {
    const auto rates = view.parameter(rate);
    const auto expected = view.customers.read_each(expected_, purchases.brand);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      purchases.surprise[i] = purchases.quality[i] - expected[i];
      expected[i] += rates[i] * purchases.surprise[i];
    }
    view.customers.write_each(expected_, purchases.brand, expected);
  }

 private:
  static constexpr std::size_t rate = declaration.parameters.index("rate");
  OwnColumn expected_;
};

}  // namespace clientele
