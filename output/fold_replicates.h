#pragma once

#include <cstddef>
#include <span>

#include "engine/measures/frame.h"

namespace clientele {

/// How many different replicates stand in these tables.
/// Over all tables: one that tells only of customers lost may lack a replicate in which nobody was.
std::size_t count_replicates(std::span<const Frame> frames);

/// Whether a table is one that `fold_replicates` folds: with replicates, and with measures that are all numbers.
bool has_replicates(const Frame& frame);

/// One row for what was a row per replicate. Each measure `m` becomes three columns of numbers: `m`, its mean over the
/// `replicates`, and `m_low` and `m_high`, their 5 % and 95 % quantiles. A replicate without the row counts as 0 in a
/// sum and is left out elsewhere, as are unknown figures: NaN, and -1 in a count that is a level (docs/output.md).
/// NaN: no replicate knows it.
/// Quantiles and no interval of the mean: they show how much one run differs from another. `replicates` comes from all
/// tables (`count_replicates`), so that rows that are missing here can count.
Frame fold_replicates(const Frame& frame, std::size_t replicates);

}  // namespace clientele
