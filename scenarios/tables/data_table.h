#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clientele {

/// The number that a whole cell is, if it is one: finite, with a decimal point, a sign and an exponent if wanted.
std::optional<double> number_in(std::string_view cell);

/// A table as a CSV file holds it (RFC 4180; comma, semicolon or tab; the first line names the columns). Cells are
/// text; blanks around them and quotes are gone. Every row has as many cells as there are columns.
class DataTable {
 public:
  /// Throws InputError with file, line and what is wrong: no file, too large (over `most_bytes`), no heading, a column
  /// named twice, a row too long or too short, an open quote, bytes that are no text. All problems of a file together,
  /// at most 20.
  static DataTable read(const std::string& file, std::size_t most_bytes = std::size_t{1} << 30);

  const std::string& file() const { return file_; }
  std::size_t rows() const { return columns_.empty() ? 0 : rows_; }
  const std::vector<std::string>& columns() const { return columns_; }
  bool has(std::string_view column) const;
  /// The position of a column. Throws InputError with a suggestion when there is none.
  std::size_t column(std::string_view name) const;
  const std::string& cell(std::size_t row, std::size_t column) const { return cells_[row * columns_.size() + column]; }
  /// Whole columns as numbers, whole numbers or days (1997-01-31, 19970131 or a number of days). Throw InputError that
  /// names file, line and column of every cell that is none, at most 20. An empty cell or NA is none, nor a text.
  std::vector<double> numbers(std::string_view column) const;
  std::vector<long> whole_numbers(std::string_view column) const;
  std::vector<double> days(std::string_view column) const;
  std::vector<std::string> texts(std::string_view column) const;
  /// The line of the file where a row begins, from 1.
  std::size_t line(std::size_t row) const { return lines_[row]; }

 private:
  std::string file_;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;
  std::vector<std::size_t> lines_;
  std::size_t rows_ = 0;
};

}  // namespace clientele
