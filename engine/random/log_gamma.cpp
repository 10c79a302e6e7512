#include "engine/random/log_gamma.h"

#include <algorithm>

#include "engine/math/exact.h"
#include "engine/math/gamma.h"

namespace clientele {
namespace {

/// Of the exact corrections: each lies this many points of the table from the next, and cubics stand between.
constexpr int stride = 8;
constexpr double odds_per_point = 46.0 / (LogGamma::points - 1);

/// A point of the inverse distribution function less its lower tail, and its slope by the log odds.
struct Correction {
  double value = 0.0, slope = 0.0;
};

/// ln(1 + e^x) without overflow.
double log_of_one_more(double x) { return x > 0.0 ? x + math::log1p(math::exp(-x)) : math::log1p(math::exp(x)); }

/// The log value that has the log odds asked for, by Newton's method.
/// Steps are held within 2: from afar the slope may be a thousandth of what it is nearby.
double log_value_at(double shape, double log_odds, double start) {
  for (int round = 0; round < 100; ++round) {
    const math::GammaOdds found = math::gamma_odds(shape, start);
    const double step = std::clamp((found.log_odds - log_odds) / found.slope, -2.0, 2.0);
    start -= step;
    if (math::abs(step) < 1e-7) break;  // the next round would leave its square
  }
  return start;
}

/// From the highest odds down: there, and from each point to the next, the tangent leads Newton's method to its root.
/// Where a value is so low that the tail is exact, so is it for all that lie lower.
std::array<Correction, LogGamma::points / stride + 1> exact_corrections(double shape) {
  std::array<Correction, LogGamma::points / stride + 1> corrections{};
  const double log_gamma_more = math::lgamma(1.0 + shape);
  double at = math::log(shape + 23.0 + math::sqrt(46.0 * shape)), by_odds = 0.0;
  for (int k = (LogGamma::points - 1) / stride; k >= 0; --k) {
    const double log_odds = -23.0 + odds_per_point * stride * k;
    const double tail = (log_gamma_more - log_of_one_more(-log_odds)) / shape;
    at = std::max(at - by_odds * odds_per_point * stride, tail);
    if (tail < -20.0) break;
    at = log_value_at(shape, log_odds, at);
    const math::GammaOdds found = math::gamma_odds(shape, at);
    by_odds = 1.0 / found.slope;
    corrections[k] = {at - tail, by_odds - math::exp(-log_of_one_more(log_odds)) / shape};
  }
  return corrections;
}

/// The cubic through two points with their slopes, at a share of the way.
double between(const Correction& low, const Correction& high, double share) {
  const double width = odds_per_point * stride, rise = high.value - low.value;
  const double from = width * low.slope - rise, to = rise - width * high.slope;
  return low.value + share * (rise + (1.0 - share) * (from * (1.0 - share) + to * share));
}

}  // namespace

/// A shape that no float could divide by stands for the smallest that one can: its numbers are all out of the contest.
LogGamma::LogGamma(double shape) {
  shape = std::max(shape, 1e-30);
  stretch_ = static_cast<float>(1.0 / shape);
  start_ = static_cast<float>(math::lgamma(1.0 + shape) / shape);
  const auto exact = exact_corrections(shape);
  for (int k = 0; k < points - 1; ++k)
    corrections_[k] =
        static_cast<float>(between(exact[k / stride], exact[k / stride + 1], static_cast<double>(k % stride) / stride));
  corrections_[points - 1] = static_cast<float>(exact[(points - 1) / stride].value);
}

}  // namespace clientele
