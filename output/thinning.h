#pragma once

#include <cstddef>

#include "engine/measures/frame.h"

namespace clientele {

/// How many different times stand in a table by tick (column `tick`, or `time` where whole runs, at -1, stand beside
/// them); 0 in other tables.
std::size_t count_times(const Frame& frame);

/// Gives `every` times that follow one another the last of them, so that `fold_replicates` makes one row of theirs.
/// Whole runs are left alone. For tables by tick.
Frame merge_times(const Frame& frame, std::size_t every);

/// Keeps every so many rows of each series, the last among them, and whole runs. For tables by tick whose figures,
/// such as intervals, cannot be added up.
Frame leave_out_times(const Frame& frame, std::size_t every);

}  // namespace clientele
