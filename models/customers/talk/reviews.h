#pragma once

#include <algorithm>
#include <vector>

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/talk/patronage.h"
#include "models/customers/talk/usual.h"
#include "models/draws.h"

namespace clientele {

/// Reviews: who chooses a brand without being its customer reads what customers wrote, mostly the delighted and the
/// angry.
///
/// After a purchase or use a customer would give 1 to 5 stars, middle + ((Sat - usual) / sd_D + severity noise) / step,
/// rounded; who would give 5 or 1 writes with probability `rate`, others with `quiet` of that. With n reviews per
/// customer recalled of a brand (they fade to a half in 13 weeks) and their mean m, both with `prior` reviews of three
/// stars added, everybody who chooses reads of the brands that it neither holds nor bought last, former customers too:
/// V += (valence ln m + volume ln n) / r - its mean in the base case, whatever the weight of feeling.
/// `valence` and `volume` are elasticities of sales, so r is what a unit of utility for all who read of a brand does to
/// ln of its sales in the base case, sum over brands j of p_ij (1 - (1 - s0) p_ij) but that of the own one, in the mean
/// over customers (p of the other brands alone where the own one is held and left). Before habit and talk make more of
/// it. Neglects fakes, and texts. One uniform and one normal per purchase.
/// Source: You, Vadakkepatil & Joshi (2015): elasticities; Hu, Zhang & Pavlou (2009): the shape.
class Reviews final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "reviews",
      .kind = Kind::talk,
      .summary =
          "The delighted and the angry write reviews, which are read by who chooses and is no customer of the brand.",
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
          {"valence", "1", 0.417, 0.0, 10.0, "elasticity of a brand's sales to the mean of its stars",
           Evidence::established, "You, Vadakkepatil & Joshi 2015", Vary::all},
          {"volume", "1", 0.236, 0.0, 10.0, "elasticity of a brand's sales to the number of its reviews",
           Evidence::established, "You, Vadakkepatil & Joshi 2015", Vary::all},
          {"prior", "reviews per customer", 0.001, 0.000001, 1.0, "reviews of three stars that readers begin with",
           Evidence::assumption, "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }
  bool hears() const override { return true; }

  void bind(ColumnRequests& columns) override {
    satisfaction_ = columns.read(states::satisfaction), base_ = columns.read(states::base_probability);
    patronage_.bind(columns, "reviews_last_brand");
    reputation_ = columns.own({.name = states::reputation,
                               .per = Per::brand,
                               .store = Store::bounded16,
                               .unit = "utility",
                               .meaning = "what a customer reads of a brand",
                               .low = -12.0F,
                               .high = 8.0F,
                               .measured = true,
                               .adjusted = true});
    room_ = columns.own({.name = "reviews_room",
                         .store = Store::bounded16,
                         .unit = "1",
                         .meaning = "how much reviews of other brands could move what a customer buys",
                         .adjusted = true,
                         .baseline = 0.4F});
    written_ = columns.count({.name = counts::reviews,
                              .per = Per::brand,
                              .levels = most_stars,
                              .unit = "reviews",
                              .meaning = "reviews written of a brand, by stars",
                              .half_life = 13.0,
                              .level_names = stars});
  }

  void start(const View& view) const override {
    view.start_at_baseline(reputation_);
    patronage_.forget(view);
    for (const std::uint32_t customer : view.customers.who())
      view.customers.column(room_).set(customer, 0, room(view, customer, 0));
  }

  /// Everybody stands ready to read, as nobody knows yet who chooses in this tick: each brand as it stands after the
  /// last one. Of the brand whose customer one is the base mean, which says nothing: there own experience speaks,
  /// through `expectation`, and what others wrote would count beside it.
  void hear(const View& view) const override {
    const std::vector<float> now = standing(view);
    std::vector<std::uint32_t>& own = view.customers.scratch().ids();
    own.resize(view.size());
    for (std::size_t i = 0; i < view.size(); ++i) own[i] = patronage_.of(view, view.customers.who()[i]);
    float* read = view.customers.floats();
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      const float silence = view.market.baseline(reputation_, brand);
      for (std::size_t i = 0; i < view.size(); ++i) read[i] = own[i] == brand + 1 ? silence : now[brand];
      view.customers.write(reputation_, brand, {read, view.size()});
    }
  }

  void weigh(const View& view, UtilityTile& utility) const override {
    for (const OfferSlot slot : utility.offers()) {
      const std::uint32_t brand = view.market.offers[slot].brand;
      add_difference(utility[slot], view.customers.read(reputation_, brand), view.market.baseline(reputation_, brand));
    }
  }

  /// Luck of writing and the reviewer's severity are words 0 and 1 of one address. Stars are rounded by cutting off,
  /// hence the half.
  void live(const View& view, Purchases& purchases) const override {
    const auto rates = view.parameter(rate), shy = view.parameter(quiet), usual_stars = view.parameter(middle);
    const auto steps = view.parameter(step), spread = view.parameter(severity);
    const auto satisfaction = view.customers.read_each(satisfaction_, purchases.brand);
    const float usual = usual_satisfaction(view.market, satisfaction_);
    note_rooms(view, purchases);
    float *luck = view.customers.floats(), *mind = view.customers.floats();
    draw_uniforms(view.market.address(draws::review, purchases.occasion), purchases.who, 0, luck);
    draw_normals(view.market.address(draws::review, purchases.occasion), purchases.who, 1, mind);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const std::uint32_t brand = purchases.brand[i];
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

  /// Below it hardly anybody is left to be won, and no utility would give the elasticity.
  static constexpr double least_room = 0.02;

  /// What a unit of utility for each of the brands that a customer of `own` (position + 1) reads of does to ln of their
  /// sales, by its part in them: the slope of a logit, weighted by what it buys.
  float room(const View& view, std::uint32_t customer, std::uint32_t own) const {
    const Column& base = view.customers.column(base_);
    const bool leaves = patronage_.is_held(view) && own > 0;
    const float others = leaves ? 1.0F - base.get(customer, own - 1) : 1.0F;
    if (others <= 0.0F) return 0.0F;
    const OutsideOption& nothing = view.market.nothing;
    const bool goes_without = nothing.kind == OutsideOption::Kind::own_inclusive;
    const float buys = goes_without ? static_cast<float>(1.0 - nothing.share) : 1.0F;
    float sum = 0.0F;
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      const float p = brand + 1 == own ? 0.0F : base.get(customer, brand) / others;
      sum += p * (1.0F - buys * p);
    }
    return sum;
  }

  /// Of those who have come to another brand: for all others nothing changes.
  void note_rooms(const View& view, const Purchases& purchases) const {
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const std::uint32_t customer = purchases.who[i], own = purchases.brand[i] + 1;
      if (patronage_.used_last(view, customer) != own)
        view.customers.column(room_).set(customer, 0, room(view, customer, own));
    }
    patronage_.note(view, purchases);
  }

  /// What a reader takes from the reviews, by brand, in utility: elasticities over the response of sales to it.
  /// Per customer, so that the number of simulated customers does not show. The prior keeps the logarithms finite where
  /// nobody has written and lets the first few reviews move readers little.
  std::vector<float> standing(const View& view) const {
    std::vector<float> now;
    const auto believed = static_cast<double>(view.values.one(prior));
    const double response = std::max(least_room, static_cast<double>(view.market.baseline(room_)));
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      double count = believed, sum = 3.0 * believed;
      for (std::uint32_t level = 0; level < most_stars; ++level) {
        const double per_customer =
            view.market.recalled(written_, brand, level) / static_cast<double>(view.market.customers);
        count += per_customer, sum += (level + 1.0) * per_customer;
      }
      const double wanted = static_cast<double>(view.values.one(valence)) * math::log(sum / count) +
                            static_cast<double>(view.values.one(volume)) * math::log(count);
      now.push_back(static_cast<float>(wanted / response));
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
  static constexpr std::size_t prior = declaration.parameters.index("prior");
  ColumnKey satisfaction_, base_;
  Patronage patronage_;
  OwnColumn reputation_, room_;
  OwnTally written_;
};

}  // namespace clientele
