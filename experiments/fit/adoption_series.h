#pragma once

#include <string>
#include <vector>

#include "experiments/fit/fit.h"
#include "experiments/fit/fit_request.h"

namespace clientele {

/// How a product spread, by whole periods from its first figure on. The unit of figures is the data's own: pieces,
/// thousands, or percent of a population.
struct AdoptionSeries {
  std::string name;            ///< empty if the file tells none
  bool cumulative = false;     ///< figures are units adopted so far, at the ends of periods; else units in each period
  double first_label = 0.0;    ///< what the file calls the first period, such as 1949
  std::vector<int> period;     ///< 0 first, rising; periods without a figure may be missing
  std::vector<double> figure;  ///< none negative
  std::vector<std::string> notes;  ///< what was done with odd rows

  /// All units adopted by the last figure, as far as told.
  double adopted() const;
};

/// Reads the series that the request names. Empty cells are missing. Leaves out zeros before the launch and, of
/// cumulative figures, what follows the highest when they end far below it. What is returned has a figure above 0 and
/// gaps where figures are missing, which every estimator has to bear. Throws InputError.
AdoptionSeries read_series(const FitRequest& request, const Period& unit);

}  // namespace clientele
