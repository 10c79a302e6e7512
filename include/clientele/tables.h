#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "clientele/exported.h"

namespace clientele {
class LabelColumn;
}

namespace clientele::api {

/// How the rows of one column make one figure over a whole run.
enum class Fold : std::uint8_t {
  key,   ///< says what a row is about: world, time, place ...
  sum,   ///< counts and flows
  mean,  ///< levels, shares and rates; undefined ones (NaN) are left out
  last   ///< stocks, such as cash
};

/// The cells of a column of texts, lent by its table: a number a row, and a dictionary. Long tables say few different
/// things, so each text is kept once.
class CLIENTELE_API Labels {
 public:
  explicit Labels(const LabelColumn& cells) : cells_(&cells) {}
  /// Rows.
  std::size_t size() const;
  /// The text of a row.
  std::string_view operator[](std::size_t row) const;
  /// Which entry of the dictionary each row is.
  std::span<const std::uint32_t> ids() const;
  /// Entries are numbered from 0; some may stand in no row, and two may read alike but be two things.
  std::size_t entries() const;
  std::string_view entry(std::size_t id) const;

 private:
  const LabelColumn* cells_;
};

/// A column, lent by its table. Nothing is copied, and its cells lie side by side: other languages and libraries of
/// arrays can take them as they are.
struct Column {
  std::string_view name;     ///< snake_case
  std::string_view unit;     ///< "1" for a pure number, "" for labels
  std::string_view meaning;  ///< one sentence
  Fold fold = Fold::key;
  std::variant<std::span<const std::int64_t>, std::span<const double>, Labels> cells;
};

/// A tidy table: named columns with units, one row per observation; docs/output.md describes each. To be read, by any
/// number of threads at once. A handle: copies are of the same table, which lives as long as one of them.
class CLIENTELE_API Table {
 public:
  struct Inside;
  explicit Table(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}

  const std::string& name() const;
  const std::string& meaning() const;
  std::size_t rows() const;
  std::vector<Column> columns() const;
  /// Throws std::out_of_range if there is no column of that name, and std::bad_variant_access if its cells are of
  /// another kind.
  Column column(std::string_view name) const;
  std::span<const double> numbers(std::string_view name) const;
  std::span<const std::int64_t> integers(std::string_view name) const;
  Labels labels(std::string_view name) const;

  const Inside& inside() const { return *inside_; }

 private:
  std::shared_ptr<const Inside> inside_;
};

/// The tables of a run, a comparison or a file, in order. A handle like Table. Long columns lie in temporary files of
/// the system (TMPDIR, else /var/tmp) and come into memory as they are read.
class CLIENTELE_API Tables {
 public:
  struct Inside;
  Tables();  ///< none
  explicit Tables(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}

  std::size_t size() const;
  /// Throws std::out_of_range beyond the last.
  Table operator[](std::size_t i) const;
  std::vector<std::string> names() const;
  bool has(std::string_view name) const;
  /// Throws std::out_of_range if there is none of that name.
  Table at(std::string_view name) const;

  const Inside& inside() const { return *inside_; }

 private:
  std::shared_ptr<const Inside> inside_;
};

/// One table as CSV (RFC 4180), which has no place for several: numbers in the fewest digits that read back to the same
/// bits. Whether the stream took it is for the caller to check, here and below.
CLIENTELE_API void write_csv(std::ostream& out, const Table& table);
/// As one JSON document, with the answer of a comparison (Answer::json) before the tables if there is one. NaN is null.
CLIENTELE_API void write_json(std::ostream& out, const Table& table);
CLIENTELE_API void write_json(std::ostream& out, const Tables& tables, std::string_view answer = {});

}  // namespace clientele::api
