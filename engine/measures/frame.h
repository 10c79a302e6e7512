#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/measures/cell_memory.h"
#include "engine/measures/labels.h"

namespace clientele {

/// How the rows of one column make one figure over a whole run. Whoever compares or folds tables reads this, so that a
/// new measure shows up everywhere once it is declared.
enum class Fold : std::uint8_t {
  key,   ///< says what a row is about: world, time, place ...
  sum,   ///< counts and flows
  mean,  ///< levels, shares and rates; undefined ones (NaN) are left out
  last   ///< stocks, such as cash
};

/// What a column is when nothing is said: texts are keys, integers are counts, other numbers are levels.
template <class T>
inline constexpr Fold usual_fold = std::is_same_v<T, std::string> ? Fold::key
                                                                  : (std::is_integral_v<T> ? Fold::sum : Fold::mean);

/// How the cells of a column are kept: texts as ids with a dictionary, numbers one by one; long columns in files.
template <class T>
using CellsOf = std::conditional_t<std::is_same_v<T, std::string>, LabelColumn, std::vector<T, CellAllocator<T>>>;

/// A tidy table: named columns with units, one row per observation. What every result is made of.
/// A column at a time, so that a measure is written, read and saved as one array.
class Frame {
 public:
  using Cells = std::variant<CellsOf<std::int64_t>, CellsOf<double>, CellsOf<std::string>>;
  struct Column {
    std::string name;     ///< snake_case
    std::string unit;     ///< "1" for a pure number, "" for labels
    std::string meaning;  ///< one sentence
    Fold fold = Fold::key;
    Cells cells;
  };

  Frame(std::string name, std::string meaning) : name_(std::move(name)), meaning_(std::move(meaning)) {}
  // A deque does not promise to move without failing, and lists of frames would copy all cells when they grow.
  Frame(Frame&&) noexcept = default;
  Frame& operator=(Frame&&) noexcept = default;
  Frame(const Frame&) = default;
  Frame& operator=(const Frame&) = default;

  /// Adds an empty column and returns its cells; the reference stays good while columns are added.
  template <class T>
  CellsOf<T>& add(std::string name, std::string unit, std::string meaning, Fold fold = usual_fold<T>) {
    columns_.push_back({std::move(name), std::move(unit), std::move(meaning), fold, CellsOf<T>{}});
    return std::get<CellsOf<T>>(columns_.back().cells);
  }

  const std::string& name() const { return name_; }
  const std::string& meaning() const { return meaning_; }
  const std::deque<Column>& columns() const { return columns_; }
  std::deque<Column>& columns() { return columns_; }
  /// Rows of the first column; all columns of a complete frame have as many.
  std::size_t rows() const;
  /// To be looked up before a loop over rows, not in it.
  /// The cells of a column; throws std::out_of_range if there is none of that name and std::bad_variant_access
  /// if it holds another type.
  template <class T>
  const CellsOf<T>& get(std::string_view name) const {
    return std::get<CellsOf<T>>(column(name).cells);
  }
  template <class T>
  CellsOf<T>& get(std::string_view name) {
    return std::get<CellsOf<T>>(const_cast<Column&>(column(name)).cells);
  }
  /// Throws std::out_of_range, as `get` does.
  const Column& column(std::string_view name) const;
  /// Runs of a comparison are put together so.
  /// Adds the rows of `other`, which has the same columns in the same order.
  void append(const Frame& other);
  /// The same columns with these rows alone, in this order.
  Frame only(std::span<const std::size_t> rows) const;

 private:
  std::string name_, meaning_;
  // A deque: references that `add` gave out stay good.
  std::deque<Column> columns_;
};

}  // namespace clientele
