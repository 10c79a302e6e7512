#pragma once

#include <algorithm>
#include <vector>

#include "models/customers/behaviour.h"
#include "models/draws.h"

namespace clientele {

/// Surveys: a few of those who have just bought or used a brand answer three questions about it.
///
/// How satisfied (0 to 10, tenths of 0 to 100)? What customers report: satisfaction with any lift by recovery. Would
/// you recommend it (0 to 10; promoters say 9 or 10, detractors 6 or less)? The same plus `goodwill`. Would you buy it
/// again right now? Yes if satisfaction without the lift, affect and trust (from their means, where there are such)
/// exceed `indifference`: no question reads a utility. Each answer is off by a normal error of its own and of the same
/// size. Draws a uniform per purchase, three normals per survey. Neglects who does not answer. Source: assumption;
/// recommendation: Reichheld (2003).
class Survey final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "survey",
      .kind = Kind::learning,
      .summary = "A few buyers say how satisfied they are, and whether they would recommend it and buy it again.",
      .evidence = Evidence::assumption,
      .source = "assumption; recommendation: Reichheld 2003",
      .parameters = {
          {"asked", "share", 0.01, 0.0, 1.0, "purchases or uses after which the customer is asked",
           Evidence::assumption, "assumption", Vary::group},
          {"noise", "satisfaction", 0.1, 0.0, 1.0, "standard deviation of the error of an answer", Evidence::assumption,
           "assumption", Vary::group},
          {"goodwill", "satisfaction", 0.15, -1.0, 1.0, "how much easier it is to recommend than to be satisfied",
           Evidence::assumption, "assumption", Vary::group},
          {"indifference", "satisfaction", 0.45, -10.0, 10.0, "at which half would buy again", Evidence::assumption,
           "assumption", Vary::group},
          {"feeling", "satisfaction per sd", 0.05, 0.0, 10.0, "weight of affect in the wish to buy again",
           Evidence::assumption, "assumption", Vary::group},
          {"trust", "satisfaction", 0.3, 0.0, 10.0, "weight of trust in the wish to buy again", Evidence::assumption,
           "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    satisfaction_ = columns.read(states::satisfaction);
    relief_ = columns.may_read(states::relief), complained_to_ = columns.may_read(states::complained_to);
    affect_ = columns.may_read(states::affect), trust_ = columns.may_read(states::trust);
    satisfied_ = columns.count({.name = counts::survey_satisfaction,
                                .per = Per::brand,
                                .levels = steps,
                                .unit = "answers",
                                .meaning = "how satisfied are you, 0 to 10"});
    recommends_ = columns.count({.name = counts::survey_recommend,
                                 .per = Per::brand,
                                 .levels = steps,
                                 .unit = "answers",
                                 .meaning = "would you recommend it, 0 to 10"});
    reorders_ = columns.count({.name = counts::survey_buy_again,
                               .per = Per::brand,
                               .levels = 2,
                               .unit = "answers",
                               .meaning = "would you buy it again right now; level 1 yes, 0 no"});
  }

  /// Reads what customers carry after the purchase and changes nothing: a survey with another `asked` leaves every
  /// other result as it is.
  void live(const View& view, Purchases& purchases) const override {
    const std::vector<std::uint32_t> rows = choose_rows(view, purchases);
    if (rows.empty()) return;
    std::vector<std::uint32_t>& who = view.customers.scratch().ids();
    who.clear();
    for (const std::uint32_t row : rows) who.push_back(purchases.who[row]);
    // Errors of the three questions are independent: the question is the item of the address.
    float* error[3];
    for (std::uint32_t question = 0; question < 3; ++question) {
      error[question] = view.customers.scratch().take(rows.size());
      draw_normals(view.market.address(draws::answer, purchases.occasion), who, question, error[question]);
    }
    const auto off = view.parameter(noise), more = view.parameter(goodwill), half = view.parameter(indifference);
    const Weights weights{view.parameter(feeling), view.parameter(trust)};
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const std::uint32_t i = rows[k], brand = purchases.brand[i];
      const float satisfaction = view.customers.column(satisfaction_).get(who[k], brand);
      const float reported = satisfaction + lift(view, who[k], brand);
      const std::size_t segment = view.segment(i);
      view.tally.add(satisfied_, segment, brand, step(reported + off[i] * error[0][k]), 1);
      view.tally.add(recommends_, segment, brand, step(reported + more[i] + off[i] * error[1][k]), 1);
      // By what is felt and not by what is reported: a good recovery wins answers, no orders.
      const float wish = satisfaction + attachment(view, weights, i, brand) + off[i] * error[2][k];
      view.tally.add(reorders_, segment, brand, wish > half[i] ? 1 : 0, 1);
    }
  }

 private:
  static constexpr std::uint32_t steps = 11;  ///< answers from 0 to 10

  /// The nearest of eleven answers; what lies beyond the scale counts as its end.
  static std::size_t step(float answer) {
    return static_cast<std::size_t>(std::clamp(answer, 0.0F, 1.0F) * static_cast<float>(steps - 1) + 0.5F);
  }

  /// By the customer's luck against `asked`: a larger sample holds the smaller one.
  static std::vector<std::uint32_t> choose_rows(const View& view, const Purchases& purchases) {
    const auto share = view.parameter(asked);
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::asked, purchases.occasion), purchases.who, 0, luck);
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < purchases.size(); ++i)
      if (luck[i] < share[i]) rows.push_back(static_cast<std::uint32_t>(i));
    return rows;
  }

  /// What good recovery adds to what a customer says.
  float lift(const View& view, std::uint32_t customer, std::uint32_t brand) const {
    if (!view.customers.has(relief_)) return 0.0F;
    // Relief is kept for one brand, the one complained to last.
    const bool same = view.customers.column(complained_to_).get(customer, 0) == static_cast<float>(brand + 1);
    return same ? view.customers.column(relief_).get(customer, 0) : 0.0F;
  }

  struct Weights {
    std::span<const float> feeling, trust;
  };
  /// Zero where affect and trust are as usual in the base case, so `indifference` alone decides how many say yes there.
  float attachment(const View& view, const Weights& weights, std::uint32_t row, std::uint32_t brand) const {
    const auto beyond = [&](ColumnKey key, std::span<const float> weight) {
      if (!view.customers.has(key)) return 0.0F;
      const float value = view.customers.column(key).get(view.customers.who()[row], brand);
      return weight[row] * (value - view.market.baseline(key, brand));
    };
    return beyond(affect_, weights.feeling) + beyond(trust_, weights.trust);
  }

  static constexpr std::size_t asked = declaration.parameters.index("asked");
  static constexpr std::size_t noise = declaration.parameters.index("noise");
  static constexpr std::size_t goodwill = declaration.parameters.index("goodwill");
  static constexpr std::size_t indifference = declaration.parameters.index("indifference");
  static constexpr std::size_t feeling = declaration.parameters.index("feeling");
  static constexpr std::size_t trust = declaration.parameters.index("trust");
  ColumnKey satisfaction_, relief_, complained_to_, affect_, trust_;
  OwnTally satisfied_, recommends_, reorders_;
};

}  // namespace clientele
