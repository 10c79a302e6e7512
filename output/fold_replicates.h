#pragma once

#include <cstddef>
#include <span>

#include "engine/measures/frame.h"

namespace clientele {

/// How many different replicates stand in these tables.
std::size_t count_replicates(std::span<const Frame> frames);

/// Whether a table is one that `fold_replicates` folds: with replicates, and with measures that are all numbers.
bool has_replicates(const Frame& frame);

/// One row for what was a row per replicate. Each measure `m` becomes three columns of numbers: `m`, its mean over the
/// `replicates`, and `m_low` and `m_high`, their 5 % and 95 % quantiles. A replicate without the row counts as 0 in a
/// sum and is left out elsewhere, as are unknown figures: NaN, and -1 in a count that is a level (docs/output.md).
/// NaN: no replicate knows it.
Frame fold_replicates(const Frame& frame, std::size_t replicates);

}  // namespace clientele
