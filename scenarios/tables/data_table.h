#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/schedule/watch.h"

namespace clientele {

/// Tables: how a CSV file of data becomes columns whose every cell has a line to be complained about.
///
/// Used for records that customers live, for networks and for what a fit is made to. A table knows no meaning: callers
/// name the columns they want and their kind.

/// The number that a whole cell is, if it is one: finite, with a decimal point, a sign and an exponent if wanted.
/// By from_chars, so no locale turns the point into a comma.
std::optional<double> number_in(std::string_view cell);

/// A table as a CSV file holds it (RFC 4180; comma, semicolon or tab; the first line names the columns). Cells are
/// text; blanks around them and quotes are gone. Every row has as many cells as there are columns.
/// All cells stay text until somebody asks for a column as numbers, so a column that nobody uses may hold anything.
/// Memory is a std::string a cell, several times the file for short cells.
class DataTable {
 public:
  /// Throws InputError with file, line and what is wrong: no file, too large (over `most_bytes`), no heading, a column
  /// named twice, a row too long or too short, an open quote, bytes that are no text. All problems of a file together,
  /// at most 20.
  /// Anything that makes cells ambiguous is refused here and never guessed: a table read wrongly looks like a finding.
  /// Looks at every line, as a million of them take seconds.
  static DataTable read(const std::string& file, const Watch& watch = {},
                        std::size_t most_bytes = std::size_t{1} << 30);

  const std::string& file() const { return file_; }
  std::size_t rows() const { return columns_.empty() ? 0 : rows_; }
  const std::vector<std::string>& columns() const { return columns_; }
  bool has(std::string_view column) const;
  /// The position of a column. Throws InputError with a suggestion when there is none.
  std::size_t column(std::string_view name) const;
  /// Row by row in memory, as rows are read.
  const std::string& cell(std::size_t row, std::size_t column) const { return cells_[row * columns_.size() + column]; }
  /// Whole columns as numbers, whole numbers or days (1997-01-31, 19970131 or a number of days). Throw InputError that
  /// names file, line and column of every cell that is none, at most 20. An empty cell or NA is none, nor a text.
  /// Each call reads the column anew and gives it away; nothing is kept of it.
  std::vector<double> numbers(std::string_view column) const;
  std::vector<long> whole_numbers(std::string_view column) const;
  std::vector<double> days(std::string_view column) const;
  std::vector<std::string> texts(std::string_view column) const;
  /// The line of the file where a row begins, from 1.
  /// Not row + 2: rows in quotes span lines, and empty lines are skipped.
  std::size_t line(std::size_t row) const { return lines_[row]; }

 private:
  std::string file_;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;
  std::vector<std::size_t> lines_;
  std::size_t rows_ = 0;
};

}  // namespace clientele
