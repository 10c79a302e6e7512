#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/measures/frame.h"

namespace clientele {

/// Adds a cell to the column of a frame.
template <class T>
void put(Frame& frame, std::string_view column, T value) {
  frame.get<T>(column).push_back(std::move(value));
}
inline void put(Frame& frame, std::string_view column, int value) { put<std::int64_t>(frame, column, value); }

/// A part of a whole as a cell of a share: unknown where there is no whole.
inline double ratio(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace clientele
