#pragma once

#include <algorithm>
#include <vector>

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"

namespace clientele {

/// Fit to the job: customers choose what does the job that they have to get done, not what has most of everything.
///
/// dR = -sum_m w_im * k_m * (d_jm - D_m), d_jm = (x_jm - ideal_m)^2 and D_m its share-weighted mean in the base case.
/// k_m is opportunity scoring, importance + max(importance - satisfaction, 0), as a factor of importance: 1 +
/// opportunity * (1 - f_m), f_m = 1 - min(1, sqrt(D_m)) how far the base case does this part of the job. Attributes go
/// from 0 to 1. Without ideals it adds nothing. Neglects jobs that differ by situation.
/// Source: Christensen et al. (2016); Ulwick (2002) for the score; sizes are assumptions.
class JobFit final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "job_fit",
      .kind = Kind::rational,
      .summary = "Offers are chosen for how near they come to what does the job best.",
      .evidence = Evidence::assumption,
      .source = "Christensen et al. 2016; Ulwick 2002; sizes are assumptions",
      .reads = {"attributes", "ideal"},
      .parameters = {
          {"importance", "utility per squared unit of the attribute", 1.0, 0.0, 1000.0,
           "what a distance of one from the ideal costs; each attribute has its own draw", Evidence::assumption,
           "assumption", Vary::customer, true},
          {"opportunity", "1", 1.0, 0.0, 10.0, "how much more counts what the market does badly", Evidence::assumption,
           "Ulwick 2002: 1", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  AtBase at_base() const override { return AtBase::steady; }

  /// Distances are taken from the mean of the base case, so the job as a whole moves nobody: an offer gains by coming
  /// nearer to the ideal than offers do in the mean. The score is the market's, not a customer's: of what the base case
  /// does badly, for everybody.
  void weigh(const View& view, UtilityTile& utility) const override {
    const std::vector<float>& ideal = view.market.ideal;
    if (ideal.empty()) return;
    const std::vector<double> mean = mean_distances(view.market);
    std::vector<const float*> weights(ideal.size());
    std::vector<float> nearer(ideal.size());
    for (std::size_t m = 0; m < ideal.size(); ++m) weights[m] = view.parameter(importance, m).data();
    const auto score = static_cast<double>(view.values.one(opportunity));
    for (const OfferSlot slot : utility.offers()) {
      for (std::size_t m = 0; m < ideal.size(); ++m) {
        const double factor = 1.0 + score * std::min(1.0, math::sqrt(mean[m]));
        const double distance = squared_distance(view.market.offers[slot].now.attributes[m], view.market.ideal[m]);
        nearer[m] = static_cast<float>(factor * (mean[m] - distance));
      }
      add_products(utility[slot], weights, nearer);
    }
  }

 private:
  static constexpr std::size_t importance = declaration.parameters.index("importance");
  static constexpr std::size_t opportunity = declaration.parameters.index("opportunity");

  static double squared_distance(double amount, float ideal) {
    const double gap = amount - static_cast<double>(ideal);
    return gap * gap;
  }

  /// Of the base case in every world and tick, else an entrant would change what all others are measured by. Offers
  /// weigh the same where no shares are given.
  static std::vector<double> mean_distances(const Scene& market) {
    std::vector<double> sum(market.ideal.size());
    const auto& offers = market.offers;
    const bool shares =
        std::any_of(offers.begin(), offers.end(), [](const OfferView& o) { return o.base_share.has_value(); });
    double weights = 0.0;
    for (const OfferView& offer : offers) {
      if (!offer.in_base) continue;
      const double weight = shares ? offer.base_share.value_or(0.0) : 1.0;
      weights += weight;
      for (std::size_t m = 0; m < sum.size(); ++m)
        sum[m] += weight * squared_distance(offer.base.attributes[m], market.ideal[m]);
    }
    for (double& mean : sum) mean /= weights > 0.0 ? weights : 1.0;
    return sum;
  }
};

}  // namespace clientele
