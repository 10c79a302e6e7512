#include "output/thinning.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "output/row_groups.h"

namespace clientele {
namespace {

using Times = CellsOf<std::int64_t>;

const Frame::Column* time_column(const Frame& frame) {
  const Frame::Column* tick = whole_key(frame, "tick");
  return tick ? tick : whole_key(frame, "time");
}

const Times& times_of(const Frame& frame) { return std::get<Times>(time_column(frame)->cells); }

/// Without those of whole runs, which are negative.
/// Of the table as it is: ticks that nobody wrote, where rows are every fourth tick, are no times to be merged.
Times different_times(const Frame& frame) {
  Times different = times_of(frame);
  std::erase_if(different, [](std::int64_t time) { return time < 0; });
  std::sort(different.begin(), different.end());
  different.erase(std::unique(different.begin(), different.end()), different.end());
  return different;
}

}  // namespace

std::size_t count_times(const Frame& frame) { return time_column(frame) ? different_times(frame).size() : 0; }

Frame merge_times(const Frame& frame, std::size_t every) {
  const Times different = different_times(frame);
  Frame merged = frame;
  for (std::int64_t& time : merged.get<std::int64_t>(time_column(frame)->name)) {
    if (time < 0) continue;
    const auto place =
        static_cast<std::size_t>(std::lower_bound(different.begin(), different.end(), time) - different.begin());
    time = different[std::min(different.size(), (place / every + 1) * every) - 1];
  }
  return merged;
}

Frame leave_out_times(const Frame& frame, std::size_t every) {
  const Times& times = times_of(frame);
  const RowGroups series = group_rows(frame, keys_without(frame, time_column(frame)->name));
  std::vector<std::size_t> rows_after(series.first_row.size(), 0), kept;
  for (std::size_t row = frame.rows(); row-- > 0;)
    if (times[row] < 0 || rows_after[series.of_row[row]]++ % every == 0) kept.push_back(row);
  std::reverse(kept.begin(), kept.end());
  return frame.only(kept);
}

bool has_whole_runs(const Frame& frame) {
  if (!time_column(frame)) return false;
  const Times& times = times_of(frame);
  return std::any_of(times.begin(), times.end(), [](std::int64_t time) { return time < 0; });
}

Frame only_whole_runs(const Frame& frame) {
  const Times& times = times_of(frame);
  std::vector<std::size_t> kept;
  for (std::size_t row = 0; row < times.size(); ++row)
    if (times[row] < 0) kept.push_back(row);
  return frame.only(kept);
}

}  // namespace clientele
