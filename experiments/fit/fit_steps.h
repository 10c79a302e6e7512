#pragma once

#include <cstddef>
#include <vector>

#include "engine/schedule/watch.h"

namespace clientele {

/// The steps of a fit, for who watches it from outside: models one after the other, then what is made of them. Each
/// takes a part of the whole in proportion to its cost, so that a model with mixed tastes, which takes a hundred times
/// as long as one without, does not seem to stand still.
class FitSteps {
 public:
  /// `costs` by step, in any unit, as far as they are known beforehand. Looks, as data are read before the first step.
  FitSteps(const Watch& watch, std::vector<double> costs);

  /// What the next step is to tell, from 0 to 1, and to look at. Throws Stopped if the end was asked for.
  Watch next();
  /// All is told to be done, also where the last steps had nothing to tell.
  void end() const;

 private:
  Watch watch_;
  std::vector<double> until_;  ///< by step: the share of the whole that is done after it
  std::size_t begun_ = 0;
};

}  // namespace clientele
