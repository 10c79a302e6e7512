#pragma once

#include <string>

#include "engine/measures/frame.h"
#include "experiments/fit/fit.h"

namespace clientele {

/// The report for people: estimates, how well the model does, notes. Rounded to what standard errors let one know, so
/// no program should read it: `fit_frame` has all digits.
std::string fit_text(const FitReport& report);

/// The same as one table: a row for each estimate, figure and note.
Frame fit_frame(const FitReport& report);

/// What a kind of fit reads and which options it has; what `clientele fit KIND` prints without a file.
std::string fit_kind_text(const FitKind& kind);

}  // namespace clientele
