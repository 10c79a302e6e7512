#pragma once

#include <optional>
#include <vector>

#include "models/customers/behaviour.h"

namespace clientele {

/// Contracts: customers use what they hold until, at a renewal date, they end it and go to market.
///
/// theta_i ~ Beta(alpha, beta) per `churn_period`; at each date, every `renewal` weeks, a contract ends with
/// 1 - (1 - theta_i)^((renewal / churn_period) exp(-g1 (Sat - Sat_base) - cost + g3 (own - mean) log price change)).
/// Who ends it leaves the category (`leave_category`) or chooses among the offers of other brands, so that a brand's
/// cohorts follow the shifted beta-geometric law; with `may_return` its own brand stays in the race. The old contract
/// runs on for `notice`. Those without one look for one at the rate `joining`. At the start customers hold what they
/// would in the long run, given their tastes, with dates spread evenly. Where nobody may return, no brand can keep more
/// than half of the market, since no more come to it than the others lose.
/// Neglects that the inclination to leave changes with age, and contracts that end before their date.
/// Source: Fader & Hardie (2007), Journal of Interactive Marketing 21(1), 76.
class Contract final : public OccasionRule {
 public:
  static constexpr Declaration declaration{
      .name = "contract",
      .kind = Kind::occasion,
      .summary = "Customers use what they hold until, at a renewal date, they end it and go to market.",
      .evidence = Evidence::established,
      .source = "Fader & Hardie 2007",
      .reads = {"price"},
      .parameters = {
          {"churn_alpha", "1", 0.7041, 0.01, 1000.0, "first shape of the Beta of churn per churn period",
           Evidence::measured, "Fader & Hardie 2007: Regular .7041, High End .6681", Vary::group},
          {"churn_beta", "1", 1.182, 0.01, 1000.0, "second shape of the Beta of churn per churn period",
           Evidence::measured, "Fader & Hardie 2007: Regular 1.1820, High End 3.8061", Vary::group},
          {"churn_period", "weeks", 52.0, 0.1, 5200.0, "time that churn is counted over", Evidence::measured,
           "Fader & Hardie 2007: years", Vary::all},
          {"renewal", "weeks", 52.0, 0.1, 1200.0, "time from one renewal date to the next", Evidence::assumption,
           "a matter of the market", Vary::group},
          {"satisfaction_effect", "per unit of satisfaction", 2.0, 0.0, 50.0,
           "how much satisfaction keeps customers from leaving", Evidence::assumption, "assumption", Vary::group},
          {"switching_cost", "1", 0.0, -20.0, 20.0,
           "what binds customers more than in the base case: the log of how much less they are inclined to leave",
           Evidence::assumption, "assumption", Vary::group},
          {"price_effect", "per log price", 1.0, 0.0, 50.0,
           "how much a rise of the own price over that of the market makes customers leave", Evidence::assumption,
           "assumption", Vary::group},
          {"leave_category", "share", 0.0, 0.0, 1.0, "of those who end a contract, who want none any more",
           Evidence::assumption, "a matter of the market", Vary::group},
          {"may_return", "share", 0.0, 0.0, 1.0, "of those who go to market, who consider their own brand again",
           Evidence::assumption, "0 keeps the shifted beta-geometric law by brand", Vary::group},
          {"joining", "per week", 0.02, 0.0, 50.0, "rate at which those without a contract look for one",
           Evidence::assumption, "assumption", Vary::group},
          {"notice", "weeks", 0.0, 0.0, 520.0, "time from the decision until the old contract ends",
           Evidence::assumption, "a matter of the market", Vary::all},
          {"joined_at_start", "share", 0.0, 0.0, 1.0, "customers whose contract begins with the first tick lived",
           Evidence::assumption, "a matter of the market", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  bool lasts(const Setting& setting, std::size_t segments) const override;
  Turnover turnover(const Setting& setting, std::size_t segments) const override;
  void open_choice(Setting& setting) const override;
  std::string_view arising() const override { return "looking"; }
  AtBase at_base() const override { return AtBase::moving; }
  bool hears() const override { return true; }
  bool reflects() const override { return true; }
  bool concludes() const override { return true; }
  std::optional<ColumnKey> held() const override { return held_; }
  std::span<const std::string_view> reasons() const override;
  std::uint8_t ended_by(const Columns& evolving, std::uint32_t customer) const override;

  void bind(ColumnRequests& columns) override;
  void start_constant(const View& view) const override;
  void start(const View& view) const override;
  void hear(const View& view) const override;
  void count(const View& view, std::uint8_t* occasions) const override;
  void weigh(const View& view, UtilityTile& utility) const override;
  void conclude(const View& view, const Decisions& decisions) const override;
  void reflect(const View& view) const override;

 private:
  /// What a tick brings to a customer: found in `hear`, done by its end.
  /// Kept in a column between the passes: a behaviour remembers nothing itself, and another thread may live the block.
  enum class Plan : std::uint8_t { none, other_brand, any_brand, leave, renew };
  struct State;
  State state(const View& view) const;
  /// How much more likely than usual a customer ends a contract, by what moves it: parts of the log of the power by
  /// which (1 - theta) is raised.
  /// Added in the exponent, so that each part multiplies the hazard and their order does not matter.
  struct Inclination {
    float periods = 1.0F;  ///< length of the contract in churn periods
    float satisfaction = 0.0F, price = 0.0F, cost = 0.0F;
    float power() const;
  };
  std::vector<Inclination> inclinations(const View& view, std::span<const std::uint32_t> rows) const;
  static void leave(const State& state, std::uint32_t customer, std::uint16_t notice);
  void renew(const View& view, const State& state, std::span<const std::uint32_t> rows) const;
  void seek(const View& view, const State& state, std::span<const std::uint32_t> rows) const;
  std::uint16_t renewal_ticks(const View& view, float weeks) const;
  std::uint16_t notice_ticks(const View& view) const;

  static consteval std::size_t at(std::string_view name) { return declaration.parameters.index(name); }
  OwnColumn churn_, held_, next_, left_, plan_, why_;
  ColumnKey base_, satisfaction_;
  OwnTally joined_, renewed_, switched_, gone_;
};

}  // namespace clientele
