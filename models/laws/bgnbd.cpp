#include "models/laws/bgnbd.h"

#include "engine/core/check.h"
#include "engine/math/exact.h"

namespace clientele {
namespace {

constexpr double neglected = 1e-12;

/// ln Gamma(start + n) - ln Gamma(start), and its derivative by `start`: sums over the purchases of one customer.
struct Rising {
  double log = 0.0, slope = 0.0;
};
Rising rising(double start, double n) {
  Rising sum;
  for (double i = 0.0; i < n; i += 1.0) {
    sum.log += math::log(start + i);
    sum.slope += 1.0 / (start + i);
  }
  return sum;
}

/// ln of the odds that a customer with repeats has dropped out.
double log_odds_gone(const BgNbd& law, const BuyingRecord& record) {
  const double later = (law.alpha + record.age) / (law.alpha + record.recency);
  return math::log(law.a / (law.b + record.repeats - 1.0)) + (law.r + record.repeats) * math::log(later);
}

/// ln(1 + e^x) without overflow.
double softplus(double x) { return x > 0.0 ? x + math::log1p(math::exp(-x)) : math::log1p(math::exp(x)); }

}  // namespace

double log_likelihood(const BgNbd& law, const BuyingRecord& record, std::array<double, 4>* slope) {
  const double x = record.repeats, until = law.alpha + record.age, last = law.alpha + record.recency;
  const Rising buys = rising(law.r, x), stays = rising(law.b, x), either = rising(law.a + law.b, x);
  double value = buys.log + law.r * math::log(law.alpha) - (law.r + x) * math::log(until) + stays.log - either.log;
  double gone = 0.0;  // probability of having dropped out
  if (x > 0.0 && law.a > 0.0) {
    const double odds = log_odds_gone(law, record);
    value += softplus(odds);
    gone = 1.0 / (1.0 + math::exp(-odds));
  }
  if (slope) {
    (*slope)[0] = buys.slope + math::log(law.alpha / until) + gone * math::log(until / last);
    (*slope)[1] = law.r / law.alpha - (law.r + x) * (1.0 / until + gone * (1.0 / last - 1.0 / until));
    (*slope)[2] = -either.slope + (gone > 0.0 ? gone / law.a : 0.0);
    (*slope)[3] = stays.slope - either.slope - (gone > 0.0 ? gone / (law.b + x - 1.0) : 0.0);
  }
  return value;
}

MeanAndVariance repeats_within(const BgNbd& law, double time) {
  check(law.r > 0.0 && law.alpha > 0.0 && law.a >= 0.0 && law.b > 0.0 && time >= 0.0, "BG/NBD parameters are positive");
  if (time == 0.0) return {};
  const double q = time / (law.alpha + time);
  double log_weight = -law.r * math::log1p(time / law.alpha);  // of N = n - 1
  double at_least = 1.0, stays = 1.0, mean = 0.0, square = 0.0;
  for (double n = 1.0;; n += 1.0) {
    const double weight = math::exp(log_weight);
    at_least = at_least > weight ? at_least - weight : 0.0;
    if (n > 1.0) stays *= (law.b + n - 2.0) / (law.a + law.b + n - 2.0);
    mean += stays * at_least;
    square += (2.0 * n - 1.0) * stays * at_least;
    // Weights shrink by at least `ratio` from here on, so geometric series bound what is left.
    const double ratio = q * (law.r + n) / n, rest = 1.0 - ratio;
    if (rest > 0.0 && 4.0 * n * weight < neglected * rest * rest) break;
    log_weight += math::log(q * (law.r + n - 1.0) / n);
  }
  return {mean, square - mean * mean};
}

double never_repeating(const BgNbd& law, double time) { return math::exp(-law.r * math::log1p(time / law.alpha)); }

double probability_alive(const BgNbd& law, const BuyingRecord& record) {
  if (record.repeats == 0.0 || law.a == 0.0) return 1.0;
  return 1.0 / (1.0 + math::exp(log_odds_gone(law, record)));
}

MeanAndVariance repeats_ahead(const BgNbd& law, const BuyingRecord& record, double time) {
  const double alive = probability_alive(law, record);
  const BgNbd now{law.r + record.repeats, law.alpha + record.age, law.a, law.b + record.repeats};
  const MeanAndVariance of_alive = repeats_within(now, time);
  const double square = of_alive.variance + of_alive.mean * of_alive.mean;
  const double mean = alive * of_alive.mean;
  return {mean, alive * square - mean * mean};
}

}  // namespace clientele
