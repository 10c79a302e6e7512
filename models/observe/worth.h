#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "models/life/people.h"
#include "models/life/weigh.h"

namespace clientele {

/// What the decisions of followed customers are worth in money, where `price` says what money is worth to each of them.
///
/// Value received: (V - V0) / lambda_i for one decision, V = ln of the summed exp of what can be chosen, nothing
/// included and luck left out; V0 the same in the base case with neither reason nor feeling at work: constants and
/// tastes over the offers and prices of the base case, within the reach of now. lambda_i is the utility of a unit of
/// money at the mean price of the base case. Levels of tastes have no money meaning, so that a newcomer's value depends
/// on how many tastes the scenario gave it; what nobody can reach is worth nothing. Source: Small & Rosen (1981).
///
/// Price premium: the rise of all prices of a brand that would leave it as often chosen, in the mean over decisions, as
/// a brand without history in its place: at the mean price, as easily reached, with neutral tastes, and with nothing
/// learned or felt about it. All at the prices of the base case: a price that is cut today makes no brand dearer to
/// anybody. Assumes that customers mind the logarithm of prices, as `price` does, whoever they trust.
class Worth {
 public:
  struct Received {
    std::int64_t decisions = 0;
    std::int64_t value = 0;  ///< of all these decisions, Money::value
  };
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  Worth() = default;  ///< of a need in which nobody knows what money is worth
  Worth(const NeedPlan& plan, const People& people, std::size_t followed_every, unsigned workers);

  bool active() const { return every_ > 0; }
  /// What a followed customer thinks of a brand without history in the place of an offer.
  void keep_unknown(std::uint32_t customer, OfferSlot slot, float utility) {
    unknown_[customer / every_ * slots_ + slot] = utility;
  }

  /// Some followed customers as they stand in the base case.
  struct Settled {
    double mean_price = 0.0;
    std::vector<float> inclusive;  ///< V0, by row
    std::vector<float> beta;       ///< utility of a unit of the logarithm of prices, by row, as a positive number
  };
  static Settled settle(const Weighing& base);
  struct Look {
    std::span<const std::uint32_t> who;
    const NeedMoment& need;
    UtilityTile utility;  ///< before noise
    const Settled& settled;
  };
  /// Before noise and before any shortage: what a decision is worth does not hang on what is left in stock.
  void add(const Look& look, unsigned worker);

  /// By segment, since the last call.
  std::vector<Received> take_received();
  /// By brand, since the last call: share of its price; unknown without decisions, or beyond an eleventh and eleven
  /// times the price.
  std::vector<double> take_premiums();
  void visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit);

 private:
  /// Rises of the logarithm of a price at which choices are summed; between them the log-odds of the mean choice are as
  /// good as straight, as they are where all customers are alike.
  static constexpr std::size_t rises = 17;
  static constexpr float lowest_rise = -2.4F, step = 0.3F;
  /// The sums of a brand: one for each rise, then that of the unknown brand, and how many decisions there were.
  static constexpr std::size_t stride = rises + 2;

  void add_premiums(const Look& look, std::size_t row, std::span<std::int64_t> sums) const;
  std::vector<std::int64_t> take_chosen();

  std::size_t every_ = 0, slots_ = 0, brands_ = 0, segments_ = 1;
  std::span<const std::uint8_t> segment_of_;
  std::vector<float> unknown_;                     ///< [followed customer][slot]
  std::vector<std::vector<Received>> received_;    ///< by worker, [segment]
  std::vector<std::vector<std::int64_t>> chosen_;  ///< by worker, [brand][stride]: probabilities in 2^-32
};

}  // namespace clientele
