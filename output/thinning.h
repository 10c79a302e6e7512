#pragma once

#include <cstddef>

#include "engine/measures/frame.h"

namespace clientele {

/// How many different times stand in a table by tick (column `tick`, or `time` where whole runs, at -1, stand beside
/// them); 0 in other tables.
std::size_t count_times(const Frame& frame);

/// Gives `every` times that follow one another the last of them, so that `fold_replicates` makes one row of theirs.
/// Whole runs are left alone. For tables by tick.
/// Nothing is lost but detail: flows of the merged times are added and levels averaged, so totals of the page agree
/// with those of the file.
Frame merge_times(const Frame& frame, std::size_t every);

/// Keeps every so many rows of each series, the last among them, and whole runs. For tables by tick whose figures,
/// such as intervals, cannot be added up.
/// From the end backwards, so that the last state of a run, which people look at first, is always there.
Frame leave_out_times(const Frame& frame, std::size_t every);

/// Whether rows of the whole run stand in a table beside those by time.
bool has_whole_runs(const Frame& frame);
/// Their rows alone: what is left where no course has room.
Frame only_whole_runs(const Frame& frame);

}  // namespace clientele
