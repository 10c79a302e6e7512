#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "engine/core/vector.h"
#include "engine/random/words.h"

namespace clientele {

/// The log of a Gamma(shape, 1) number out of one word, by the inverse distribution function: monotone in the word, and
/// smooth in the shape, so that a variant that changes the shape hardly changes who has much and who has little.
///
/// ln g = (ln u + ln Gamma(1 + shape)) / shape + c, which is exact without c in the lower tail; c is read from a table,
/// evenly spaced in the log odds of u, and interpolated between its points. Measured: ln g errs by at most 3e-5 for
/// shapes of 1e-5 to 1e3, where g is not below 1e-9 of its largest.
class LogGamma {
 public:
  static constexpr int points = 2049;

  explicit LogGamma(double shape);

  CLIENTELE_INLINE float of(std::uint32_t word) const {
    const LogProbabilities log = log_probabilities(word);
    const float at = (log.below - log.above - lowest) * per_odds;
    const auto point = static_cast<std::int32_t>(at);
    const float low = corrections_[point], high = corrections_[point + 1];
    return (log.below * stretch_ + start_) + (low + (at - static_cast<float>(point)) * (high - low));
  }

 private:
  /// The log odds of words lie between -22.9 and 22.9.
  static constexpr float lowest = -23.0F, per_odds = (points - 1) / 46.0F;

  float stretch_ = 0.0F, start_ = 0.0F;
  std::array<float, points> corrections_{};
};

/// The tables of the shapes that were asked for: a block draws for each item again, and the next block the same. For
/// one thread; each makes its own, which takes .1 to .4 milliseconds and 8 KiB a shape.
class LogGammas {
 public:
  /// Stays where it is until `clear`. Shape > 0.
  const LogGamma& of(double shape) { return tables_.try_emplace(shape, shape).first->second; }
  void clear() { tables_.clear(); }

 private:
  std::map<double, LogGamma> tables_;
};

}  // namespace clientele
