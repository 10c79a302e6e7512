#pragma once

#include <functional>

#include "clientele/scenario.h"
#include "clientele/tables.h"
#include "clientele/watch.h"
#include "app/arguments.h"
#include "app/library.h"

namespace clientele::app {

/// What a line is lived from when it is repeated.
struct Again {
  std::function<Scenario(LoadOptions)> read;  ///< the scenario that was kept, in which all of the line is
  unsigned threads = 0;
  Watch watch;
};

/// The tables of `run` and of `compare` by a line as it was given once; its files and formats are not asked for again.
/// Throw Stopped where the end was asked for.
Tables run_again(const Arguments& arguments, const Again& again);
Tables compare_again(const Arguments& arguments, const Again& again);

}  // namespace clientele::app
