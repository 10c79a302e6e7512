#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/own_price.h"
#include "models/draws.h"

namespace clientele {

/// Price: customers mind a price that differs from the base case, each to its own degree.
///
/// dR = beta_i * ln(p / p_base), beta_i lognormal over customers with the mean that gives the elasticity asked for:
/// mean beta = elasticity / price response of the base case (docs/decisions/elasticity.md). Who trusts a brand minds
/// its price less: beta_i * (1 - trust_effect * (T_ib - T_b in the base case)), where somebody keeps `trust`. Neglects
/// what customers remember of prices. Source: Bijmolt, van Heerde & Pieters (2005): -2.62.
class Price final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "price",
      .kind = Kind::rational,
      .summary = "A dearer offer is chosen less, by some customers more than by others.",
      .evidence = Evidence::established,
      .source = "Bijmolt, van Heerde & Pieters 2005",
      .reads = {"price"},
      .parameters = {
          {"elasticity", "percent of volume per percent of price", -2.62, -20.0, 0.0,
           "mean own-price elasticity of the brands, weighted by share", Evidence::established,
           "Bijmolt, van Heerde & Pieters 2005: mean of 1,851 elasticities", Vary::group},
          {"spread", "1", 0.4, 0.0, 2.0, "standard deviation of the log of the price sensitivity over customers",
           Evidence::assumption, "assumption", Vary::group},
          {"trust_effect", "share", 0.3, 0.0, 1.0, "share of the sensitivity that full trust takes away",
           Evidence::assumption, "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  std::optional<std::size_t> elasticity() const override { return wanted; }

  void bind(ColumnRequests& columns) override {
    trust_ = columns.may_read(states::trust);
    sensitivity_ = columns.own({.name = "price_sensitivity",
                                .share = Share::constant,
                                .unit = "1",
                                .meaning = "standard normal score of how much a customer minds prices"});
  }

  /// A score, not the coefficient: an event may change elasticity or spread and everybody keeps their rank.
  void start_constant(const View& view) const override {
    float* scores = view.customers.floats();
    DrawAddress address = view.market.address(draws::sensitivity);
    address.tick = trait_tick;
    draw_normals(address, view.customers.who(), 0, scores);
    Column& column = view.customers.column(sensitivity_);
    for (std::size_t i = 0; i < view.size(); ++i) column.set(view.customers.who()[i], 0, scores[i]);
  }

  /// At base prices the tile is not touched, nor the coefficients worked out.
  void weigh(const View& view, UtilityTile& utility) const override {
    const float* beta = nullptr;
    for (const OfferSlot slot : utility.offers()) {
      const float change = view.market.offers[slot].log_price_change;
      const auto own = own_price_factors(view, slot);
      if (change == 0.0F && own.empty()) continue;
      if (beta == nullptr) beta = coefficients(view);
      const std::span<const float> each = view.customers.has(trust_)
                                              ? trusting(view, beta, view.market.offers[slot].brand)
                                              : std::span<const float>(beta, view.size());
      add_times(utility[slot], each, change);
      // beta * ln(p / p_base) + beta * ln(own p / p)
      if (!own.empty()) add_difference(utility[slot], each, logs(view, own), 0.0F);
    }
  }

  bool knows_money() const override { return true; }
  /// The slope of beta ln p at `price`, with its sign turned: beta is negative and money given away costs utility. For
  /// sums small against the price.
  void weigh_money(const View& view, double price, std::span<float> utility) const override {
    if (price > 0.0) add_times(utility, {coefficients(view), view.size()}, static_cast<float>(-1.0 / price));
  }

 private:
  static constexpr std::size_t wanted = declaration.parameters.index("elasticity");
  static constexpr std::size_t spread = declaration.parameters.index("spread");
  static constexpr std::size_t trust_effect = declaration.parameters.index("trust_effect");

  /// An elasticity is what a market shows, a coefficient what a customer has; the base case finds how many units of the
  /// one come of the other (elasticity / response), with habit, reference prices and the outside option at work. By
  /// segment, as tastes differ by segment.
  const float* coefficients(const View& view) const {
    const auto scores = view.customers.read(sensitivity_);
    const auto elasticities = view.parameter(wanted);
    const auto spreads = view.parameter(spread);
    float* beta = view.customers.floats();
    lognormal_of_mean_one(scores, spreads, {beta, view.size()});
    const auto segment_of = view.customers.group_of();
    const std::vector<float>& response = view.market.price_response;  // empty: the coefficient itself was given
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::size_t segment = segment_of.empty() ? 0 : segment_of[view.customers.who()[i]];
      beta[i] *= response.empty() ? elasticities[i] : elasticities[i] / response[segment];
    }
    return beta;
  }

  /// The coefficients towards a brand that is trusted more or less than usual.
  /// Trust as usual leaves the coefficient as it is, so the elasticity asked for holds in the base case.
  std::span<const float> trusting(const View& view, const float* beta, std::uint32_t brand) const {
    const auto trust = view.customers.read(trust_, brand), effects = view.parameter(trust_effect);
    const float usual = view.market.baseline(trust_, brand);
    const std::span<float> out(view.customers.floats(), view.size());
    for (std::size_t i = 0; i < view.size(); ++i) out[i] = beta[i] * (1.0F - effects[i] * (trust[i] - usual));
    return out;
  }

  ColumnKey trust_;
  OwnColumn sensitivity_;
};

}  // namespace clientele
