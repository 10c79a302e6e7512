#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// A column as data: what stands in the file's head, in `clientele help` and in docs/output.md before any row exists.
struct DeclaredColumn {
  enum class Cells : std::uint8_t { text, count, number };
  std::string_view name, unit, meaning;
  Cells cells = Cells::text;
  Fold fold = Fold::key;
};

// Short ways to say one. Units are views: what they look at must live until the frame is declared.
constexpr DeclaredColumn text(std::string_view name, std::string_view meaning) { return {name, "", meaning}; }
constexpr DeclaredColumn count(std::string_view name, std::string_view unit, std::string_view meaning,
                               Fold fold = Fold::sum) {
  return {name, unit, meaning, DeclaredColumn::Cells::count, fold};
}
constexpr DeclaredColumn number(std::string_view name, std::string_view unit, std::string_view meaning,
                                Fold fold = Fold::mean) {
  return {name, unit, meaning, DeclaredColumn::Cells::number, fold};
}

/// Columns that stand in many tables with the same meaning.
namespace columns {
inline constexpr DeclaredColumn tick = count("tick", "ticks", "tick, from 0", Fold::key);
inline constexpr DeclaredColumn row_tick = count("tick", "ticks", "last tick of the row, from 0", Fold::key);
inline constexpr DeclaredColumn period = count("period", "periods", "panel period, from 0", Fold::key);
inline constexpr DeclaredColumn weeks = number("weeks", "weeks", "length of the period", Fold::key);
inline constexpr DeclaredColumn need = text("need", "need");
inline constexpr DeclaredColumn brand = text("brand", "brand");
inline constexpr DeclaredColumn segment = text("segment", "segment of the customers");
}  // namespace columns

/// The units of money that columns carry: amounts in one piece, and whole numbers of Money::value.
struct MoneyUnits {
  explicit MoneyUnits(const std::string& currency_name)
      : currency(currency_name.empty() ? "currency units" : currency_name), whole("0.0001 " + currency) {}
  std::string currency, whole;
};

using DeclaredColumns = std::vector<DeclaredColumn>;
/// A table of a run without rows; the world and the replicate come first, as in all tables.
Frame declare_table(std::string name, std::string meaning, DeclaredColumns columns);
/// The same of a comparison: its worlds are variants, whose customers have twins.
Frame declare_twin_table(std::string name, std::string meaning, DeclaredColumns columns);

}  // namespace clientele
