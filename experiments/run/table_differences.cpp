#include "experiments/run/table_differences.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <type_traits>
#include <variant>

#include <fmt/format.h>

namespace clientele {
namespace {

/// What a rerun promises is the same bits, so no tolerance.
template <class T>
bool same_cell(const T& one, const T& other) {
  // By bits: -0.0 is not 0.0, and every NaN is one.
  if constexpr (std::is_same_v<T, double>)
    return std::memcmp(&one, &other, sizeof one) == 0 || (one != one && other != other);
  else
    return one == other;
}

/// In the fewest digits that read back to the same bits: a difference in the last one must show.
std::string shown(const Frame::Cells& cells, std::size_t row) {
  return std::visit([&](const auto& column) { return fmt::format("{}", column[row]); }, cells);
}

/// Names, units and kinds; what a column means may be told better by a newer program.
bool same_columns(const Frame& then, const Frame& now) {
  return std::ranges::equal(then.columns(), now.columns(), [](const auto& a, const auto& b) {
    return a.name == b.name && a.unit == b.unit && a.cells.index() == b.cells.index();
  });
}

/// Marks the rows in which a column differs. Both are of one kind and length by then.
void mark(const Frame::Cells& then, const Frame::Cells& now, std::vector<bool>& differs) {
  std::visit(
      [&](const auto& cells) {
        const auto& others = std::get<std::remove_cvref_t<decltype(cells)>>(now);
        for (std::size_t row = 0; row < differs.size(); ++row)
          if (!same_cell(cells[row], others[row])) differs[row] = true;
      },
      then);
}

/// A column at a time, since tables are long and in files; nothing if all is the same.
std::optional<std::string> difference(const Frame& then, const Frame& now) {
  if (!same_columns(then, now)) return "has other columns or units";
  if (then.rows() != now.rows()) return fmt::format("{} rows then, {} now", then.rows(), now.rows());
  // A bit a row: tables of many replicates have millions.
  std::vector<bool> differs(then.rows());
  for (std::size_t c = 0; c < then.columns().size(); ++c)
    mark(then.columns()[c].cells, now.columns()[c].cells, differs);
  const auto first = std::ranges::find(differs, true);
  if (first == differs.end()) return std::nullopt;
  const auto row = static_cast<std::size_t>(first - differs.begin());
  std::string text =
      fmt::format("{} of {} rows differ; first row {}:", std::ranges::count(differs, true), differs.size(), row + 1);
  for (std::size_t c = 0; c < then.columns().size(); ++c) {
    std::vector<bool> one(then.rows());
    mark(then.columns()[c].cells, now.columns()[c].cells, one);
    if (one[row])
      return text + fmt::format(" {} {} then, {} now", then.columns()[c].name, shown(then.columns()[c].cells, row),
                                shown(now.columns()[c].cells, row));
  }
  return text;
}

/// By name, as a newer program may write more tables, or in another order.
const Frame* called(std::span<const Frame> frames, const std::string& name) {
  const auto found = std::ranges::find(frames, name, &Frame::name);
  return found == frames.end() ? nullptr : &*found;
}

}  // namespace

/// In the order of what was, then what is new.
std::vector<TableDifference> table_differences(std::span<const Frame> then, std::span<const Frame> now) {
  std::vector<TableDifference> differing;
  for (const Frame& frame : then) {
    const Frame* other = called(now, frame.name());
    const auto what = other ? difference(frame, *other) : std::optional<std::string>("is not there now");
    if (what) differing.push_back({frame.name(), *what});
  }
  for (const Frame& frame : now)
    if (!called(then, frame.name())) differing.push_back({frame.name(), "was not there then"});
  return differing;
}

}  // namespace clientele
