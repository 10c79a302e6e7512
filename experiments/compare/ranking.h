#pragma once

#include <span>

#include "engine/measures/frame.h"
#include "experiments/outcomes/outcomes.h"

namespace clientele {

/// The table `ranking`, empty.
Frame ranking_table();

/// Orders the worlds by the mean of one outcome, highest first, each against the next and against the base case. All
/// intervals hold together (Bonferroni, over all pairs of worlds); `told_apart` is Holm's verdict at the same level.
/// `sets` as for `differences`; an outcome that they do not have gives no rows.
Frame ranking(std::span<const Outcomes> sets, const OutcomeKey& key);

}  // namespace clientele
