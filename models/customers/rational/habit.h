#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"

namespace clientele {

/// Habit: what was bought lately is bought again, beyond what tastes say.
///
/// dR = strength * (L_ib - pi_ib), L' = memory * L + (1 - memory) * [bought b] per purchase, pi_ib the customer's own
/// base probability given a purchase, as L is learned from purchases alone: measured from there, habit adds hardly any
/// volume (measured: .1 % at strength 1 with 30 % buying nothing) and no drift. Start L = pi. Neglects that habit fades
/// with time rather than purchases. Source: Guadagni & Little (1983).
class Habit final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "habit",
      .kind = Kind::rational,
      .summary = "What was bought lately is bought again.",
      .evidence = Evidence::measured,
      .source = "Guadagni & Little 1983; sizes measured by simulation",
      .parameters = {
          {"strength", "utility", 1.0, 0.0, 10.0, "pull of the brand bought last", Evidence::measured,
           "with Dirichlet S 1.4 it implies S 1.3", Vary::group},
          {"memory", "share", 0.8, 0.0, 0.999, "share of the old habit kept at a purchase", Evidence::direction,
           "Guadagni & Little 1983: .8 to .9", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    // Reading it is what makes the market work it out (NeedPlan): it is there before any `start`.
    base_ = columns.read(states::base_probability);
    habit_ = columns.own({.name = states::habit,
                          .per = Per::brand,
                          .store = Store::bounded16,
                          .unit = "share",
                          .meaning = "recency-weighted share of a brand in the customer's purchases",
                          .measured = true});
  }

  /// At the probabilities that purchases would show for ever if nothing happened, for newcomers too: no habit, then,
  /// speaks for anything. A brand without history has 0: its habit begins at nothing and can only come to speak for it.
  void start(const View& view) const override {
    Column& habit = view.customers.column(habit_);
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      const auto base = view.customers.read(base_, brand);
      for (std::size_t i = 0; i < view.size(); ++i) habit.set(view.customers.who()[i], brand, base[i]);
    }
  }

  /// Zero in the mean for each customer and brand while purchases follow pi: habit sharpens what luck does, and hardly
  /// moves a share. Measured from base shares instead it would favour for good what each customer likes anyway.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto strengths = view.parameter(strength);
    for (const OfferSlot slot : utility.offers()) {
      const std::uint32_t brand = view.market.offers[slot].brand;
      add_difference(utility[slot], strengths, view.customers.read(habit_, brand), view.customers.read(base_, brand));
    }
  }

  /// All brands of a buyer, as buying one weakens the habit of the others; habits of a customer keep their sum.
  void live(const View& view, Purchases& purchases) const override {
    const auto memories = view.parameter(memory);
    const std::span<float> now(view.customers.floats(), purchases.size());
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      const auto habit = view.customers.read(habit_, brand);
      for (std::size_t i = 0; i < purchases.size(); ++i)
        now[i] = memories[i] * habit[i] + (purchases.brand[i] == brand ? 1.0F - memories[i] : 0.0F);
      view.customers.write(habit_, brand, now);
    }
  }

 private:
  static constexpr std::size_t strength = declaration.parameters.index("strength");
  static constexpr std::size_t memory = declaration.parameters.index("memory");
  ColumnKey base_;
  OwnColumn habit_;
};

}  // namespace clientele
