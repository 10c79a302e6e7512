#include "engine/measures/frame.h"

#include <algorithm>
#include <stdexcept>

#include "engine/core/check.h"

namespace clientele {

/// Columns of a frame that is being filled may differ by a row; the first is filled first.
std::size_t Frame::rows() const {
  if (columns_.empty()) return 0;
  return std::visit([](const auto& cells) { return cells.size(); }, columns_.front().cells);
}

/// A walk: frames have a dozen columns, and loops take the cells once. A name that is not there is our own mistake.
const Frame::Column& Frame::column(std::string_view name) const {
  for (const Column& column : columns_)
    if (column.name == name) return column;
  throw std::out_of_range("table '" + name_ + "' has no column '" + std::string(name) + "'");
}

/// By position, not by name: both come from one declaration.
void Frame::append(const Frame& other) {
  check(other.columns_.size() == columns_.size(), "frames that are joined have the same columns");
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::visit(
        [&]<class Cells>(Cells& cells) {
          const auto& more = std::get<Cells>(other.columns_[c].cells);
          if constexpr (std::is_same_v<Cells, LabelColumn>) {
            cells.append(more);
          } else {
            make_room(cells, cells.size() + more.size());
            append_cells(cells, more);
          }
        },
        columns_[c].cells);
    put_cells_aside();
  }
}

/// Rows may come twice or in another order: so it sorts and samples, too.
Frame Frame::only(std::span<const std::size_t> rows) const {
  Frame frame(name_, meaning_);
  for (const Column& column : columns_) {
    frame.columns_.push_back({column.name, column.unit, column.meaning, column.fold, {}});
    std::visit(
        [&]<class Cells>(const Cells& cells) {
          Cells& kept = frame.columns_.back().cells.emplace<Cells>();
          if constexpr (std::is_same_v<Cells, LabelColumn>) {
            kept = cells.only(rows);
          } else {
            kept.reserve(rows.size());
            for (std::size_t at = 0; at < rows.size(); ++at) {
              if (at % rows_at_once == 0) put_cells_aside();
              kept.push_back(cells[rows[at]]);
            }
          }
        },
        column.cells);
    put_cells_aside();
  }
  return frame;
}

}  // namespace clientele
