#pragma once

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/draws.h"

namespace clientele {

/// Mood: on some days customers go more by their feelings, and buy more readily, than on others.
///
/// m' = r m + sqrt(1 - r^2) z each tick, r = 2^(-weeks / half_life), z a normal draw; m has mean zero and sd one and is
/// kept within -3 and 3. All that feeling says so far is multiplied by 1 + heed m, which is m on the weight of
/// feeling; dM = lift m for every offer, against buying nothing. Both have mean zero: mood is nobody's doing.
/// A customer's mood is the same in all needs. Acts after all other behaviours of feeling. Draws one normal per tick.
/// Source: Schwarz & Clore (1983) for lift, Bless et al. (1996) for heed; sizes are assumptions.
class Mood final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "mood",
      .kind = Kind::emotional,
      .summary = "In a good mood customers go more by feeling and buy more readily; moods come and go.",
      .evidence = Evidence::assumption,
      .source = "Schwarz & Clore 1983; Bless et al. 1996; sizes assumed",
      .parameters = {
          {"lift", "utility per sd", 0.2, 0.0, 10.0, "pull of every offer in a mood one sd better",
           Evidence::assumption, "assumption", Vary::group},
          {"heed", "share", 0.1, 0.0, 0.3, "how much more feeling counts in a mood one sd better", Evidence::assumption,
           "assumption", Vary::group},
          {"half_life", "weeks", 1.0, 0.01, 1000.0, "time in which a mood fades to a half", Evidence::assumption,
           "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    mood_ = columns.own({.name = "mood",
                         .store = Store::bounded16,
                         .unit = "sd",
                         .meaning = "mood of a customer, from -3 to 3",
                         .low = -3.0F,
                         .high = 3.0F,
                         .measured = true});
  }

  /// From the distribution in which moods rest, so that the first ticks are like all others. One normal a customer.
  void start(const View& view) const override {
    const std::span<float> moods(view.customers.floats(), view.size());
    DrawAddress address = luck(view);
    // Apart from the luck of all ticks: the first news is not the mood that one starts with.
    address.tick = trait_tick;
    draw_normals(address, view.customers.who(), 0, moods.data());
    view.customers.write(mood_, 0, moods);
  }

  bool hears() const override { return true; }
  /// The news is scaled so that the variance stays one for any length of a tick; the bounds of the column cut what lies
  /// beyond three sd.
  void hear(const View& view) const override {
    const double weeks = view.market.weeks_per_tick;
    const double kept = math::exp(-math::log(2.0) * weeks / view.values.one(half_life));
    const std::span<float> moods(view.customers.floats(), view.size());
    fade(view.customers.read(mood_), 0.0F, static_cast<float>(kept), moods);
    float* news = view.customers.floats();
    draw_normals(luck(view), view.customers.who(), 0, news);
    add_times(moods, {news, view.size()}, static_cast<float>(math::sqrt(1.0 - kept * kept)));
    view.customers.write(mood_, 0, moods);
  }

  /// Multiplies what the tile of feeling holds so far: right only as the last of its kind in the list of
  /// behaviours.cpp. Needs of one customer share luck, hence mood, unless their half-lives differ.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto lifts = view.parameter(lift), heeds = view.parameter(heed);
    const auto moods = view.customers.read(mood_);
    for (const OfferSlot slot : utility.offers()) {
      const auto u = utility[slot];
      for (std::size_t i = 0; i < view.size(); ++i) u[i] += moods[i] * (heeds[i] * u[i] + lifts[i]);
    }
  }

 private:
  static constexpr std::size_t lift = declaration.parameters.index("lift");
  static constexpr std::size_t heed = declaration.parameters.index("heed");
  static constexpr std::size_t half_life = declaration.parameters.index("half_life");

  /// Without the need in the address: the mood is the customer's.
  static DrawAddress luck(const View& view) {
    DrawAddress address = view.market.address(draws::mood);
    address.purpose = purpose(Actor::customer, draws::mood);
    return address;
  }

  OwnColumn mood_;
};

}  // namespace clientele
