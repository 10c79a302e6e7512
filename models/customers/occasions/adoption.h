#pragma once

#include "models/customers/behaviour.h"

namespace clientele {

/// Adoption: something new is bought once, by its own appeal and because others have it, and replaced when worn out.
///
/// P = 1 - exp(-(p + q F) dt) in a tick of dt years for whoever has none, F the share of adopters among those listened
/// to (`friends` 1) or among everybody (`friends` 0), as they stood after the last tick; with `linear` 1
/// P = min(1, (p + q F) dt), Bass's own equation in steps. Nobody adopts before tick 0. Who has had it for `lifetime`
/// is in the market again until it is replaced. Neglects that owners' experiences and prices change the appeal; a
/// q fitted to sales need not be contagion (Van den Bulte & Lilien 2001).
/// Source: Bass (1969), Management Science 15(5), 215; means of p and q: Sultan, Farley & Lehmann (1990).
class Adoption final : public OccasionRule {
 public:
  static constexpr Declaration declaration{
      .name = "adoption",
      .kind = Kind::occasion,
      .summary = "Something new is bought once, the sooner the more others have it, and replaced when worn out.",
      .evidence = Evidence::established,
      .source = "Bass 1969; Sultan, Farley & Lehmann 1990",
      .reads = {"network", "pace"},
      .parameters = {
          {"innovation", "per year", 0.03, 0.0, 100.0, "p: rate of adoption where nobody has adopted",
           Evidence::established, "Sultan, Farley & Lehmann 1990: mean of 213 estimates", Vary::group},
          {"imitation", "per year", 0.38, 0.0, 100.0, "q: what is added where all others have adopted",
           Evidence::established, "Sultan, Farley & Lehmann 1990: mean of 213 estimates", Vary::group},
          {"friends", "share", 1.0, 0.0, 1.0,
           "weight of those listened to against everybody; without a network everybody counts", Evidence::assumption,
           "assumption", Vary::group},
          {"lifetime", "weeks", 0.0, 0.0, 5200.0, "time after which it is replaced; 0: it lasts", Evidence::assumption,
           "a matter of the market", Vary::customer},
          {"owners", "share", 0.0, 0.0, 1.0, "customers who have one at the start, of any age", Evidence::assumption,
           "a matter of the market", Vary::group},
          {"linear", "1", 0.0, 0.0, 1.0,
           "1: the chance is the rate times the tick, for parameters estimated for steps as long as a tick",
           Evidence::established, "Bass 1969", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  /// Whoever has one is out of the market: the few who are left are not those of the start.
  bool lasts(const Setting&, std::size_t) const override { return false; }
  bool launches() const override { return true; }
  std::string_view arising() const override { return "adopting"; }
  bool reflects() const override { return true; }

  void bind(ColumnRequests& columns) override;
  void start(const View& view) const override;
  void count(const View& view, std::uint8_t* occasions) const override;
  void live(const View& view, Purchases& purchases) const override;
  void reflect(const View& view) const override;

 private:
  /// Who has none, by row.
  std::vector<std::uint32_t> rows_without(const View& view) const;
  /// F of each of some customers.
  std::vector<float> adopted_shares(const View& view, std::span<const std::uint32_t> rows) const;
  float adopted_by_all(const View& view) const;

  static constexpr std::size_t innovation = declaration.parameters.index("innovation");
  static constexpr std::size_t imitation = declaration.parameters.index("imitation");
  static constexpr std::size_t friends = declaration.parameters.index("friends");
  static constexpr std::size_t lifetime = declaration.parameters.index("lifetime");
  static constexpr std::size_t owners = declaration.parameters.index("owners");
  static constexpr std::size_t linear = declaration.parameters.index("linear");
  OwnColumn adopted_, left_;
  OwnTally adopters_, adoptions_;
};

}  // namespace clientele
