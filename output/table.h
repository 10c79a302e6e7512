#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace clientele {

enum class Align { left, right };

struct TableColumn {
  std::string header;
  Align align = Align::right;
  std::string group;  ///< neighbours with the same group share a heading above; empty: none
};

struct TableStyle {
  std::size_t width = 100;  ///< cells of the terminal
  bool bold_headers = false;
};

/// The style for a file descriptor: as wide as its terminal, within 80 to 100 cells, and bold headers only on a
/// terminal that is not "dumb" and where NO_COLOR is unset or empty.
/// 80 cells even where a terminal claims fewer, since tables below that are unreadable; 100 at most, as longer lines
/// are hard to follow.
TableStyle style_for(int descriptor);

/// A table for people: aligned columns under headers, footnotes below. Texts are UTF-8.
/// Widths are counted in cells of a terminal and not in bytes, and control characters are taken out: names come from
/// users.
class TextTable {
 public:
  explicit TextTable(std::vector<TableColumn> columns);

  /// One cell a column; missing ones are empty.
  TextTable& row(std::vector<std::string> cells);
  /// A thin line between rows, as above a total.
  TextTable& rule();
  /// A remark below the table, broken at blanks to fit.
  TextTable& note(std::string text);
  /// Left-aligned columns are cut with "…" where the table is too wide, the widest first and none below 8 cells;
  /// numbers are never cut, so a table of many of them may still be wider.
  void write(std::ostream& out, const TableStyle& style = {}) const;

 private:
  std::vector<std::size_t> widths(std::size_t most) const;
  void write_groups(std::ostream& out, const std::vector<std::size_t>& widths) const;

  std::vector<TableColumn> columns_;
  std::vector<std::vector<std::string>> rows_;  ///< one without cells is a rule
  std::vector<std::string> notes_;
};

}  // namespace clientele
