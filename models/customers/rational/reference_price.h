#pragma once

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/own_price.h"

namespace clientele {

/// Reference price: customers compare a price with what they are used to paying for that offer.
///
/// dR = gain * ln(ref/p) where the price is below the reference, -loss_aversion * gain * ln(p/ref) where it is above.
/// ref' = kept * ref + (1 - kept) * p, kept = memory^(time in months): everybody sees all prices in every tick. With
/// `at_occasions` only buyers do, and forget by purchase instead of by month. Starts at the base price, so it adds
/// nothing there; the price coefficient is found with it (docs/decisions/elasticity.md). A free offer counts as
/// unchanged. Neglects stockpiling and prices of other offers as references.
/// Source: Tversky & Kahneman (1991); Mazumdar, Raj & Sinha (2005).
class ReferencePrice final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "reference_price",
      .kind = Kind::rational,
      .summary = "Prices are judged against those remembered; a loss weighs more than a gain.",
      .evidence = Evidence::direction,
      .source = "Tversky & Kahneman 1991; Mazumdar, Raj & Sinha 2005; the pull's size is an assumption",
      .reads = {"price"},
      .parameters = {
          {"gain", "utility per log price", 2.0, 0.0, 20.0,
           "pull of a price below the reference; 2 adds .45 to the first quarter's elasticity", Evidence::assumption,
           "assumption", Vary::group},
          {"loss_aversion", "1", 1.6, 1.0, 4.0, "how much more losses weigh than gains", Evidence::established,
           "Brown et al. 2024: 1.955; Walasek et al. 2024: 1.31", Vary::group},
          {"memory", "share per month", 0.7, 0.0, 0.999,
           "part of the old reference kept over a month, or over a purchase with at_occasions", Evidence::direction,
           "Mazumdar, Raj & Sinha 2005", Vary::all},
          {"at_occasions", "1", 0.0, 0.0, 1.0, "1: only who buys notices prices; 0: everybody does, in every tick",
           Evidence::assumption, "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  /// At base prices the reference is the price; a change is weighed against what is remembered.
  bool moves_elasticity() const override { return true; }

  void bind(ColumnRequests& columns) override {
    // In steps of 2^-14, so that the base price itself is kept exactly.
    reference_ = columns.own({.name = "reference_price",
                              .per = Per::offer,
                              .store = Store::bounded16,
                              .unit = "share",
                              .meaning = "price that a customer is used to, as a multiple of the base price, at most 4",
                              .low = 0.0F,
                              .high = 65535.0F / 16384.0F,
                              .measured = true});
  }

  void start(const View& view) const override { view.start_at(reference_, 1.0F); }

  bool hears() const override { return true; }
  /// Before the tick's decisions, so a price change is already a part remembered when it is first met. What is not on
  /// sale is not seen: its reference waits for it.
  void hear(const View& view) const override {
    if (learns_by_buying(view)) return;
    constexpr double months_per_week = 3.0 / 13.0;
    const double months = static_cast<double>(view.market.weeks_per_tick) * months_per_week;
    const auto kept = static_cast<float>(math::pow(static_cast<double>(view.values.one(memory)), months));
    Column& reference = view.customers.column(reference_);
    for (std::size_t slot = 1; slot < view.market.offers.size(); ++slot) {
      const OfferView& offer = view.market.offers[slot];
      if (!offer.live) continue;
      auto* codes = reference.data<std::uint16_t>() + (slot - 1) * reference.item_step() + view.customers.who().front();
      fade_codes({codes, view.size()}, reference.encode(seen(offer)), kept);
    }
  }

  /// Where price and reference stand at the base for all rows nothing is added, not even rounding: 1 is a code of its
  /// own.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto gains = view.parameter(gain), aversions = view.parameter(loss_aversion);
    const std::span<float> losses(view.customers.floats(), view.size());
    for (std::size_t i = 0; i < view.size(); ++i) losses[i] = gains[i] * aversions[i];
    for (const OfferSlot slot : utility.offers()) {
      const float change = view.market.offers[slot].log_price_change;
      const auto ratios = view.customers.read(reference_, slot - 1U);
      const auto own = own_price_factors(view, slot);
      if (change == 0.0F && all_are(ratios, 1.0F) && own.empty()) continue;
      add_judged_log(utility[slot], own.empty() ? ratios : against(view, ratios, own), change,
                     {.below = losses, .above = gains});
    }
  }

  /// Who buys one offer sees the prices of all that are on sale. By purchase, so that a tick's length does not matter.
  void live(const View& view, Purchases& purchases) const override {
    if (!learns_by_buying(view)) return;
    const float kept = view.values.one(memory);
    Column& reference = view.customers.column(reference_);
    for (std::size_t slot = 0; slot < view.market.offers.size(); ++slot) {
      const OfferView& offer = view.market.offers[slot];
      if (!offer.live) continue;
      const std::size_t item = slot - 1;  // nothing is never live
      const float price = seen(offer);
      for (const std::uint32_t customer : purchases.who)
        reference.set(customer, item, price + kept * (reference.get(customer, item) - price));
    }
  }

 private:
  static constexpr std::size_t gain = declaration.parameters.index("gain");
  static constexpr std::size_t loss_aversion = declaration.parameters.index("loss_aversion");
  static constexpr std::size_t memory = declaration.parameters.index("memory");
  static constexpr std::size_t at_occasions = declaration.parameters.index("at_occasions");

  /// ln(ref / own p) = ln(ref / factor) - ln p: a deal is met like a list price, and remembered as the list price.
  static std::span<const float> against(const View& view, std::span<const float> ratios, std::span<const float> own) {
    const std::span<float> out(view.customers.floats(), view.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = ratios[i] / own[i];
    return out;
  }

  static bool learns_by_buying(const View& view) { return view.values.one(at_occasions) > 0.5F; }
  /// The price that customers see, as a multiple of the base price.
  /// Beyond four times the base price the column is at its bound and remembers four times.
  static float seen(const OfferView& offer) {
    const bool comparable = offer.price > 0.0 && offer.base_price > 0.0;
    return comparable ? static_cast<float>(offer.price / offer.base_price) : 1.0F;
  }

  OwnColumn reference_;
};

}  // namespace clientele
