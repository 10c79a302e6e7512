#pragma once

#include <iosfwd>
#include <string>

#include "experiments/run.h"

namespace clientele {

/// What a variant changed in one need: each brand's share, volume and profit, paired by replicate with the base case.
void write_change(std::ostream& out, const Scenario& scenario, const Results& results, const std::string& variant,
                  std::size_t need);

}  // namespace clientele
