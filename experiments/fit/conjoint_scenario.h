#pragma once

#include <string>
#include <vector>

#include "experiments/fit/conjoint_data.h"
#include "experiments/fit/fit.h"

namespace clientele {

/// A market of the products that were chosen most, as customers with these part-worths would share it between them.
///
/// Stated choices know no real products: those of the market are an example to start from, and the user puts in his
/// own. `price` may be the name of no number; the market then has no prices.
std::string conjoint_scenario(const FitRequest& request, const Conjoint& data, const std::vector<double>& weights,
                              const std::string& price);

}  // namespace clientele
