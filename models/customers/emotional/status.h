#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/draws.h"

namespace clientele {

/// Status: some customers care for what owning a brand says to others.
///
/// dM = weight * s_i * standing_b, s_i lognormal over customers with mean one: a few care much. Part of what customers
/// are, so the base case has its seekers of status already. Neglects that standing falls when everybody has it.
/// Source: assumption; the direction after Veblen (1899) and Han, Nunes & Dreze (2010).
class Status final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "status",
      .kind = Kind::emotional,
      .summary = "Some customers care for what owning a brand says to others.",
      .evidence = Evidence::assumption,
      .source = "Han, Nunes & Dreze 2010 for the direction; sizes assumed",
      .reads = {"standing"},
      .parameters = {
          {"weight", "utility per standing", 1.0, 0.0, 100.0, "mean pull of a brand of full standing",
           Evidence::assumption, "assumption", Vary::group},
          {"spread", "1", 0.8, 0.0, 3.0, "standard deviation of the log of how much customers care",
           Evidence::assumption, "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::steady; }

  void bind(ColumnRequests& columns) override {
    seeking_ = columns.own({.name = "status_seeking",
                            .store = Store::bounded16,
                            .share = Share::constant,
                            .unit = "1",
                            .meaning = "standard normal score of how much a customer cares for standing",
                            .low = -6.5F,
                            .high = 6.5F});
  }

  /// A score and not the weight itself is kept, so that `spread` may change in an event and leave everybody's rank.
  void start_constant(const View& view) const override {
    const std::span<float> scores(view.customers.floats(), view.size());
    DrawAddress address = view.market.address(draws::status_seeking);
    address.tick = trait_tick;
    draw_normals(address, view.customers.who(), 0, scores.data());
    view.customers.write(seeking_, 0, scores);
  }

  /// Levels of standing, the same in every tick: base probabilities hold them, so `habit` measures from them too.
  void weigh(const View& view, UtilityTile& utility) const override {
    const float* seeking = nullptr;
    for (const OfferSlot slot : utility.offers()) {
      const double standing = view.market.brand[view.market.offers[slot].brand].now.standing;
      if (standing == 0.0) continue;
      // Exponentials are asked for once a tile, and not at all where no brand has standing.
      if (seeking == nullptr) seeking = how_much(view);
      add_times(utility[slot], {seeking, view.size()}, static_cast<float>(standing));
    }
  }

 private:
  static constexpr std::size_t weight = declaration.parameters.index("weight");
  static constexpr std::size_t spread = declaration.parameters.index("spread");

  /// Mean one whatever the spread: a wider one makes a few care more and most less, and leaves the mean pull as it is.
  const float* how_much(const View& view) const {
    const auto weights = view.parameter(weight);
    float* seeking = view.customers.floats();
    lognormal_of_mean_one(view.customers.read(seeking_), view.parameter(spread), {seeking, view.size()});
    for (std::size_t i = 0; i < view.size(); ++i) seeking[i] *= weights[i];
    return seeking;
  }

  OwnColumn seeking_;
};

}  // namespace clientele
