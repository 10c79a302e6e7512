#pragma once

#include <vector>

#include "engine/talk/messages.h"
#include "models/customers/behaviour.h"
#include "models/customers/talk/patronage.h"
#include "models/customers/talk/usual.h"
#include "models/draws.h"

namespace clientele {

/// Referrals: satisfied customers send friends, who are no customers of it now, to their brand.
///
/// After a purchase or use with (Sat - usual) / sd_D > `satisfied` a customer refers with probability `rate`; friends
/// hear it in the next tick. Those who are not its customers now, former ones among them, are drawn by `pull` to its
/// offers for `window` weeks, or until they come; the newest referral counts. `referred` counts who came, and
/// `acquisition` notes it as the source of those who are new. That referred customers stay longer is not put in: it can
/// only come from like tastes of friends. Neglects what is paid for a referral. One uniform per purchase.
/// Source: Schmitt, Skiera & Van den Bulte (2011) that referral matters; sizes: assumptions.
class Referral final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "referral",
      .kind = Kind::talk,
      .summary = "Satisfied customers send friends to a brand who are not its customers.",
      .evidence = Evidence::direction,
      .source = "Schmitt, Skiera & Van den Bulte 2011; sizes assumed",
      .reads = {"network"},
      .parameters = {
          {"rate", "share", 0.01, 0.0, 1.0, "purchases or uses of satisfied customers after which they refer friends",
           Evidence::assumption, "assumption: raise it for a referral programme", Vary::group},
          {"satisfied", "sd of surprise", 0.0, -10.0, 10.0, "satisfaction beyond the usual from which they do",
           Evidence::assumption, "assumption", Vary::group},
          {"pull", "utility", 1.0, 0.0, 20.0, "pull of a referral", Evidence::assumption, "assumption", Vary::group},
          {"window", "weeks", 8.0, 0.0, 520.0, "time for which it pulls", Evidence::assumption, "assumption",
           Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }
  /// Without friends nobody hears a referral, though some are made and counted.
  bool needs_network() const override { return true; }
  bool hears() const override { return true; }

  void bind(ColumnRequests& columns) override {
    satisfaction_ = columns.read(states::satisfaction), patronage_.bind(columns, "referral_last_brand");
    referring_ = columns.own({.name = "referring",
                              .store = Store::u32,
                              .sight = Sight::published,
                              .unit = "1",
                              .meaning = "what a customer referred friends to last: stamp of the tick, brand"});
    referred_to_ = columns.own({.name = states::referred_to,
                                .store = Store::u32,
                                .unit = "1",
                                .meaning = "what a customer was referred to last: stamp of the tick, brand"});
    referrals_ = columns.count(
        {.name = "referrals", .per = Per::brand, .unit = "referrals", .meaning = "referrals made by customers"});
    referred_ = columns.count({.name = "referred",
                               .per = Per::brand,
                               .unit = "customers",
                               .meaning = "customers who came to a brand that they were referred to, or came back"});
  }

  /// The stamp of nothing said, by either column: referrals of before the start are not known of.
  void start(const View& view) const override {
    for (const OwnColumn key : {referring_, referred_to_})
      for (const std::uint32_t customer : view.customers.who())
        view.customers.column(key).data<std::uint32_t>()[customer] = Message::nothing;
    patronage_.forget(view);
  }

  /// Only who is no customer listens, and the stamp is that of hearing: the window runs from then on.
  void hear(const View& view) const override {
    if (view.market.network == nullptr) return;
    const auto who = view.customers.who();
    thread_local std::vector<Heard> heard;
    const Column& said = view.customers.column(ColumnKey(referring_));
    hear_friends(said, view.friends(), who, view.market.tick - 1, heard);
    for (const auto& [row, speaker] : heard) {
      const std::uint32_t brand = Message::in(said.data<std::uint32_t>()[speaker]).topic;
      // Of several heard in a tick that of the last friend counts: friends come in an order of their own.
      if (patronage_.of(view, who[row]) != brand + 1)
        view.customers.column(referred_to_).data<std::uint32_t>()[who[row]] =
            Message{brand, 1.0F}.word(view.market.tick);
    }
  }

  /// Lapses by age, without anybody clearing it, and when the brand is bought. Nothing is subtracted as a
  /// baseline: constants hold the shares against what referrals do in the base case.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto pulls = view.parameter(pull);
    const std::uint32_t* referred_to = view.customers.column(ColumnKey(referred_to_)).data<std::uint32_t>();
    // One customer at a time: few are referred.
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::uint32_t customer = view.customers.who()[i], word = referred_to[customer];
      const std::uint32_t brand = Message::in(word).topic;
      if (!pulls_still(view, word) || patronage_.of(view, customer) == brand + 1) continue;
      for (const OfferSlot slot : utility.offers())
        utility[slot][i] += view.market.offers[slot].brand == brand ? pulls[i] : 0.0F;
    }
  }

  /// Who came is looked at before it is noted whose customer everybody is now. One uniform for each purchase, pleased
  /// or not.
  void live(const View& view, Purchases& purchases) const override {
    count_referred(view, purchases);
    patronage_.note(view, purchases);
    const auto rates = view.parameter(rate), from = view.parameter(satisfied);
    const auto satisfaction = view.customers.read_each(satisfaction_, purchases.brand);
    const float usual = usual_satisfaction(view.market, satisfaction_);
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::referral, purchases.occasion), purchases.who, 0, luck);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const bool pleased = satisfaction[i] - usual > from[i] * view.market.surprise_sd;
      if (!pleased || luck[i] >= rates[i] || purchases.brand[i] >= Message::topics) continue;
      view.customers.column(referring_).data<std::uint32_t>()[purchases.who[i]] =
          Message{purchases.brand[i], 1.0F}.word(view.market.tick);
      view.tally.add(referrals_, view.segment(i), purchases.brand[i], 0, 1);
    }
  }

 private:
  bool pulls_still(const View& view, std::uint32_t word) const {
    if (word == Message::nothing) return false;
    const auto age = static_cast<float>(Message::age(word, view.market.tick));
    return age * view.market.weeks_per_tick <= view.values.one(window);
  }

  /// Who buys or uses a brand that it was referred to, having bought or used another last. That referral has done its
  /// work; `acquisition` has seen it before, by the order of behaviours.
  void count_referred(const View& view, const Purchases& purchases) const {
    auto* referred_to = view.customers.column(referred_to_).data<std::uint32_t>();
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      std::uint32_t& word = referred_to[purchases.who[i]];
      if (!pulls_still(view, word) || Message::in(word).topic != purchases.brand[i]) continue;
      if (patronage_.used_last(view, purchases.who[i]) == purchases.brand[i] + 1) continue;
      word = Message::nothing;
      view.tally.add(referred_, view.segment(i), purchases.brand[i], 0, 1);
    }
  }

  static constexpr std::size_t rate = declaration.parameters.index("rate");
  static constexpr std::size_t satisfied = declaration.parameters.index("satisfied");
  static constexpr std::size_t pull = declaration.parameters.index("pull");
  static constexpr std::size_t window = declaration.parameters.index("window");
  ColumnKey satisfaction_;
  Patronage patronage_;
  OwnColumn referring_, referred_to_;
  OwnTally referrals_, referred_;
};

}  // namespace clientele
