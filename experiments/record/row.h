#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core/check.h"
#include "engine/measures/frame.h"
#include "engine/measures/unknown.h"

namespace clientele {

/// A part of a whole as a cell of a share: unknown where there is no whole.
inline double ratio(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : unknown;
}

/// A row being written, cell after cell in the order of the columns. Names are said to be read and checked, not looked
/// up: rows of every tick and offer cost no search. A row must be whole when it goes out of scope.
class Row {
 public:
  /// Begins with the world and the replicate, as all rows do.
  Row(Frame& frame, const std::string& world, std::uint32_t replicate) : columns_(frame.columns()) {
    put("world", world).put("replicate", std::int64_t{replicate});
  }
  Row(const Row&) = delete;
  ~Row() { check(next_ == columns_.size(), "a row has a cell for every column"); }

  Row& put(std::string_view column, std::int64_t value) { return add(column, value); }
  Row& put(std::string_view column, int value) { return add(column, std::int64_t{value}); }
  Row& put(std::string_view column, double value) { return add(column, value); }
  Row& put(std::string_view column, std::string_view text) { return put(column, text, no_key); }
  Row& put(std::string_view column, const char* text) { return put(column, text, no_key); }
  /// What the row is about, by its place in the market of the row's world (Thing).
  Row& put(std::string_view column, const Label& label) { return put(column, label.text, label.key); }

  // One overload for each type that cells have, and none that converts: a float or an unsigned number is said to be
  // what it becomes where it is written.
 private:
  template <class T>
  Row& add(std::string_view column, T value) {
    auto& cells = next<T>(column);
    make_room(cells, cells.size() + 1);
    cells.push_back(value);
    return *this;
  }
  Row& put(std::string_view column, std::string_view text, LabelKey key) {
    next<std::string>(column).push_back(text, key);
    return *this;
  }
  template <class T>
  CellsOf<T>& next(std::string_view column) {
    check(next_ < columns_.size() && columns_[next_].name == column, "cells come in the order of the columns");
    return std::get<CellsOf<T>>(columns_[next_++].cells);
  }

  std::deque<Frame::Column>& columns_;
  std::size_t next_ = 0;
};

}  // namespace clientele
