#pragma once

#include <algorithm>
#include <vector>

namespace clientele {

/// Steps of the contraction c_j += ln(share wanted / share simulated), made shorter where shares answer more than one
/// for one.
///
/// Without habits d ln share / dc is at most 1, and whole steps converge. Where customers buy again what they bought, a
/// small advantage grows at each purchase: with the habits of household panels shares answer about twice as much
/// (measured: yogurt, crackers), and whole steps overshoot for ever. The answer to the last step shows by how much.
/// Source: Berry (1994) for whole steps; the shorter ones are an assumption.
class Contraction {
 public:
  /// How far to move each constant when shares miss by `gaps`, in logs; `weights` are the shares wanted.
  std::vector<double> steps(const std::vector<double>& gaps, const std::vector<double>& weights) {
    if (!before_.empty()) learn(gaps, weights);
    std::vector<double> step(gaps);
    // A share of next to nothing would ask for a step without end.
    for (double& s : step) s = std::clamp(s, -longest, longest) / answer_;
    before_ = gaps, step_ = step;
    return step;
  }

 private:
  static constexpr double longest = 2.0, most = 20.0;
  static constexpr double overshooting = 1.5;  ///< below it whole steps settle by themselves

  /// The answer to the last step over all shares: a least-squares slope through zero.
  void learn(const std::vector<double>& gaps, const std::vector<double>& weights) {
    double along = 0.0, square = 0.0;
    for (std::size_t j = 0; j < gaps.size(); ++j) {
      along += weights[j] * step_[j] * (before_[j] - gaps[j]);
      square += weights[j] * step_[j] * step_[j];
    }
    // Nothing was moved, so nothing can have answered.
    if (square <= 0.0) return;
    // What was learned is forgotten slowly, as small steps tell little but luck.
    answer_ = std::clamp(along / square, std::max(1.0, 0.5 * answer_), most);
    if (answer_ < overshooting) answer_ = 1.0;
  }

  std::vector<double> before_, step_;
  double answer_ = 1.0;
};

}  // namespace clientele
