#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// Rows of a frame that agree in all of some columns.
/// Groups are numbered from 0 in their order, so they can be used as positions of a folded table.
struct RowGroups {
  std::vector<std::size_t> of_row;     ///< the group of each row
  std::vector<std::size_t> first_row;  ///< of each group
};

/// Groups in the order of the columns: numbers by size, texts by first appearance.
RowGroups group_rows(const Frame& frame, const std::vector<const Frame::Column*>& columns);

/// Every column that says what a row is about, but for the one of this name.
std::vector<const Frame::Column*> keys_without(const Frame& frame, std::string_view name);
/// The integer key column of this name, or nullptr.
const Frame::Column* whole_key(const Frame& frame, std::string_view name);

}  // namespace clientele
