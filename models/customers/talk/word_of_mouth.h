#pragma once

#include <algorithm>
#include <vector>

#include "engine/math/exact.h"
#include "engine/math/real.h"
#include "engine/talk/messages.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/talk/usual.h"
#include "models/draws.h"

namespace clientele {

/// Word of mouth: customers tell those who listen to them what they have just lived.
///
/// After a purchase or use, with d = (Sat - usual) / sd_D + lenience, a customer speaks with probability
/// rate (quiet + (1 - quiet) (d / strong)^2), valence v = d / strong within -1 and 1: U-shaped, and praise outnumbers
/// blame 3 : 1 because people are lenient. One message a tick, the last. Who was betrayed also speaks ill of that brand
/// with probability revenge R per week. A listener's told' = kept told + praise v (1 - p), or + blame v p, p the own
/// base probability of the brand, less commitment times the strongest habit, within the cap; it fades by half_life. V
/// += told - its mean in the base case, whatever the weight of feeling: the sizes are of choices, not of feelings.
/// Neglects who is believed more, and what is passed on. One uniform per purchase, one per betrayed customer and tick.
/// Source: East, Hammond & Wright (2007): 3 : 1; East, Hammond & Lomax (2008): headroom, sizes; fading: assumption.
class WordOfMouth final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "word_of_mouth",
      .kind = Kind::talk,
      .summary = "Customers tell their friends what they lived; friends lean to or from a brand for a while.",
      .evidence = Evidence::direction,
      .source = "East, Hammond & Wright 2007; East, Hammond & Lomax 2008",
      .reads = {"network"},
      .parameters = {
          {"rate", "share", 0.05, 0.0, 1.0, "purchases or uses that are talked about in the base case",
           Evidence::direction, "packaged goods .01, high involvement .05 to .1", Vary::group},
          {"quiet", "share", 0.1, 0.0, 1.0, "of that, how much is said of what was neither good nor bad",
           Evidence::assumption, "assumption", Vary::group},
          {"lenience", "sd of surprise", 0.165, -10.0, 10.0, "how far below the usual praise begins",
           Evidence::measured, "praise to blame 3 : 1: East, Hammond & Wright 2007", Vary::group},
          {"strong", "sd of surprise", 0.4, 0.01, 100.0, "distance at which praise and blame are wholehearted",
           Evidence::measured, "so that `rate` is the mean", Vary::group},
          {"praise", "utility", 0.33, 0.0, 5.0, "what wholehearted praise adds for who would never buy",
           Evidence::direction, "East, Hammond & Lomax 2008", Vary::group},
          {"blame", "utility", 0.28, 0.0, 5.0, "what wholehearted blame takes from who would always buy",
           Evidence::direction, "East, Hammond & Lomax 2008", Vary::group},
          {"half_life", "weeks", 2.4, 0.1, 1000.0, "time in which what was told fades to a half", Evidence::direction,
           "assumption", Vary::all},
          {"cap", "utility", 1.5, 0.0, 1.5, "most that talk can do, for or against a brand", Evidence::assumption,
           "assumption", Vary::all},
          {"commitment", "share", 0.5, 0.0, 1.0, "how much a full habit keeps customers from listening",
           Evidence::direction, "East, Hammond & Lomax 2008: the committed are moved less", Vary::group},
          {"revenge", "per week", 0.5, 0.0, 1.0, "chance that somebody full of revenge speaks ill of the brand",
           Evidence::assumption, "assumption; Gregoire, Tripp & Legoux 2009: sign", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }
  bool needs_network() const override { return true; }
  bool hears() const override { return true; }
  bool reflects() const override { return true; }

  void bind(ColumnRequests& columns) override {
    base_ = columns.read(states::base_probability);
    satisfaction_ = columns.read(states::satisfaction);
    habit_ = columns.may_read(states::habit);
    revenge_ = columns.may_read(states::revenge), betrayed_by_ = columns.may_read(states::betrayed_by);
    // Published: read by friends in the first pass of the next tick, never in the one in which it is said.
    message_ = columns.own({.name = "message",
                            .store = Store::u32,
                            .sight = Sight::published,
                            .unit = "1",
                            .meaning = "what a customer said last: stamp of the tick, brand, valence"});
    // So that nothing told, 0, is one of the values kept: code 32767.
    told_ = columns.own({.name = states::told,
                         .per = Per::brand,
                         .store = Store::bounded16,
                         .unit = "utility",
                         .meaning = "how far friends' talk speaks for a brand",
                         .low = -1.5F,
                         .high = 1.5F + 3.0F / 65534.0F,
                         .measured = true,
                         .adjusted = true});
    talk_ = columns.count({.name = counts::talk,
                           .per = Per::brand,
                           .levels = 2,
                           .unit = "messages",
                           .meaning = "what is said about a brand: blame or praise",
                           .level_names = tones});
  }

  /// At the mean that talk has built up in the base case, so that no brand begins without the voices it always has.
  void start(const View& view) const override {
    auto* message = view.customers.column(message_).data<std::uint32_t>();
    for (const std::uint32_t customer : view.customers.who()) message[customer] = Message::nothing;
    view.start_at_baseline(told_);
  }

  /// Fades first, then hears: what was said last tick counts in full when this tick decides. Messages come in the order
  /// of friends; the cap is applied to each sum, so where it binds that order counts, and it is the same at any number
  /// of threads. A listener's headroom is from the base probability, not the present one: talk does not feed on what
  /// talk has done.
  void hear(const View& view) const override {
    fade_told(view);
    if (view.market.network == nullptr) return;
    const auto who = view.customers.who();
    thread_local std::vector<Heard> heard;
    hear_friends(view.customers.column(ColumnKey(message_)), view.friends(), who, view.market.tick - 1, heard);
    if (heard.empty()) return;
    const auto up = view.parameter(praise), down = view.parameter(blame), deaf = view.parameter(commitment);
    const float most = view.values.one(cap);
    Column& told = view.customers.column(told_);
    const Column& base = view.customers.column(base_);
    for (const auto& [row, word] : heard) {
      const auto [brand, valence] = Message::in(word);
      const float p = base.get(who[row], brand);
      // Praise has room up to certainty and blame down to nothing: who is won already hears nothing new.
      const float headroom = valence > 0.0F ? up[row] * (1.0F - p) : down[row] * p;
      const float shift = (1.0F - deaf[row] * strongest_habit(view, who[row])) * headroom * valence;
      told.set(who[row], brand, std::clamp(told.get(who[row], brand) + shift, -most, most));
    }
  }

  /// Outside the weight of feeling: the sizes were measured on choices. Zero in the mean of the base case.
  void weigh(const View& view, UtilityTile& utility) const override {
    for (const OfferSlot slot : utility.offers()) {
      const std::uint32_t brand = view.market.offers[slot].brand;
      add_difference(utility[slot], view.customers.read(told_, brand), view.market.baseline(told_, brand));
    }
  }

  /// After satisfaction has moved with this purchase. Praise and blame are measured from what is usual over all brands,
  /// so a poor brand is talked down more often than a good one. With d beyond `strong` the chance goes on rising, the
  /// message is as wholehearted as can be (Message cuts it at one). A later purchase of the tick takes the place of an
  /// earlier one's message, yet both are counted as said.
  void live(const View& view, Purchases& purchases) const override {
    const auto rates = view.parameter(rate), least = view.parameter(quiet), bends = view.parameter(strong);
    const auto lenient = view.parameter(lenience);
    const auto satisfaction = view.customers.read_each(satisfaction_, purchases.brand);
    const float usual = usual_satisfaction(view.market, satisfaction_);
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::talk, purchases.occasion), purchases.who, 0, luck);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const float d = ((satisfaction[i] - usual) / view.market.surprise_sd + lenient[i]) / bends[i];
      if (luck[i] >= rates[i] * (least[i] + (1.0F - least[i]) * d * d)) continue;
      speak(view, i, {.topic = purchases.brand[i], .valence = d});
    }
  }

  /// Overwrites what was said of this tick's purchase: who is out for revenge speaks of nothing else. The chance is
  /// that of at least once in the tick's weeks.
  void reflect(const View& view) const override {
    if (!view.customers.has(revenge_) || !view.customers.has(betrayed_by_)) return;
    const auto wish = view.customers.read(revenge_);
    thread_local std::vector<std::uint32_t> kept;
    std::vector<std::uint32_t>&rows = kept, &who = view.customers.scratch().ids();
    rows.clear(), who.clear();
    for (std::size_t i = 0; i < view.size(); ++i)
      if (wish[i] > 0.0F) rows.push_back(static_cast<std::uint32_t>(i)), who.push_back(view.customers.who()[i]);
    if (rows.empty()) return;
    const auto weekly = view.parameter(revenge);
    const float weeks = view.market.weeks_per_tick, at_most = std::max(weeks, 1.0F);
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::revenge), who, 0, luck);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const float chance = weekly[rows[k]] * wish[rows[k]];
      if (luck[k] >= at_most * chance) continue;  // hardly anybody needs the exponential
      const float silence = math::exp(weeks * math::log(std::max(1e-6F, 1.0F - chance)));
      const auto by = static_cast<std::uint32_t>(view.customers.column(betrayed_by_).get(who[k], 0));
      if (by > 0 && luck[k] < 1.0F - silence) speak(view, rows[k], {.topic = by - 1, .valence = -1.0F});
    }
  }

 private:
  static constexpr std::string_view tones[] = {"blame", "praise"};

  /// On the codes of the column, all customers of the block at once: 0 has a code of its own, which faded talk reaches.
  void fade_told(const View& view) const {
    const auto kept = static_cast<float>(
        math::exp(-math::log(2.0) * static_cast<double>(view.market.weeks_per_tick / view.values.one(half_life))));
    Column& told = view.customers.column(told_);
    for (std::uint32_t brand = 0; brand < view.market.brands && view.size() > 0; ++brand) {
      auto* codes = told.data<std::uint16_t>() + brand * told.item_step() + view.customers.who().front();
      fade_codes({codes, view.size()}, told.encode(0.0F), kept);
    }
  }

  /// 0 where habits are off.
  /// Commitment is to any brand, not to the one spoken of: who always buys the same listens less altogether.
  float strongest_habit(const View& view, std::uint32_t customer) const {
    if (!view.customers.has(habit_)) return 0.0F;
    const Column& habit = view.customers.column(habit_);
    float strongest = 0.0F;
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand)
      strongest = std::max(strongest, habit.get(customer, brand));
    return strongest;
  }

  /// A word has 11 bits for the brand: beyond 2,048 brands nothing is said of a brand.
  void speak(const View& view, std::size_t row, const Message& message) const {
    if (message.topic >= Message::topics) return;
    view.customers.column(message_).data<std::uint32_t>()[view.customers.who()[row]] = message.word(view.market.tick);
    view.tally.add(talk_, view.segment(row), message.topic, message.valence > 0.0F ? 1 : 0, 1);
  }

  static constexpr std::size_t rate = declaration.parameters.index("rate");
  static constexpr std::size_t quiet = declaration.parameters.index("quiet");
  static constexpr std::size_t lenience = declaration.parameters.index("lenience");
  static constexpr std::size_t strong = declaration.parameters.index("strong");
  static constexpr std::size_t praise = declaration.parameters.index("praise");
  static constexpr std::size_t blame = declaration.parameters.index("blame");
  static constexpr std::size_t half_life = declaration.parameters.index("half_life");
  static constexpr std::size_t cap = declaration.parameters.index("cap");
  static constexpr std::size_t commitment = declaration.parameters.index("commitment");
  static constexpr std::size_t revenge = declaration.parameters.index("revenge");
  ColumnKey base_, satisfaction_, habit_, revenge_, betrayed_by_;
  OwnColumn message_, told_;
  OwnTally talk_;
};

}  // namespace clientele
