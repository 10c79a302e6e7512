#include "models/customers/consideration/membership.h"

#include <algorithm>

#include "engine/math/exact.h"

namespace clientele {

float within_tick(double weekly, double weeks_per_tick) {
  if (weekly >= 1.0) return 1.0F;
  return static_cast<float>(-math::expm1(weeks_per_tick * math::log1p(-std::max(0.0, weekly))));
}

}  // namespace clientele
