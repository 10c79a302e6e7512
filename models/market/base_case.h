#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/schedule/parallel.h"
#include "models/market/spec.h"

namespace clientele {

/// What is found once for a scenario and held in every variant: how each need stands when nothing happens.
struct NeedBase {
  std::vector<float> constants;    ///< by slot, 0 being nothing: added to utility so that base shares hold
  double price_response = 1.0;     ///< own elasticity per unit of mean price coefficient
  std::vector<double> start_share; ///< by slot: shares that the constants lead to in the last round, for `check`
};
struct BaseCase {
  std::vector<NeedBase> needs;
};

}  // namespace clientele
