#pragma once

#include <algorithm>
#include <vector>

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/draws.h"

namespace clientele {

/// Belonging: a club, its rituals and small gestures tie customers to the brand that they bought last.
///
/// B' = B + ritual (club - B)+ at each purchase or use, club the strength of the brand's club; B' = B + gesture (1 - B)
/// when a gesture is received, with the brand's probability per week; B halves in half_life; dM = gain B for the offers
/// of that brand. Buying another brand starts at nothing. Neglects belonging to several brands at a time.
/// Draws one uniform per customer and tick where a brand makes gestures. Source: assumption; the direction after
/// Muniz & O'Guinn (2001) on brand communities.
class Belonging final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "belonging",
      .kind = Kind::emotional,
      .summary = "Clubs, rituals and small gestures tie customers to the brand bought last.",
      .evidence = Evidence::assumption,
      .source = "Muniz & O'Guinn 2001 for the direction; sizes assumed",
      .reads = {"club", "gestures", "gesture_cost"},
      .parameters = {
          {"gain", "utility", 1.0, 0.0, 100.0, "pull of a brand to which a customer belongs wholly",
           Evidence::assumption, "assumption", Vary::group},
          {"ritual", "share", 0.2, 0.0, 1.0, "share of the way to the club's strength that a purchase or use makes",
           Evidence::assumption, "assumption", Vary::group},
          {"gesture", "share", 0.3, 0.0, 1.0, "share of the way to whole belonging that a gesture makes",
           Evidence::assumption, "assumption", Vary::group},
          {"half_life", "weeks", 12.0, 0.1, 10000.0, "time in which belonging fades to a half", Evidence::assumption,
           "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    to_ = columns.own({.name = "belongs_to",
                       .store = Store::u16,
                       .unit = "1",
                       .meaning = "position of the brand bought last + 1; 0: none"});
    belonging_ = columns.own({.name = "belonging",
                              .store = Store::bounded16,
                              .unit = "1",
                              .meaning = "how much a customer belongs to the brand bought last, 0 to 1",
                              .measured = true});
    gestures_ = columns.count({.name = counts::gestures,
                               .per = Per::brand,
                               .unit = "gestures",
                               .meaning = "small gestures made to customers of a brand"});
  }

  /// Nobody belongs at first, newcomers included: customers of the base case's clubs come to it in the burn-in.
  void start(const View& view) const override {
    view.start_at(to_, 0.0F);
    view.start_at(belonging_, 0.0F);
  }

  /// Levels, not changes: constants hold base shares against the clubs that the base case has.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto gains = view.parameter(gain);
    const auto belonging = view.customers.read(belonging_);
    const std::uint16_t* to = view.customers.column(ColumnKey(to_)).data<std::uint16_t>();
    const std::span<float> pull(view.customers.floats(), view.size()), own(view.customers.floats(), view.size());
    for (std::size_t i = 0; i < view.size(); ++i) {
      pull[i] = gains[i] * belonging[i];
      own[i] = static_cast<float>(to[view.customers.who()[i]]);
    }
    for (const OfferSlot slot : utility.offers())
      add_where(utility[slot], pull, own, static_cast<float>(view.market.offers[slot].brand + 1));
  }

  /// A club weaker than the belonging so far takes nothing away: rituals only add, time alone fades them.
  void live(const View& view, Purchases& purchases) const override {
    const auto rituals = view.parameter(ritual);
    const auto belonging = view.customers.read(belonging_);
    std::uint16_t* to = view.customers.column(to_).data<std::uint16_t>();
    const std::span<float> clubs(view.customers.scratch().take(view.market.brands), view.market.brands);
    for (std::size_t b = 0; b < clubs.size(); ++b) clubs[b] = static_cast<float>(view.market.brand[b].now.club);
    const std::span<float> after(view.customers.floats(), purchases.size());
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const std::uint32_t brand = purchases.brand[i];
      const float so_far = to[purchases.who[i]] == brand + 1 ? belonging[i] : 0.0F;
      to[purchases.who[i]] = static_cast<std::uint16_t>(brand + 1);
      after[i] = so_far + rituals[i] * std::max(0.0F, clubs[brand] - so_far);
    }
    view.customers.write(belonging_, 0, after);
  }

  bool reflects() const override { return true; }
  /// After purchases, so that a gesture goes to whoever the brand's customer is by then. Fading comes first: a gesture
  /// received in a tick is whole at its end, whatever the tick's length.
  void reflect(const View& view) const override {
    const double weeks = view.market.weeks_per_tick;
    const auto kept = static_cast<float>(math::exp(-math::log(2.0) * weeks / view.values.one(half_life)));
    const std::span<float> after(view.customers.floats(), view.size());
    fade(view.customers.read(belonging_), 0.0F, kept, after);
    make_gestures(view, after);
    view.customers.write(belonging_, 0, after);
  }

 private:
  static constexpr std::size_t gain = declaration.parameters.index("gain");
  static constexpr std::size_t ritual = declaration.parameters.index("ritual");
  static constexpr std::size_t gesture = declaration.parameters.index("gesture");
  static constexpr std::size_t half_life = declaration.parameters.index("half_life");

  /// At most one gesture a customer and tick, with the probability of at least one in its weeks: with ticks of many
  /// weeks fewer are made than per week. Each is counted, as the firm pays for it.
  void make_gestures(const View& view, std::span<float> belonging) const {
    std::vector<float> chance(view.market.brands + 1);  // by the brand's position + 1
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand)
      chance[brand + 1] =
          static_cast<float>(1.0 - math::pow(1.0 - view.market.brand[brand].now.gestures, view.market.weeks_per_tick));
    if (std::ranges::none_of(chance, [](float p) { return p > 0.0F; })) return;
    const auto gains = view.parameter(gesture);
    const std::uint16_t* to = view.customers.column(ColumnKey(to_)).data<std::uint16_t>();
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::gestures), view.customers.who(), 0, luck);
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::uint32_t own = to[view.customers.who()[i]];
      // Who belongs to no brand has the chance at position 0, which stays none.
      if (luck[i] >= chance[own]) continue;
      belonging[i] += gains[i] * (1.0F - belonging[i]);
      view.tally.add(gestures_, view.segment(i), own - 1, 0, 1);
    }
  }

  OwnColumn to_, belonging_;
  OwnTally gestures_;
};

}  // namespace clientele
