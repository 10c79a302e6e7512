#include "engine/math/gamma.h"

#include "engine/math/exact.h"

namespace clientele::math {
namespace {

/// Far more terms than shapes up to a million take at their middle: a bound for what never comes.
constexpr int most_terms = 20'000;

/// 1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...: below the middle it falls off at once.
double series(double a, double x) {
  double sum = 1.0, term = 1.0;
  for (int n = 1; n < most_terms && term > sum * 1e-17; ++n) sum += term *= x / (a + n);
  return sum;
}

/// 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...)), from the front by Lentz's method.
double continued_fraction(double a, double x) {
  double b = x + 1.0 - a, c = 1e300, d = 1.0 / b, product = d;
  for (int n = 1; n < most_terms; ++n) {
    const double part = -n * (n - a);
    b += 2.0;
    d = 1.0 / (part * d + b);
    c = b + part / c;
    product *= c * d;
    if (abs(c * d - 1.0) < 1e-15) break;
  }
  return product;
}

}  // namespace

/// Each of P and Q is found where it is the smaller, or nearly: the other one is taken from it without cancellation.
/// Source: Press et al., Numerical Recipes, 6.2.
GammaOdds gamma_odds(double shape, double log_value) {
  const double x = exp(log_value), log_power = shape * log_value - x - lgamma(1.0 + shape);
  double below = 0.0, above = 0.0;
  if (x < shape + 1.0) {
    below = log_power + log(series(shape, x));
    above = log(-expm1(below));
  } else {
    above = log_power + log(shape * continued_fraction(shape, x));
    below = log1p(-exp(above));
  }
  return {below - above, exp(log_power + log(shape) - below - above), above};
}

}  // namespace clientele::math
