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

// For readers of few rows, such as sentences. Whoever reads whole tables goes through the columns itself.
/// What rows must say in a column to be read: the thing meant, or, without a key, the text (Label::same_as).
struct Saying {
  std::string_view column;
  Label label;
};

/// The table of that name, or nullptr: tables that a comparison had no reason to fill may be missing.
const Frame* find_frame(std::span<const Frame> frames, std::string_view name);

/// The rows that say all of it, in order; none without a table.
std::vector<std::size_t> rows_with(const Frame* table, std::initializer_list<Saying> sayings);

/// A number as a double, whole or not.
double number(const Frame& table, std::string_view column, std::size_t row);

/// Sums of `column` over `rows`, by the text in `key`.
std::map<std::string, double> sums_by(const Frame& table, std::string_view key, std::string_view column,
                                      std::span<const std::size_t> rows);
/// The same by what the texts stand for, in the order of the texts.
std::map<Label, double> sums_by_label(const Frame& table, std::string_view key, std::string_view column,
                                      std::span<const std::size_t> rows);

/// How many replicates the rows speak of.
double replicates_in(const Frame& table, std::span<const std::size_t> rows);

}  // namespace clientele
