#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// A label that rows must have to be read.
struct Label {
  std::string_view column;
  std::string value;
};

/// The table of that name, or nullptr: tables that a comparison had no reason to fill may be missing.
const Frame* find_frame(std::span<const Frame> frames, std::string_view name);

/// The rows that carry all labels, in order; none without a table.
std::vector<std::size_t> rows_with(const Frame* table, std::initializer_list<Label> labels);

/// A number as a double, whole or not.
double number(const Frame& table, std::string_view column, std::size_t row);

/// Sums of `column` over `rows`, by the label in `key`.
std::map<std::string, double> sums_by(const Frame& table, std::string_view key, std::string_view column,
                                      std::span<const std::size_t> rows);

/// How many replicates the rows speak of.
double replicates_in(const Frame& table, std::span<const std::size_t> rows);

}  // namespace clientele
