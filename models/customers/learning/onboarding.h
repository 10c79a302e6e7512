#pragma once

#include <algorithm>

#include "models/customers/behaviour.h"

namespace clientele {

/// Onboarding: the first experiences with a brand weigh more and go wrong more often.
///
/// For the first n purchases of a brand, D' = (1 + weight) * D after the expectation has been formed, so that
/// satisfaction, affect and trust move more; deliveries fail more often the worse the firm receives new customers (see
/// `reliability`). Without a burn-in everybody is new at first. Neglects that experience in the category helps.
/// Source: assumption.
class Onboarding final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "onboarding",
      .kind = Kind::learning,
      .summary = "First experiences with a brand weigh more and go wrong more often.",
      .evidence = Evidence::assumption,
      .source = "assumption",
      .reads = {"onboarding"},
      .parameters = {
          {"first", "purchases", 3.0, 0.0, 255.0, "purchases or uses of a brand for which a customer is new to it",
           Evidence::assumption, "assumption", Vary::group},
          {"weight", "1", 0.5, 0.0, 10.0, "how much more a surprise weighs for those who are new", Evidence::assumption,
           "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    beginner_ = columns.own({.name = states::beginner,
                             .per = Per::brand,
                             .store = Store::u8,
                             .unit = "purchases",
                             .meaning = "purchases of a brand after which the customer will no longer be new to it",
                             .measured = true});
  }

  /// One count for each brand: who is used to one is new to the next.
  void start(const View& view) const override {
    const auto count = view.parameter(first);
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) view.customers.write(beginner_, brand, count);
  }

  /// `reliability` has read how new the customer is earlier in this purchase, so the first one counts as a beginner's
  /// in both. The expectation has learned from the plain surprise: being new makes feel more, not know more.
  void live(const View& view, Purchases& purchases) const override {
    const auto weights = view.parameter(weight);
    const auto left = view.customers.read_each(beginner_, purchases.brand);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      purchases.surprise[i] *= left[i] > 0.0F ? 1.0F + weights[i] : 1.0F;
      // Ends at 0 for good: nobody becomes new to the same brand again.
      left[i] = std::max(left[i] - 1.0F, 0.0F);
    }
    view.customers.write_each(beginner_, purchases.brand, left);
  }

 private:
  static constexpr std::size_t first = declaration.parameters.index("first");
  static constexpr std::size_t weight = declaration.parameters.index("weight");
  OwnColumn beginner_;
};

}  // namespace clientele
