#pragma once

#include <algorithm>
#include <vector>

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"
#include "models/customers/consideration/membership.h"
#include "models/customers/kernels.h"
#include "models/customers/talk/usual.h"
#include "models/draws.h"

namespace clientele {

/// Reviews: strangers read what customers wrote, who are mostly the delighted and the angry.
///
/// After a purchase or use a customer would give 1 to 5 stars, middle + ((Sat - usual) / sd_D + severity noise) / step,
/// rounded; who would give 5 or 1 writes with probability `rate`, others with `quiet` of that. With n reviews per
/// customer recalled of a brand (they fade to a half in 13 weeks) and their mean m, both with `prior` reviews of three
/// stars added, its standing is valence ln m + volume ln n. Who reads (`reading` per week) takes over the standing of
/// every brand not won yet (see `acquisition`) into `reputation`; own purchases replace it by the base mean. V +=
/// reputation - base mean, whatever the weight of feeling: its own road beside `expectation`, since elasticities are of
/// sales. Neglects fakes, and texts. One uniform and one normal per purchase, one uniform per customer and tick.
/// Source: You, Vadakkepatil & Joshi (2015): elasticities; Hu, Zhang & Pavlou (2009): the shape.
class Reviews final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "reviews",
      .kind = Kind::talk,
      .summary = "The delighted and the angry write reviews, which strangers read.",
      .evidence = Evidence::direction,
      .source = "You, Vadakkepatil & Joshi 2015; Hu, Zhang & Pavlou 2009",
      .parameters = {
          {"rate", "share", 0.02, 0.0, 1.0, "purchases or uses of the delighted and the angry that they review",
           Evidence::assumption, "assumption", Vary::group},
          {"quiet", "share", 0.03, 0.0, 1.0, "how much less likely the others are to write: a factor",
           Evidence::assumption, "Hu, Zhang & Pavlou 2009 for the shape", Vary::group},
          {"middle", "stars", 3.7, 1.0, 5.0, "stars for the usual satisfaction", Evidence::assumption, "assumption",
           Vary::group},
          {"step", "sd of surprise", 0.55, 0.01, 100.0, "satisfaction that is worth a star", Evidence::assumption,
           "assumption", Vary::group},
          {"severity", "sd of surprise", 0.5, 0.0, 100.0, "how differently customers judge the same",
           Evidence::assumption, "assumption", Vary::group},
          {"valence", "1", 0.417, 0.0, 10.0, "elasticity to the mean of stars", Evidence::established,
           "You, Vadakkepatil & Joshi 2015", Vary::all},
          {"volume", "1", 0.236, 0.0, 10.0, "elasticity to the number of reviews", Evidence::established,
           "You, Vadakkepatil & Joshi 2015", Vary::all},
          {"reading", "share", 0.1, 0.0, 1.0, "customers who read reviews in a week", Evidence::assumption,
           "assumption", Vary::group},
          {"prior", "reviews per customer", 0.001, 0.000001, 1.0, "reviews of three stars that readers begin with",
           Evidence::assumption, "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }
  bool hears() const override { return true; }

  void bind(ColumnRequests& columns) override {
    satisfaction_ = columns.read(states::satisfaction);
    source_ = columns.may_read(states::source);
    reputation_ = columns.own({.name = states::reputation,
                               .per = Per::brand,
                               .store = Store::bounded16,
                               .unit = "utility",
                               .meaning = "what a customer has read of a brand",
                               .low = -4.0F,
                               .high = 2.0F,
                               .measured = true,
                               .adjusted = true});
    written_ = columns.count({.name = counts::reviews,
                              .per = Per::brand,
                              .levels = most_stars,
                              .unit = "reviews",
                              .meaning = "reviews written of a brand, by stars",
                              .half_life = 13.0,
                              .level_names = stars});
  }

  void start(const View& view) const override { view.start_at_baseline(reputation_); }

  /// Readers take over what all reviews together say, each brand as it stands after the last tick; between readings
  /// they keep what they read. One uniform a customer and tick, the same for all brands: who reads, reads of every
  /// brand.
  void hear(const View& view) const override {
    const auto weekly = view.parameter(reading);
    const std::vector<float> now = standing(view);
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::reading), view.customers.who(), 0, luck);
    Column& reputation = view.customers.column(reputation_);
    const bool knows = view.customers.has(source_);
    float known = -1.0F, share = 0.0F;
    for (std::size_t i = 0; i < view.size(); ++i) {
      // Neighbours mostly share the rate, so its chance within a tick is worked out once for a run of them.
      if (weekly[i] != known) known = weekly[i], share = within_tick(known, view.market.weeks_per_tick);
      if (luck[i] >= share) continue;
      const std::uint32_t customer = view.customers.who()[i];
      for (std::uint32_t brand = 0; brand < view.market.brands; ++brand)
        if (!knows || view.customers.column(source_).get(customer, brand) == 0.0F)
          reputation.set(customer, brand, now[brand]);
    }
  }

  void weigh(const View& view, UtilityTile& utility) const override {
    for (const OfferSlot slot : utility.offers()) {
      const std::uint32_t brand = view.market.offers[slot].brand;
      add_difference(utility[slot], view.customers.read(reputation_, brand), view.market.baseline(reputation_, brand));
    }
  }

  /// Own experience ends what was read of the brand: it acts through `expectation` from now on, and would count twice.
  /// Luck of writing and the reviewer's severity are words 0 and 1 of one address. Stars are rounded by cutting off,
  /// hence the half.
  void live(const View& view, Purchases& purchases) const override {
    const auto rates = view.parameter(rate), shy = view.parameter(quiet), usual_stars = view.parameter(middle);
    const auto steps = view.parameter(step), spread = view.parameter(severity);
    const auto satisfaction = view.customers.read_each(satisfaction_, purchases.brand);
    const float usual = usual_satisfaction(view.market, satisfaction_);
    float *luck = view.customers.floats(), *mind = view.customers.floats();
    draw_uniforms(view.market.address(draws::review, purchases.occasion), purchases.who, 0, luck);
    draw_normals(view.market.address(draws::review, purchases.occasion), purchases.who, 1, mind);
    Column& reputation = view.customers.column(reputation_);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const std::uint32_t brand = purchases.brand[i];
      reputation.set(purchases.who[i], brand, view.market.baseline(reputation_, brand));
      const float opinion = (satisfaction[i] - usual) / view.market.surprise_sd + spread[i] * mind[i];
      const float given = std::clamp(usual_stars[i] + opinion / steps[i], 1.0F, 5.0F) + 0.5F;
      const auto level = static_cast<std::size_t>(given) - 1;
      const bool strong = level == 0 || level == most_stars - 1;
      if (luck[i] < rates[i] * (strong ? 1.0F : shy[i])) view.tally.add(written_, view.segment(i), brand, level, 1);
    }
  }

 private:
  static constexpr std::uint32_t most_stars = 5;
  static constexpr std::string_view stars[] = {"1 star", "2 stars", "3 stars", "4 stars", "5 stars"};

  /// What a reader takes from the reviews, by brand, in utility.
  /// Per customer, so that the number of simulated customers does not show. The prior keeps the logarithms finite where
  /// nobody has written and lets the first few reviews move readers little.
  std::vector<float> standing(const View& view) const {
    std::vector<float> now;
    const auto believed = static_cast<double>(view.values.one(prior));
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      double count = believed, sum = 3.0 * believed;
      for (std::uint32_t level = 0; level < most_stars; ++level) {
        const double per_customer =
            view.market.recalled(written_, brand, level) / static_cast<double>(view.market.customers);
        count += per_customer, sum += (level + 1.0) * per_customer;
      }
      now.push_back(static_cast<float>(static_cast<double>(view.values.one(valence)) * math::log(sum / count) +
                                       static_cast<double>(view.values.one(volume)) * math::log(count)));
    }
    return now;
  }

  static constexpr std::size_t rate = declaration.parameters.index("rate");
  static constexpr std::size_t quiet = declaration.parameters.index("quiet");
  static constexpr std::size_t middle = declaration.parameters.index("middle");
  static constexpr std::size_t step = declaration.parameters.index("step");
  static constexpr std::size_t severity = declaration.parameters.index("severity");
  static constexpr std::size_t valence = declaration.parameters.index("valence");
  static constexpr std::size_t volume = declaration.parameters.index("volume");
  static constexpr std::size_t reading = declaration.parameters.index("reading");
  static constexpr std::size_t prior = declaration.parameters.index("prior");
  ColumnKey satisfaction_, source_;
  OwnColumn reputation_;
  OwnTally written_;
};

}  // namespace clientele
