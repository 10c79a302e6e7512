#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/math/exact.h"
#include "engine/math/real.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/talk/friends_talk.h"
#include "models/draws.h"

namespace clientele {

/// Word of mouth: customers tell those who listen to them what they have just lived.
///
/// After a purchase or use, with d = (Sat - m) / sd + lenience, m and sd those of satisfaction with what was bought
/// last in the base case, a customer speaks with probability rate (quiet + (1 - quiet) (d / strong)^2), valence v = d /
/// strong within -1 and 1: U-shaped, and praise outnumbers blame 3 : 1 because people are lenient. One message a tick,
/// of the brand spoken of last, with how often it was told. Who was betrayed also speaks ill of that brand, a Poisson
/// number of times at the rate `revenge` R. What a listener hears moves its probability p of the brand by the room
/// there is: n praises of strength s = |v| to p' = p + (1 - (1 - praise s)^n)(1 - p), blame then to p'' = (1 - blame
/// s)^n p'. told' = kept told + (1 - commitment times the strongest habit)(logit p'' - logit p), within the cap; it
/// fades by half_life. V += told - its mean in the base case, whatever the weight of feeling: the sizes are of choices,
/// not of feelings. Neglects who is believed more, and what is passed on. One uniform per purchase, one word per
/// betrayed customer and tick. Source: East, Hammond & Wright (2007): 3 : 1; East, Hammond & Lomax (2008): headroom,
/// sizes; fading: assumption.
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
          {"lenience", "sd of satisfaction", 0.45, -10.0, 10.0, "how far below the usual praise begins",
           Evidence::measured, "praise to blame 3 : 1: East, Hammond & Wright 2007", Vary::group},
          {"strong", "sd of satisfaction", 1.1, 0.01, 100.0, "distance at which praise and blame are wholehearted",
           Evidence::measured, "so that `rate` is the mean", Vary::group},
          {"praise", "share", 0.33, 0.0, 0.99,
           "what wholehearted praise adds to the probability of who would never buy", Evidence::direction,
           "East, Hammond & Lomax 2008", Vary::group},
          {"blame", "share", 0.28, 0.0, 0.99, "what wholehearted blame takes from the probability of who always buys",
           Evidence::direction, "East, Hammond & Lomax 2008", Vary::group},
          {"half_life", "weeks", 2.4, 0.1, 1000.0, "time in which what was told fades to a half", Evidence::direction,
           "assumption", Vary::all},
          {"cap", "utility", 1.5, 0.0, 1.5, "most that talk can do, for or against a brand", Evidence::assumption,
           "assumption", Vary::all},
          {"commitment", "share", 0.5, 0.0, 1.0, "how much a full habit keeps customers from listening",
           Evidence::direction, "East, Hammond & Lomax 2008: the committed are moved less", Vary::group},
          {"revenge", "per week", 0.1154, 0.0, 100.0, "how often somebody full of revenge speaks ill of the brand",
           Evidence::assumption, "assumption: .5 a month; Gregoire, Tripp & Legoux 2009: sign", Vary::group},
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
    trust_ = columns.may_read(states::trust);
    spoken_ = FriendsTalk::own(columns), friends_.bind(columns);
    // First guesses: those of `disconfirmation` at its presets. The bounds are those of the widest satisfaction.
    pleased_ = columns.own({.name = "pleased_last",
                            .store = Store::bounded16,
                            .unit = "satisfaction",
                            .meaning = "satisfaction with the brand bought or used last, after it",
                            .low = -1.0F,
                            .high = 2.0F,
                            .adjusted = true,
                            .baseline = 0.57F});
    off_ = columns.own({.name = "pleased_off",
                        .store = Store::bounded16,
                        .unit = "satisfaction",
                        .meaning = "how far it lay from the mean of the base case",
                        .adjusted = true,
                        .baseline = 0.05F});
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
    auto* message = view.customers.column(spoken_.message).data<std::uint32_t>();
    for (const std::uint32_t customer : view.customers.who()) message[customer] = Message::nothing;
    for (const OwnColumn key : {told_, pleased_, off_}) view.start_at_baseline(key);
  }

  /// Fades first, then hears: what was said last tick counts in this tick's decisions. All that a customer heard of a
  /// brand is taken together, so that neither the order of friends shows nor, but for the cap, when in the tick each
  /// spoke. A tick is decided by what is left of a message in the mean of its length: days and months then come to the
  /// same sum.
  void hear(const View& view) const override {
    fade_told(view);
    const std::span<const Hearsay> heard = friends_.heard(view);
    if (heard.empty()) return;
    const auto up = view.parameter(praise), down = view.parameter(blame), deaf = view.parameter(commitment);
    const float most = view.values.one(cap), lasting = left_in_the_mean(view);
    Column& told = view.customers.column(told_);
    for (const Hearsay& about : heard) {
      const std::uint32_t customer = view.customers.who()[about.row], brand = about.topic;
      const float before = told.get(customer, brand);
      const float open = lasting * (1.0F - deaf[about.row] * strongest_habit(view, customer));
      const float shift = open * moved(about, odds(view, customer, brand, before), up[about.row], down[about.row]);
      told.set(customer, brand, std::clamp(before + shift, -most, most));
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
  /// so a poor brand is talked down more often than a good one; and among those who bought, since the pleased come
  /// again: measured from all customers, praise outnumbered blame eight to one where feelings are strong. With d beyond
  /// `strong` the chance goes on rising, the message is as wholehearted as can be. Each purchase is told once at most,
  /// to all friends.
  void live(const View& view, Purchases& purchases) const override {
    const auto rates = view.parameter(rate), least = view.parameter(quiet), bends = view.parameter(strong);
    const auto lenient = view.parameter(lenience);
    const auto satisfaction = view.customers.read_each(satisfaction_, purchases.brand);
    const float usual = view.market.baseline(pleased_), sd = usual_spread(view);
    float *luck = view.customers.floats(), *off = view.customers.floats();
    draw_uniforms(view.market.address(draws::talk, purchases.occasion), purchases.who, 0, luck);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      off[i] = std::abs(satisfaction[i] - usual);
      const float d = ((satisfaction[i] - usual) / sd + lenient[i]) / bends[i];
      if (luck[i] >= rates[i] * (least[i] + (1.0F - least[i]) * d * d)) continue;
      speak(view, i, {.topic = purchases.brand[i], .valence = std::clamp(d, -1.0F, 1.0F)}, 1);
    }
    view.customers.write(pleased_, 0, satisfaction);
    view.customers.write(off_, 0, {off, purchases.size()});
  }

  /// Takes the place of what was said of this tick's purchase of another brand: who is out for revenge speaks of
  /// nothing else. A count for the tick's weeks and not a chance, so that a month has as many words as its weeks.
  void reflect(const View& view) const override {
    if (!view.customers.has(revenge_) || !view.customers.has(betrayed_by_)) return;
    const auto wish = view.customers.read(revenge_), weekly = view.parameter(revenge);
    thread_local Vengeful vengeful;
    vengeful.clear();
    for (std::size_t i = 0; i < view.size(); ++i)
      if (wish[i] > 0.0F) vengeful.add(i, view.customers.who()[i], weekly[i] * wish[i] * view.market.weeks_per_tick);
    if (vengeful.who.empty()) return;
    vengeful.times.resize(vengeful.who.size());
    draw_poisson(view.market.address(draws::revenge), vengeful.who, vengeful.mean.data(), vengeful.times.data());
    for (std::size_t k = 0; k < vengeful.who.size(); ++k) {
      const auto by = static_cast<std::uint32_t>(view.customers.column(betrayed_by_).get(vengeful.who[k], 0));
      if (by > 0) speak(view, vengeful.rows[k], {.topic = by - 1, .valence = -1.0F}, vengeful.times[k]);
    }
  }

 private:
  static constexpr std::string_view tones[] = {"blame", "praise"};
  /// A probability of 0 or 1 has no logit: nobody is surer than one in a hundred thousand.
  static constexpr float surest = 1e5F;

  /// Who is out for revenge, kept by each thread from block to block.
  struct Vengeful {
    std::vector<std::size_t> rows;
    std::vector<std::uint32_t> who;
    std::vector<float> mean;  ///< of the number of words in the tick
    std::vector<std::uint8_t> times;
    void clear() { rows.clear(), who.clear(), mean.clear(); }
    void add(std::size_t row, std::uint32_t customer, float words) {
      rows.push_back(row), who.push_back(customer), mean.push_back(words);
    }
  };

  /// The standard deviation of satisfaction in the base case, from the mean distance: of a normal one 1.2533 of it.
  /// Where everybody is equally pleased a hundredth stands for it, so that nobody speaks of nothing.
  float usual_spread(const View& view) const { return std::max(0.01F, 1.2533F * view.market.baseline(off_)); }

  /// The odds at which a customer now chooses a brand, given a purchase: those of the base case, moved by what talk has
  /// done so far beyond the usual, for praise finds the less room the more was heard already. What talk did to other
  /// brands, and all else that has changed, is left out: it moves p little, and a sum over all utilities for each
  /// listener would cost more than the talk. A brand without history has the chance of a neutral one.
  float odds(const View& view, std::uint32_t customer, std::uint32_t brand, float told) const {
    const bool known = view.market.brand[brand].in_base;
    const float p =
        known ? view.customers.column(base_).get(customer, brand) : static_cast<float>(view.market.neutral_share);
    const float base = p * surest < 1.0F ? 1.0F / surest : p / std::max(1.0F - p, 1.0F / surest);
    return base * math::exp(told - view.market.baseline(told_, brand));
  }

  /// logit p'' - logit p, in odds o = p / (1 - p). Praise leaves the share `stay` of what is missing, so that
  /// o' = (o + 1 - stay) / stay; blame leaves the share `keep` of p', so that o'' = keep o' / (1 + (1 - keep) o').
  static float moved(const Hearsay& about, float odds, float praise, float blame) {
    const float stay = power(1.0F - praise * about.praise(), about.praises);
    const float keep = power(1.0F - blame * about.blame(), about.blames);
    const float praised = (odds + 1.0F - stay) / stay;
    return math::log(keep * praised / ((1.0F + (1.0F - keep) * praised) * odds));
  }

  /// Hardly anybody hears more than one word of a brand in a tick. Floored, as its logarithm is asked for.
  static float power(float base, std::uint32_t exponent) {
    float product = 1.0F;
    for (; exponent > 0 && product > 1.0F / surest; --exponent) product *= base;
    return std::max(product, 1.0F / surest);
  }

  /// (1 - 2^(-t / half_life)) / (t ln 2 / half_life): the mean over a tick of length t of what is left of something
  /// told at its beginning.
  static float left_in_the_mean(const View& view) {
    const double half_lives = static_cast<double>(view.market.weeks_per_tick / view.values.one(half_life));
    const double faded = math::log(2.0) * half_lives;
    return static_cast<float>(-math::expm1(-faded) / faded);
  }

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

  /// A word has 11 bits for the brand: beyond 2,048 brands nothing is said of a brand. What was said of the same brand
  /// earlier in the tick is told with it, at the mean valence; of another brand, friends hear the last. All is counted.
  void speak(const View& view, std::size_t row, Message message, std::uint32_t times) const {
    if (message.topic >= Message::topics || times == 0) return;
    view.tally.add(talk_, view.segment(row), message.topic, message.valence > 0.0F ? 1 : 0, times);
    const std::uint32_t customer = view.customers.who()[row];
    std::uint32_t& word = view.customers.column(spoken_.message).data<std::uint32_t>()[customer];
    std::uint16_t& how = view.customers.column(spoken_.manner).data<std::uint16_t>()[customer];
    if (const Message before = Message::in(word);
        Message::said(word, view.market.tick) && before.topic == message.topic) {
      const auto earlier = static_cast<float>(Manner::in(how).times), now = static_cast<float>(times);
      message.valence = (earlier * before.valence + now * message.valence) / (earlier + now);
      times += Manner::in(how).times;
    }
    word = message.word(view.market.tick);
    const bool trusts = view.customers.has(trust_);
    how = Manner{times, trusts ? view.customers.column(trust_).get(customer, message.topic) : 0.0F}.word();
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
  ColumnKey base_, satisfaction_, habit_, trust_, revenge_, betrayed_by_;
  FriendsTalk::Spoken spoken_;
  FriendsTalk friends_;
  OwnColumn told_, pleased_, off_;
  OwnTally talk_;
};

}  // namespace clientele
