#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

using Luck = std::mt19937_64;

inline std::size_t below(Luck& luck, std::size_t bound) { return luck() % bound; }

inline std::string random_text(Luck& luck) {
  static const std::vector<std::string> pieces{"a", "Z", " ",    ",",    "\"", "\n", "\r",
                                               "'", "é", "日本", "🙂", "7",  "\\"};
  std::string text;
  for (std::size_t length = below(luck, 9); length > 0; --length) text += pieces[below(luck, pieces.size())];
  return text;
}

inline double random_number(Luck& luck) {
  using Limits = std::numeric_limits<double>;
  static const std::vector<double> special{0.0,
                                           -0.0,
                                           0.1,
                                           1e300,
                                           Limits::infinity(),
                                           -Limits::infinity(),
                                           Limits::quiet_NaN(),
                                           Limits::denorm_min(),
                                           Limits::max()};
  if (below(luck, 3) == 0) return special[below(luck, special.size())];
  return std::bit_cast<double>(luck() & ~(std::uint64_t{1} << 62U));  // finite: the top exponent bit is clear
}

/// One to six columns of any type, and `rows` rows.
inline Frame random_frame(Luck& luck, const std::string& name, std::size_t rows) {
  Frame frame(name, "meaning of " + name + random_text(luck));
  const std::size_t columns = 1 + below(luck, 6);
  for (std::size_t c = 0; c < columns; ++c) {
    const std::string column = "column_" + std::to_string(c), unit = random_text(luck), meaning = random_text(luck);
    const std::size_t kind = below(luck, 3);
    const auto fold = static_cast<Fold>(below(luck, 4));
    if (kind == 0) {
      auto& cells = frame.add<std::int64_t>(column, unit, meaning, fold);
      for (std::size_t r = 0; r < rows; ++r) cells.push_back(static_cast<std::int64_t>(luck()));
    } else if (kind == 1) {
      auto& cells = frame.add<double>(column, unit, meaning, fold);
      for (std::size_t r = 0; r < rows; ++r) cells.push_back(random_number(luck));
    } else {
      auto& cells = frame.add<std::string>(column, unit, meaning, fold);
      for (std::size_t r = 0; r < rows; ++r) cells.push_back(random_text(luck));
    }
  }
  return frame;
}

inline bool same(std::int64_t a, std::int64_t b) { return a == b; }
inline bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }
inline bool same(const std::string& a, const std::string& b) { return a == b; }

template <class Cells>
bool same_cells(const Cells& a, const Cells& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!same(a[i], b[i])) return false;
  return true;
}

/// Equal in every word and every bit.
inline bool same(const Frame& a, const Frame& b) {
  if (a.name() != b.name() || a.meaning() != b.meaning() || a.columns().size() != b.columns().size()) return false;
  for (std::size_t c = 0; c < a.columns().size(); ++c) {
    const Frame::Column &x = a.columns()[c], &y = b.columns()[c];
    if (x.name != y.name || x.unit != y.unit || x.meaning != y.meaning || x.fold != y.fold ||
        x.cells.index() != y.cells.index())
      return false;
    const bool equal = std::visit(
        [&]<class Cells>(const Cells& cells) { return same_cells(cells, std::get<Cells>(y.cells)); }, x.cells);
    if (!equal) return false;
  }
  return true;
}

/// A small table of brands, with a text that is not ASCII and a missing number.
inline Frame brands_frame() {
  Frame frame("brands", "What a panel of customers bought of each brand.");
  frame.add<std::string>("brand", "", "Name of the brand.") = {"Café Noir", "日本", "Acme, \"best\""};
  frame.add<std::int64_t>("buyers", "customers", "Customers who bought it at least once.") = {120, 0, 9007199254740993};
  frame.add<double>("share", "1", "Share of the purchases of its category.") = {
      0.1, 0.0, std::numeric_limits<double>::quiet_NaN()};
  return frame;
}

}  // namespace clientele
