#pragma once

#include <algorithm>

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/learning/standard_surprise.h"

namespace clientele {

/// Affect: what a brand has made customers feel pulls them to it or away from it.
///
/// M' = M + k (e - M) after each purchase, e the surprise in sd; k = rise where e > M and fall where e < M, times
/// 1 - peak + peak |e| / E|e|: moments felt strongly stay in mind, the rest is weighed by how late it came. That is
/// peak and end in one number: the strongest moment itself is not kept. Between purchases M fades to its mean, else
/// customers who were once unlucky would stay away for good and the market would shrink. dM = gain (M - mean) / sd.
/// Source: Kahneman et al. (1993) for peak and end; Walker, Skowronski & Thompson (2003) for fading; sizes assumed.
class Affect final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "affect",
      .kind = Kind::emotional,
      .summary = "Surprises leave a liking or a dislike of the brand; bad ones act faster than good ones.",
      .evidence = Evidence::assumption,
      .source = "Kahneman et al. 1993; Walker, Skowronski & Thompson 2003; sizes assumed",
      .parameters = {
          {"gain", "utility per sd", 1.0, 0.0, 10.0, "pull of a brand liked by one standard deviation more",
           Evidence::assumption, "convention: feeling is scaled to sd 1", Vary::group},
          {"rise", "share", 0.15, 0.0, 1.0, "share of the way that a better experience moves affect",
           Evidence::assumption, "assumption", Vary::group},
          {"fall", "share", 0.30, 0.0, 1.0, "share of the way that a worse experience moves affect",
           Evidence::assumption, "assumption", Vary::group},
          {"peak", "share", 0.3, 0.0, 1.0, "how much the strength of an experience counts, beside how recent it is",
           Evidence::direction, "Kahneman et al. 1993: sign", Vary::group},
          {"half_life", "weeks", 52.0, 0.0, 10000.0, "time in which affect fades to a half; 0: never",
           Evidence::direction, "Walker, Skowronski & Thompson 2003: sign", Vary::all},
          {"sd", "1", 0.37, 0.01, 3.0, "standard deviation of affect in the base case, by which it is scaled",
           Evidence::measured, "frequent buyers at these presets; .27 without peak", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    columns.read(states::expectation);
    // Falls are quicker than rises, so affect rests below 0 where nothing happens: results report it from there, and
    // the base case's search begins there. In 16 bits a step is .0001 sd, far below what one surprise does.
    affect_ = columns.own({.name = states::affect,
                           .per = Per::brand,
                           .store = Store::bounded16,
                           .unit = "sd of surprise",
                           .meaning = "liking of a brand, 0 being the usual",
                           .low = -3.0F,
                           .high = 3.0F,
                           .measured = true,
                           .adjusted = true,
                           .baseline = -0.36F,
                           .from_baseline = true});
  }

  /// Each brand at its own mean, also for a customer who has never bought it: what is unknown neither draws nor repels.
  void start(const View& view) const override { view.start_at_baseline(affect_); }

  bool hears() const override { return true; }
  /// Towards the brand's mean in the base case, not towards 0: fading to 0 would lift every brand above where it rests,
  /// and the category with them.
  void hear(const View& view) const override {
    const float weeks = view.values.one(half_life);
    if (weeks <= 0.0F || view.size() == 0) return;
    const float kept = static_cast<float>(math::exp(-math::log(2.0) * view.market.weeks_per_tick / weeks));
    Column& affect = view.customers.column(affect_);
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      // Fades in the codes themselves: customers of a block stand one behind the other.
      auto* codes = affect.data<std::uint16_t>() + brand * affect.item_step() + view.customers.who().front();
      fade_codes({codes, view.size()}, affect.encode(view.market.baseline(affect_, brand)), kept);
    }
  }

  /// Adds nothing in the mean of the base case. The tile is that of feeling, so the customer's weight h is put on
  /// later, once for all behaviours of feeling.
  void weigh(const View& view, UtilityTile& utility) const override {
    const std::span<float> per_unit(view.customers.floats(), view.size());
    set(per_unit, 0.0F);
    add_times(per_unit, view.parameter(gain), 1.0F / view.values.one(sd));
    for (const OfferSlot slot : utility.offers()) {
      const std::uint32_t brand = view.market.offers[slot].brand;
      add_difference(utility[slot], per_unit, view.customers.read(affect_, brand),
                     view.market.baseline(affect_, brand));
    }
  }

  /// The surprise is final here: `onboarding` has weighed it and `expectation` made it. `strength` is 1 in the mean of
  /// a normal surprise, so `peak` changes which moments stay, not how much is felt; at most the whole way is gone, or
  /// affect would overshoot what was felt.
  void live(const View& view, Purchases& purchases) const override {
    const auto rises = view.parameter(rise), falls = view.parameter(fall), peaks = view.parameter(peak);
    const auto felt = view.customers.read_each(affect_, purchases.brand);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const float e = standard_surprise(purchases.surprise[i], view.market.surprise_sd), gap = e - felt[i];
      const float strength = 1.0F + peaks[i] * (per_mean_strength * (e < 0.0F ? -e : e) - 1.0F);
      felt[i] += std::min(1.0F, (gap > 0.0F ? rises[i] : falls[i]) * strength) * gap;
    }
    view.customers.write_each(affect_, purchases.brand, felt);
  }

 private:
  static constexpr std::size_t gain = declaration.parameters.index("gain");
  static constexpr std::size_t rise = declaration.parameters.index("rise");
  static constexpr std::size_t fall = declaration.parameters.index("fall");
  static constexpr std::size_t peak = declaration.parameters.index("peak");
  static constexpr std::size_t half_life = declaration.parameters.index("half_life");
  static constexpr std::size_t sd = declaration.parameters.index("sd");
  static constexpr float per_mean_strength = 1.2533141F;  ///< sqrt(pi / 2): 1 / E|e| of a standard normal
  OwnColumn affect_;
};

}  // namespace clientele
