#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// How a table differs from what it was: in a sentence that names the first cell that does.
struct TableDifference {
  std::string table, what;
};

/// The tables that are not the same to the last bit; unknown figures (NaN) are alike, and so are keys of labels, which
/// no file keeps. Tables of the one list alone are among them, so that a program that has lost a table is found out.
/// Reads both lists once.
std::vector<TableDifference> table_differences(std::span<const Frame> then, std::span<const Frame> now);

}  // namespace clientele
