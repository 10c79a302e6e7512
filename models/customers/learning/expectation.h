#pragma once

#include <algorithm>

#include "engine/math/real.h"
#include "models/customers/behaviour.h"

namespace clientele {

/// What customers expect of a brand: what it promises, and what they live.
///
/// D = Q - E is the surprise of a purchase; E' = E + rate * D. Promises go on being heard, E' = E + (1 - exp(-promise *
/// weeks)) (P - E): the only road by which they act. Expectations stay within 0 and 1. P is the mean promise of what
/// the brand has on offer; a brand that has nothing on offer at first has promised nothing and starts at the mean
/// quality of the base case. Neglects that certainty grows and that adverts miss some. Source: Anderson & Sullivan
/// (1993); rates are assumptions.
class Expectation final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "expectation",
      .kind = Kind::learning,
      .summary = "Customers expect what they are promised and what they have lived.",
      .evidence = Evidence::direction,
      .source = "Anderson & Sullivan 1993",
      .reads = {"quality", "promised"},
      .parameters = {
          {"rate", "share", 0.2, 0.0, 1.0, "share of a surprise that goes into the next expectation",
           Evidence::assumption, "assumption", Vary::group},
          {"promise", "per week", 0.01, 0.0, 10.0, "pull of what the brand promises now", Evidence::assumption,
           "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  bool hears() const override { return true; }

  void bind(ColumnRequests& columns) override {
    expected_ = columns.own({.name = states::expectation,
                             .per = Per::brand,
                             .store = Store::bounded16,
                             .unit = "quality",
                             .meaning = "quality that a customer expects of a brand",
                             .measured = true,
                             .adjusted = true,
                             .baseline = 0.5F});
  }

  /// From the promise in force rather than from the mean: nothing has been lived yet. In a burn-in customers go on from
  /// there to what they come to expect; newcomers begin with what is promised when they come.
  void start(const View& view) const override {
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      const std::span<float> first(view.customers.floats(), view.size());
      std::fill(first.begin(), first.end(), promised(view.market, brand).value_or(view.market.mean_quality));
      view.customers.write(expected_, brand, first);
    }
  }

  /// Exact for any length of a tick: two short ones pull as far as one twice as long. Everybody hears the same.
  void hear(const View& view) const override {
    const float pull = view.values.one(promise);
    if (pull <= 0.0F) return;
    const float kept = math::exp(-pull * view.market.weeks_per_tick);
    float* heard = view.customers.floats();
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      const std::optional<float> said = promised(view.market, brand);
      if (!said) continue;
      const auto expected = view.customers.read(expected_, brand);
      for (std::size_t i = 0; i < view.size(); ++i) heard[i] = *said + kept * (expected[i] - *said);
      view.customers.write(expected_, brand, {heard, view.size()});
    }
  }

  /// Comes after all behaviours of experience, which make `quality`, and before all that read `surprise`. The
  /// expectation that the purchase is judged by is the one before it: learning first would soften every surprise.
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
  /// Slots that only other worlds fill are not live, and their brand means nothing here.
  static std::optional<float> promised(const Scene& market, std::uint32_t brand) {
    float sum = 0.0F, offers = 0.0F;
    for (const OfferView& offer : market.offers)
      if (offer.live && offer.brand == brand) sum += offer.promised, offers += 1.0F;
    return offers > 0.0F ? std::optional(sum / offers) : std::nullopt;
  }

  static constexpr std::size_t rate = declaration.parameters.index("rate");
  static constexpr std::size_t promise = declaration.parameters.index("promise");
  OwnColumn expected_;
};

}  // namespace clientele
