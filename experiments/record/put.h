#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "engine/measures/frame.h"

namespace clientele {

/// Adds a cell to the column of that name: for tables that are reckoned once, in any order of columns. What is written
/// while living uses Row, which does not search.
template <class T>
void put(Frame& frame, std::string_view column, T value) {
  frame.get<T>(column).push_back(std::move(value));
}
inline void put(Frame& frame, std::string_view column, int value) { put<std::int64_t>(frame, column, value); }

}  // namespace clientele
