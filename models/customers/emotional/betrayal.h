#pragma once

#include <algorithm>

#include "engine/math/real.h"
#include "models/customers/behaviour.h"

namespace clientele {

/// Betrayal: love becomes hate when a brand that a customer is close to fails badly, is told so and does nothing good.
///
/// A double deviation: begins with a failure that the customer complained about where
/// severity x (1 - redress) x RQ > threshold, a complaint that nobody answered having a redress of 0. Who keeps silent
/// is disappointed and not betrayed. t weeks later, with k = ln 2 / half_life and
/// mend = 1 - redress (estranged + (1 - estranged) RQ):
///   revenge = mend exp(-k t / (1 + closeness RQ)), read by talk;
///   avoidance = mend (first + (most - first)(1 - exp(-k (1 + closeness RQ) t))) 2^(-t / fading), dM = -avoidance.
/// So those who were close avoid sooner and more, bear the grudge longer, yet make it up best. Without fading avoidance
/// would never end and the market never settle: an assumption.
/// A customer bears one grievance at a time, the newest. Source: Gregoire, Tripp & Legoux (2009); sizes assumed.
class Betrayal final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "betrayal",
      .kind = Kind::emotional,
      .summary =
          "Customers who were close to a brand that fails them and meets their complaint without justice stay away.",
      .evidence = Evidence::direction,
      .source = "Gregoire, Tripp & Legoux 2009; sizes assumed",
      .parameters = {
          {"threshold", "1", 0.2, 0.0, 1.0, "severity x injustice x closeness that is felt as betrayal",
           Evidence::measured, "1 to 5 % of failures betray; .15 where complaining does not rise with severity",
           Vary::group},
          {"half_life", "weeks", 8.7, 0.1, 1000.0, "time in which revenge halves and avoidance goes half its way",
           Evidence::direction, "Gregoire, Tripp & Legoux 2009: two months", Vary::group},
          {"closeness", "1", 1.0, 0.0, 10.0, "how much the relationship stretches revenge and hastens avoidance",
           Evidence::direction, "Gregoire, Tripp & Legoux 2009: sign", Vary::group},
          {"first", "utility", 1.0, 0.0, 100.0, "avoidance at first", Evidence::assumption, "assumption", Vary::group},
          {"most", "utility", 3.0, 0.0, 100.0, "avoidance in the end", Evidence::assumption, "assumption", Vary::group},
          {"estranged", "share", 0.3, 0.0, 1.0, "how much a full redress mends where there was no relationship",
           Evidence::direction, "Gregoire, Tripp & Legoux 2009: the close respond best", Vary::group},
          {"fading", "weeks", 26.0, 0.1, 10000.0, "time in which avoidance fades to a half", Evidence::assumption,
           "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override {
    relationship_ = columns.read(states::relationship);
    columns.read(states::complained_to);  // without complaints nobody would ever be betrayed
    by_ = columns.own({.name = states::betrayed_by,
                       .store = Store::u16,
                       .unit = "1",
                       .meaning = "position of the brand that betrayed the customer + 1; 0: none"});
    at_ = columns.own(
        {.name = "betrayed_at", .store = Store::u16, .unit = "tick", .meaning = "when it did, modulo 65,536"});
    bond_ = columns.own(
        {.name = "betrayed_bond", .store = Store::u8, .unit = "1/255", .meaning = "how close the customer was to it"});
    redress_ = columns.own({.name = "betrayed_redress",
                            .store = Store::u8,
                            .unit = "1/255",
                            .meaning = "justice of what the firm did about it"});
    revenge_ = columns.own({.name = states::revenge,
                            .store = Store::bounded16,
                            .unit = "1",
                            .meaning = "wish to get even with the brand that betrayed the customer, 0 to 1",
                            .measured = true});
    betrayals_ = columns.count({.name = "betrayals",
                                .per = Per::brand,
                                .unit = "customers",
                                .meaning = "customers who feel betrayed by a brand from this tick on"});
  }

  /// Newcomers bear no grievance: what befell the one whose place they take is not theirs.
  void start(const View& view) const override {
    for (const OwnColumn key : {by_, at_, bond_, redress_, revenge_}) view.start_at(key, 0.0F);
  }

  /// Avoidance is worked out anew from when it began; nothing is stored that long or short ticks could round apart.
  void weigh(const View& view, UtilityTile& utility) const override {
    const Grievances grievances(*this, view);
    // One customer at a time: few bear a grievance, and the exponentials are for them alone.
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::uint32_t by = grievances.by(i);
      if (by == 0) continue;
      const float avoidance = grievances.avoidance(i);
      for (const OfferSlot slot : utility.offers())
        utility[slot][i] -= view.market.offers[slot].brand + 1 == by ? avoidance : 0.0F;
    }
  }

  /// Comes after `complaint`, so that it is known who complained and what came of it, and before `relationship`, so
  /// closeness is that before this failure. The revenge written is read back from the columns just set.
  void live(const View& view, Purchases& purchases) const override {
    if (std::ranges::none_of(purchases.complained, [](std::uint8_t told) { return told != 0; })) return;
    const auto thresholds = view.parameter(threshold);
    const auto close = view.customers.read_each(relationship_, purchases.brand);
    const Grievances grievances(*this, view);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      if (purchases.complained[i] == 0) continue;
      const float redress = std::clamp(purchases.redress[i], 0.0F, 1.0F);
      if (purchases.failure[i] * (1.0F - redress) * close[i] <= thresholds[i]) continue;
      const std::uint32_t customer = purchases.who[i];
      view.customers.column(by_).set(customer, 0, static_cast<float>(purchases.brand[i] + 1));
      view.customers.column(at_).set(customer, 0, static_cast<float>(stamp(view.market.tick)));
      // A byte each, in steps of 1/255: finer than anybody's closeness is known.
      view.customers.column(bond_).set(customer, 0, rounded(255.0F * close[i]));
      view.customers.column(redress_).set(customer, 0, rounded(255.0F * redress));
      view.customers.column(revenge_).set(customer, 0, grievances.revenge(i));
      view.tally.add(betrayals_, view.segment(i), purchases.brand[i], 0, 1);
    }
  }

  bool reflects() const override { return true; }
  /// Revenge is kept as a column beside what it is made of, since talk reads it and may not know how it comes about.
  void reflect(const View& view) const override {
    const Grievances grievances(*this, view);
    for (std::size_t i = 0; i < view.size(); ++i) {
      if (grievances.by(i) == 0) continue;
      const std::uint32_t customer = view.customers.who()[i];
      const bool over = grievances.over(i);
      if (over) view.customers.column(by_).set(customer, 0, 0.0F);
      view.customers.column(revenge_).set(customer, 0, over ? 0.0F : grievances.revenge(i));
    }
  }

 private:
  static constexpr std::size_t threshold = declaration.parameters.index("threshold");
  static constexpr std::size_t half_life = declaration.parameters.index("half_life");
  static constexpr std::size_t closeness = declaration.parameters.index("closeness");
  static constexpr std::size_t first = declaration.parameters.index("first");
  static constexpr std::size_t most = declaration.parameters.index("most");
  static constexpr std::size_t estranged = declaration.parameters.index("estranged");
  static constexpr std::size_t fading = declaration.parameters.index("fading");

  /// Differences of stamps are right whatever the sign of a tick of burn-in, for 65,535 ticks.
  static std::uint16_t stamp(int tick) { return static_cast<std::uint16_t>(static_cast<std::uint32_t>(tick)); }
  static float rounded(float value) { return static_cast<float>(static_cast<int>(value + 0.5F)); }

  /// What the customers of a view hold against brands.
  class Grievances {
   public:
    Grievances(const Betrayal& betrayal, const View& view)
        : who_(view.customers.who()),
          by_(view.customers.column(ColumnKey(betrayal.by_)).data<std::uint16_t>()),
          at_(view.customers.column(ColumnKey(betrayal.at_)).data<std::uint16_t>()),
          bond_(view.customers.column(ColumnKey(betrayal.bond_)).data<std::uint8_t>()),
          redress_(view.customers.column(ColumnKey(betrayal.redress_)).data<std::uint8_t>()),
          now_(stamp(view.market.tick)),
          weeks_per_tick_(view.market.weeks_per_tick),
          half_life_(view.parameter(half_life)),
          closeness_(view.parameter(closeness)),
          first_(view.parameter(first)),
          most_(view.parameter(most)),
          estranged_(view.parameter(estranged)),
          fading_(view.parameter(fading)) {}

    /// Position of the brand + 1; 0: no grievance. All else means nothing then.
    std::uint32_t by(std::size_t i) const { return by_[who_[i]]; }
    /// Halves in half_life (1 + closeness RQ): those who were close bear the grudge longer. That of the middle of the
    /// tick, so that the words of a month and of its weeks come to the same number.
    float revenge(std::size_t i) const {
      const float middle = weeks(i) + 0.5F * weeks_per_tick_;
      return mend(i) * math::exp(-ln2 * middle / (half_life_[i] * stretch(i)));
    }
    /// Rises from `first` to `most`, the sooner the closer the customer was, while it fades.
    float avoidance(std::size_t i) const {
      const float way = 1.0F - math::exp(-ln2 * weeks(i) * stretch(i) / half_life_[i]);
      return mend(i) * (first_[i] + (most_[i] - first_[i]) * way) * math::exp(-ln2 * weeks(i) / fading_[i]);
    }
    /// A hundredth of it is left then: too little to be worth the exponentials.
    bool over(std::size_t i) const { return weeks(i) >= 6.64F * std::max(fading_[i], half_life_[i] * stretch(i)); }

   private:
    static constexpr float ln2 = math::ln2;
    float bond(std::size_t i) const { return static_cast<float>(bond_[who_[i]]) / 255.0F; }
    /// The bond at the time of the failure: it is the love lost that counts, whatever becomes of the relationship
    /// since.
    float stretch(std::size_t i) const { return 1.0F + closeness_[i] * bond(i); }
    /// What redress leaves: with full redress a close customer forgives all, a distant one the share `estranged`.
    float mend(std::size_t i) const {
      const float redress = static_cast<float>(redress_[who_[i]]) / 255.0F;
      return 1.0F - redress * (estranged_[i] + (1.0F - estranged_[i]) * bond(i));
    }
    float weeks(std::size_t i) const {
      return weeks_per_tick_ * static_cast<float>(static_cast<std::uint16_t>(now_ - at_[who_[i]]));
    }

    std::span<const std::uint32_t> who_;
    const std::uint16_t *by_, *at_;
    const std::uint8_t *bond_, *redress_;
    std::uint16_t now_;
    float weeks_per_tick_;
    std::span<const float> half_life_, closeness_, first_, most_, estranged_, fading_;
  };

  ColumnKey relationship_;
  OwnColumn by_, at_, bond_, redress_, revenge_;
  OwnTally betrayals_;
};

}  // namespace clientele
