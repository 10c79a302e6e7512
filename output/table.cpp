#include "output/table.h"

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <sstream>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

#include "engine/core/check.h"
#include "output/display_width.h"

namespace clientele {
namespace {

constexpr std::string_view gap = "  ";
constexpr std::size_t least_label = 8;

using Widths = std::vector<std::size_t>;

/// Cells that columns [first, end) take with the gaps between them.
std::size_t span_width(const Widths& widths, std::size_t first, std::size_t end) {
  std::size_t width = 0;
  for (std::size_t c = first; c < end; ++c) width += widths[c] + (c > first ? gap.size() : 0);
  return width;
}

std::size_t line_width(const Widths& widths) { return span_width(widths, 0, widths.size()); }

/// One past the last column that shares the group of column `first`.
/// Only neighbours share a heading; the same word further on is another group.
std::size_t end_of_group(const std::vector<TableColumn>& columns, std::size_t first) {
  std::size_t end = first + 1;
  if (columns[first].group.empty()) return end;
  while (end < columns.size() && columns[end].group == columns[first].group) ++end;
  return end;
}

std::string line_of(std::size_t cells) {
  std::string line;
  while (cells-- > 0) line += "─";
  return line;
}

/// Cut first and padded then: shown texts are exactly as wide as their column, also where a wide letter does not fit
/// its last cell.
std::string padded(std::string_view text, std::size_t width, Align align) {
  const std::string shown = shortened(text, width), blanks(width - display_width(shown), ' ');
  return align == Align::left ? shown + blanks : blanks + shown;
}

/// Ends a line without trailing blanks.
void put_line(std::ostream& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

std::string row_text(const std::vector<TableColumn>& columns, const std::vector<std::string>& cells,
                     const Widths& widths) {
  std::string line;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (c > 0) line += gap;
    line += padded(cells[c], widths[c], columns[c].align);
  }
  return line;
}

void write_note(std::ostream& out, const std::string& note, std::size_t width) {
  std::istringstream words(note);
  std::string line, word;
  while (words >> word) {
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
      put_line(out, line);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  put_line(out, line);
}

/// NO_COLOR asks for plain text when it is there and not empty (no-color.org).
bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

TableStyle style_for(int descriptor) {
  TableStyle style;
  if (::isatty(descriptor) == 0) return style;
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = std::clamp<std::size_t>(size.ws_col, 80, 100);
  const char* terminal = std::getenv("TERM");
  style.bold_headers = !is_set("NO_COLOR") && terminal != nullptr && std::string_view(terminal) != "dumb";
  return style;
}

TextTable::TextTable(std::vector<TableColumn> columns) : columns_(std::move(columns)) {
  for (TableColumn& column : columns_) {
    column.header = printable(column.header);
    column.group = printable(column.group);
  }
}

/// Cells are made printable when they come in, so that widths are measured of what will be shown.
TextTable& TextTable::row(std::vector<std::string> cells) {
  check(cells.size() <= columns_.size(), "a row has no more cells than the table has columns");
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
  return *this;
}

TextTable& TextTable::rule() {
  rows_.emplace_back();
  return *this;
}

TextTable& TextTable::note(std::string text) {
  notes_.push_back(printable(text));
  return *this;
}

/// A heading wider than its columns widens the last of them. Cells are taken from the widest text one by one, so
/// several long columns end equally wide.
Widths TextTable::widths(std::size_t most) const {
  Widths widths;
  for (const TableColumn& column : columns_) widths.push_back(display_width(column.header));
  for (const auto& cells : rows_)
    for (std::size_t c = 0; c < cells.size(); ++c) widths[c] = std::max(widths[c], display_width(cells[c]));
  for (std::size_t c = 0; c < columns_.size(); c = end_of_group(columns_, c)) {
    const std::size_t end = end_of_group(columns_, c), width = span_width(widths, c, end);
    widths[end - 1] += std::max(width, display_width(columns_[c].group)) - width;
  }
  while (line_width(widths) > most) {
    std::size_t* widest = nullptr;
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (columns_[c].align == Align::left && widths[c] > least_label && (widest == nullptr || widths[c] > *widest))
        widest = &widths[c];
    if (widest == nullptr) break;
    --*widest;
  }
  return widths;
}

/// The names of groups, each over a line as wide as its columns.
void TextTable::write_groups(std::ostream& out, const Widths& widths) const {
  std::string names, lines;
  for (std::size_t c = 0; c < columns_.size(); c = end_of_group(columns_, c)) {
    const std::string& group = columns_[c].group;
    const std::size_t width = span_width(widths, c, end_of_group(columns_, c));
    names += (c > 0 ? std::string(gap) : "") + padded(group, width, Align::left);
    lines += (c > 0 ? std::string(gap) : "") + (group.empty() ? std::string(width, ' ') : line_of(width));
  }
  put_line(out, names);
  put_line(out, lines);
}

/// The line under the header is as long as the table, and cells are never drawn: tables can be copied into a text.
void TextTable::write(std::ostream& out, const TableStyle& style) const {
  const Widths columns = widths(style.width);
  std::vector<std::string> headers;
  bool grouped = false;
  for (const TableColumn& column : columns_) {
    headers.push_back(column.header);
    grouped = grouped || !column.group.empty();
  }
  if (style.bold_headers) out << "\033[1m";
  if (grouped) write_groups(out, columns);
  put_line(out, row_text(columns_, headers, columns));
  if (style.bold_headers) out << "\033[0m";
  put_line(out, line_of(line_width(columns)));
  for (const auto& cells : rows_)
    put_line(out, cells.empty() ? line_of(line_width(columns)) : row_text(columns_, cells, columns));
  for (const std::string& note : notes_) write_note(out, note, style.width);
}

}  // namespace clientele
