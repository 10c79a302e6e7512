#include "engine/random/distribution.h"

#include "engine/math/exact.h"

namespace clientele {

/// In closed form for each family, so that whoever plans with a spread parameter draws nothing.
double Distribution::mean() const {
  switch (family) {
    case Family::constant:
    case Family::normal:
      return a;
    case Family::uniform:
      return 0.5 * (a + b);
    case Family::lognormal:
      return math::exp(a + 0.5 * b * b);
    case Family::gamma:
      return a * b;
    case Family::beta:
      return a / (a + b);
  }
  return a;
}

}  // namespace clientele
