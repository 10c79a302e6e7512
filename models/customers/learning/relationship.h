#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"

namespace clientele {

/// Relationship quality: how close a customer is to a brand, from 0 to 1.
///
/// RQ = (P(trust) + P(affect) + n / (n + familiar)) / 3 after n purchases, or n months of use where something is held,
/// P(x) = 1 / (1 + exp(-1.702 z)) with z = (x - mean) / sd of the base case: a percentile, as the logistic is within
/// .01 of the normal (Haley 1952). Percentiles by formula rather than by rank, so that a customer's closeness depends
/// on nobody else. Neglects that a relationship cools when nothing is bought. Source: Gregoire, Tripp & Legoux (2009).
class Relationship final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "relationship",
      .kind = Kind::learning,
      .summary = "Trust, liking and years together make customers close to a brand.",
      .evidence = Evidence::direction,
      .source = "Gregoire, Tripp & Legoux 2009; form assumed",
      .parameters = {
          {"familiar", "purchases", 10.0, 0.1, 1000.0,
           "purchases, or months of use, after which a customer is half familiar", Evidence::assumption, "assumption",
           Vary::group},
          {"trust_sd", "1", 0.06, 0.001, 1.0, "standard deviation of trust in the base case", Evidence::measured,
           "frequent buyers at the presets of trust", Vary::all},
          {"affect_sd", "1", 0.37, 0.01, 3.0, "standard deviation of affect in the base case", Evidence::measured,
           "frequent buyers at the presets of affect", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    trust_ = columns.may_read(states::trust);
    affect_ = columns.may_read(states::affect);
    tenure_ = columns.own({.name = "tenure",
                           .per = Per::brand,
                           .store = Store::bounded16,
                           .unit = "purchases",
                           .meaning = "purchases, or months of use, of a brand so far, at most 256",
                           .high = 256.0F});
    held_ = columns.may_read(states::held);
    relationship_ = columns.own({.name = states::relationship,
                                 .per = Per::brand,
                                 .store = Store::bounded16,
                                 .unit = "1",
                                 .meaning = "how close a customer is to a brand, 0 to 1",
                                 .measured = true});
  }

  void start(const View& view) const override {
    view.start_at(tenure_, 0.0F);
    view.start_at(relationship_, (0.5F + 0.5F) / 3.0F);  // as trusted and liked as by the mean customer
  }

  /// After `affect` and `trust` have moved, of the brands bought alone. Beyond 256 familiarity no longer grows, at the
  /// preset from .962 of the way. Time of use is counted by the tick's length, so that ticks of any length agree.
  void live(const View& view, Purchases& purchases) const override {
    const auto half = view.parameter(familiar);
    const auto by_trust = percentiles(view, purchases, trust_, trust_sd);
    const auto by_affect = percentiles(view, purchases, affect_, affect_sd);
    const float more = view.customers.has(held_) ? view.market.weeks_per_tick / weeks_per_month : 1.0F;
    const auto tenure = view.customers.read_each(tenure_, purchases.brand);
    const std::span<float> close(view.customers.floats(), purchases.size());
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      tenure[i] += more;
      // Three thirds: trusted, liked and familiar count alike (assumption).
      close[i] = (by_trust[i] + by_affect[i] + tenure[i] / (tenure[i] + half[i])) / 3.0F;
    }
    view.customers.write_each(tenure_, purchases.brand, tenure);
    view.customers.write_each(relationship_, purchases.brand, close);
  }

 private:
  static constexpr std::size_t familiar = declaration.parameters.index("familiar");
  static constexpr std::size_t trust_sd = declaration.parameters.index("trust_sd");
  static constexpr std::size_t affect_sd = declaration.parameters.index("affect_sd");
  static constexpr float weeks_per_month = 52.0F / 12.0F;

  /// Where a state stands among that of all customers, for the brands bought; in the middle where nobody keeps it.
  /// From the mean of each brand in the base case and one sd for all, so that a brand liked by everybody is not close
  /// to everybody.
  static std::span<const float> percentiles(const View& view, const Purchases& purchases, ColumnKey state,
                                            std::size_t sd) {
    const std::span<float> share(view.customers.floats(), purchases.size());
    set(share, 0.5F);
    if (!view.customers.has(state)) return share;
    const auto values = view.customers.read_each(state, purchases.brand);
    // Worked out in what was read, which is a copy: columns change by `write_each` alone.
    const float steepness = 1.702F / view.values.one(sd);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = steepness * (values[i] - view.market.baseline(state, purchases.brand[i]));
    logistic(values, share);
    return share;
  }

  ColumnKey trust_, affect_, held_;
  OwnColumn tenure_, relationship_;
};

}  // namespace clientele
