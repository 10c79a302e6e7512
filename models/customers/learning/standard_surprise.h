#pragma once

#include "engine/core/vector.h"

namespace clientele {

/// e = clip(D / sd_D, -3, 3): a surprise in standard deviations of the base case. Nothing moves a feeling further than
/// three of them: one disaster is a disaster. The bound is an assumption.
CLIENTELE_INLINE float standard_surprise(float surprise, float surprise_sd) {
  const float e = surprise / surprise_sd;
  return e < -3.0F ? -3.0F : (e > 3.0F ? 3.0F : e);
}

}  // namespace clientele
