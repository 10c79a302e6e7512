#pragma once

#include "models/customers/behaviour.h"

namespace clientele {

/// Repeat buying: opportunities arise at random, at a rate of the customer's own, until the customer is lost.
///
/// N ~ Poisson(lambda_i * weeks), lambda_i ~ Gamma(shape, mean / shape): purchases are negative binomial. With an
/// outside option of base share s0 opportunities come 1 / (1 - s0) times as often, so that `mean` counts purchases.
/// After a purchase, but for the very first of those who come after the start, a customer is lost without a word with
/// p_i ~ Beta(a, b), or 1 - (1 - p_i)^exp(-effect (Sat - Sat_base)) where there is satisfaction with the brand bought.
/// A place that is lost stays empty until a newcomer takes it, who has the same tastes, rate and p_i, so that those who
/// are easily lost have newcomers more often than others.
/// Neglects that satisfaction may end the occasions of a tick early: within a tick p_i alone does.
/// Source: Ehrenberg (1959); Goodhardt, Ehrenberg & Chatfield (1984); Fader, Hardie & Lee (2005), Marketing Science
/// 24(2), 275.
class Repeat final : public OccasionRule {
 public:
  static constexpr Declaration declaration{
      .name = "repeat",
      .kind = Kind::occasion,
      .summary = "Opportunities to buy arise at random, at each customer's own rate, until the customer is lost.",
      .evidence = Evidence::established,
      .source = "Ehrenberg 1959; Goodhardt, Ehrenberg & Chatfield 1984; Fader, Hardie & Lee 2005",
      .reads = {"pace"},
      .parameters = {
          {"mean", "per week", 0.112, 0.0, 50.0, "purchases per customer, in the mean of all customers",
           Evidence::measured, "UK toothpaste 1973: 1.456 per quarter", Vary::group},
          {"shape", "1", 0.7788, 0.01, 100.0, "NBD shape K: low means that few buy most", Evidence::measured,
           "UK toothpaste 1973", Vary::group},
          {"quantity", "1", 1.0, 1.0, 50.0, "units taken at an occasion, in the mean", Evidence::assumption,
           "assumption: one and a Poisson number more", Vary::group},
          {"drop_out_a", "1", 0.0, 0.0, 1000.0, "first shape of the Beta of being lost after a purchase; 0: nobody is",
           Evidence::established, "Fader, Hardie & Lee 2005: CDNOW .793", Vary::group},
          {"drop_out_b", "1", 0.0, 0.0, 1000.0, "second shape of the Beta of being lost after a purchase; 0: nobody is",
           Evidence::established, "Fader, Hardie & Lee 2005: CDNOW 2.426", Vary::group},
          {"satisfaction_effect", "per unit of satisfaction", 2.0, 0.0, 50.0,
           "how much satisfaction keeps customers from being lost", Evidence::assumption, "assumption", Vary::group},
          {"first_purchase", "weeks", 0.0, 0.0, 5200.0,
           "when the customer buys for the first time, for sure; 0: in the market from the start", Evidence::assumption,
           "a matter of the market", Vary::customer},
          {"arrivals", "per week", 0.0, 0.0, 50.0, "rate at which a newcomer takes the place of a customer who is lost",
           Evidence::assumption, "a matter of the market", Vary::group},
          {"departures", "per week", 0.0, 0.0, 50.0, "rate at which customers move away, whatever they bought",
           Evidence::assumption, "a matter of the market", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  bool lasts(const Setting& setting, std::size_t segments) const override {
    return !is_given(setting, first_purchase, segments) && !is_given(setting, drop_out_a, segments);
  }
  Turnover turnover(const Setting& setting, std::size_t segments) const override {
    return {.at_own_times = is_given(setting, first_purchase, segments),
            .leave = is_given(setting, drop_out_a, segments) || is_given(setting, departures, segments),
            .come = is_given(setting, arrivals, segments)};
  }
  std::optional<Nbd> nbd() const override { return Nbd{.mean = mean, .shape = shape}; }
  bool reflects() const override { return true; }
  bool renews() const override { return true; }
  bool loses() const override { return true; }
  bool is_lost(const Columns& evolving, std::uint32_t customer) const override;

  void bind(ColumnRequests& columns) override;
  void start_constant(const View& view) const override;
  void start(const View& view) const override;
  void count(const View& view, std::uint8_t* occasions) const override;
  void live(const View& view, Purchases& purchases) const override;
  void reflect(const View& view) const override;
  void renewed(const View& view, std::uint8_t* marks) const override;

 private:
  /// Where a customer stands. Those just lost count as lost from the next tick on, so that nobody comes and goes in
  /// one.
  enum class Phase : std::uint8_t { here, to_come, just_lost, lost, place_taken };
  Phase* phases(const View& view) const;
  /// Adds the first purchases of those who come in this tick.
  void add_first(const View& view, std::uint8_t* occasions) const;
  /// Ends the occasions of those who are lost at one of them.
  void cut_short(const View& view, std::uint8_t* occasions) const;
  void take_quantity(const View& view, Purchases& purchases) const;
  /// The chance of being lost at each purchase; empty where nobody is.
  std::span<const float> chances(const View& view, const Purchases& purchases) const;

  static constexpr std::size_t mean = declaration.parameters.index("mean");
  static constexpr std::size_t shape = declaration.parameters.index("shape");
  static constexpr std::size_t quantity = declaration.parameters.index("quantity");
  static constexpr std::size_t drop_out_a = declaration.parameters.index("drop_out_a");
  static constexpr std::size_t drop_out_b = declaration.parameters.index("drop_out_b");
  static constexpr std::size_t satisfaction_effect = declaration.parameters.index("satisfaction_effect");
  static constexpr std::size_t first_purchase = declaration.parameters.index("first_purchase");
  static constexpr std::size_t arrivals = declaration.parameters.index("arrivals");
  static constexpr std::size_t departures = declaration.parameters.index("departures");
  OwnColumn rate_, drop_out_, phase_;
  ColumnKey satisfaction_;
  OwnTally dropped_out_, moved_away_, arrived_;
};

}  // namespace clientele
