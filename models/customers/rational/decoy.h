#pragma once

#include <algorithm>
#include <vector>

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/rational/amounts.h"

namespace clientele {

/// Decoy and compromise: an offer gains by standing beside one that it beats, and extremes lose.
///
/// dR = theta_i * (R_j - R_j in the base case), R_j = sum over the other offers k of A_jk / (A_jk + D_jk). A_jk sums
/// the advantages a of j over k in price and attributes, in units of their range in the base case; D_jk sums its
/// disadvantages, a * (1 + (loss_aversion - 1) * a) each: convex, so that two small ones hurt less than a large one and
/// the middle gains. An entrant is compared with the mean R of the base case. Off unless theta is set: the effect fails
/// for goods that customers have experienced (Frederick, Lee & Baskin 2014).
/// Source: Tversky & Simonson (1993); the form of D is an assumption.
class Decoy final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "decoy",
      .kind = Kind::rational,
      .summary = "An offer gains by standing beside one that it beats, and extremes lose.",
      .evidence = Evidence::direction,
      .source = "Tversky & Simonson 1993; fails for experienced goods: Frederick, Lee & Baskin 2014",
      // Ideals decide which of two amounts is the better one.
      .reads = {"price", "attributes", "ideal"},
      .parameters = {
          {"theta", "utility per unit of relative advantage", 0.0, 0.0, 20.0, "weight of relative advantages; 0: none",
           Evidence::direction, "no accepted size", Vary::customer},
          {"loss_aversion", "1", 1.6, 1.0, 4.0,
           "how much more a disadvantage of the full range weighs than an advantage", Evidence::established,
           "Brown et al. 2024: 1.955; Walasek et al. 2024: 1.31", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }

  /// Advantages are the same for all customers of a tile, only their weight differs: worked out once a call, and not at
  /// all where no customer has any. The cost grows with the square of the number of offers.
  void weigh(const View& view, UtilityTile& utility) const override {
    const auto thetas = view.parameter(theta);
    if (all_are(thetas, 0.0F)) return;
    const std::vector<double> gains = gains_by_slot(view.market, static_cast<double>(view.values.one(loss_aversion)));
    for (const OfferSlot slot : utility.offers())
      if (gains[slot] != 0.0) add_times(utility[slot], thetas, static_cast<float>(gains[slot]));
  }

 private:
  static constexpr std::size_t theta = declaration.parameters.index("theta");
  static constexpr std::size_t loss_aversion = declaration.parameters.index("loss_aversion");

  /// What stands on a shelf: the more of each mark the better, the price among them.
  struct Lineup {
    std::vector<std::size_t> slots;
    std::vector<std::vector<double>> marks;  ///< by position in `slots`
  };

  /// The base case as it stands in every world and tick, or what can be chosen now.
  static Lineup line_up(const Scene& market, bool in_base) {
    Lineup all;
    for (std::size_t slot = 1; slot < market.offers.size(); ++slot) {
      const OfferView& offer = market.offers[slot];
      if (in_base ? !(offer.in_base && offer.base.available) : !offer.live) continue;
      std::vector<double> marks{in_base ? -offer.base_price : -offer.price};
      for (std::size_t m = 0; m < market.mean_attributes.size(); ++m)
        marks.push_back(goodness(market, m, in_base ? offer.base.attributes[m] : offer.now.attributes[m]));
      all.slots.push_back(slot);
      all.marks.push_back(std::move(marks));
    }
    return all;
  }

  /// The range of each mark; 0 where all are alike.
  static std::vector<double> ranges(const Lineup& base) {
    std::vector<double> all(base.marks.empty() ? 0 : base.marks.front().size());
    for (std::size_t m = 0; m < all.size(); ++m) {
      const auto by_mark = [m](const auto& a, const auto& b) { return a[m] < b[m]; };
      const auto [low, high] = std::minmax_element(base.marks.begin(), base.marks.end(), by_mark);
      all[m] = (*high)[m] - (*low)[m];
    }
    return all;
  }

  /// The sum of a * (1 + bend * a) over the marks by which one offer beats another.
  static double advantage(const std::vector<double>& of, const std::vector<double>& over,
                          const std::vector<double>& range, double bend) {
    double sum = 0.0;
    for (std::size_t m = 0; m < range.size(); ++m) {
      const double a = range[m] > 0.0 ? std::max(0.0, (of[m] - over[m]) / range[m]) : 0.0;
      sum += a * (1.0 + bend * a);
    }
    return sum;
  }

  static std::vector<double> relative_advantages(const Lineup& offers, const std::vector<double>& range,
                                                 double aversion) {
    std::vector<double> all(offers.slots.size());
    for (std::size_t j = 0; j < all.size(); ++j)
      for (std::size_t k = 0; k < all.size(); ++k) {
        const double gain = advantage(offers.marks[j], offers.marks[k], range, 0.0);
        const double loss = advantage(offers.marks[k], offers.marks[j], range, aversion - 1.0);
        if (gain > 0.0) all[j] += gain / (gain + loss);
      }
    return all;
  }

  /// Ranges are those of the base case: an extreme entrant must not shrink every other difference by stretching the
  /// scale.
  static std::vector<double> gains_by_slot(const Scene& market, double aversion) {
    const Lineup base = line_up(market, true), now = line_up(market, false);
    const std::vector<double> range = ranges(base);
    const std::vector<double> before = relative_advantages(base, range, aversion);
    const std::vector<double> after = relative_advantages(now, range, aversion);
    double mean = 0.0;
    for (const double r : before) mean += r / static_cast<double>(before.size());
    std::vector<double> gains(market.offers.size());
    for (std::size_t k = 0; k < after.size(); ++k) {
      const auto at = std::find(base.slots.begin(), base.slots.end(), now.slots[k]);
      gains[now.slots[k]] =
          after[k] - (at == base.slots.end() ? mean : before[static_cast<std::size_t>(at - base.slots.begin())]);
    }
    return gains;
  }
};

}  // namespace clientele
