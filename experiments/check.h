#pragma once

#include <string>
#include <vector>

#include "scenarios/scenario.h"

namespace clientele {

/// How far the base case wanders when nothing happens: the first year beside the fourth.
struct Drift {
  std::string need;
  double worst_share = 0.0;  ///< largest change of a brand's share, in shares of one
  std::string worst_brand;
  double volume = 0.0;                         ///< change of the need's purchases, as a share of the first year's
  double share_luck = 0.0, volume_luck = 0.0;  ///< what chance alone makes of these figures, 2 standard deviations
};

/// Lives the base case for four years without events, with 50,000 customers or as many as the scenario has, if more.
std::vector<Drift> measure_drift(const Scenario& scenario, unsigned threads);

/// The base drift of every need with a verdict: a calibrated scenario stays within 1 point of share and 1 % of volume.
std::string check_report(const Scenario& scenario, unsigned threads);

}  // namespace clientele
