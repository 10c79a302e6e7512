#include "scenarios/market/cursor.h"

#include <cmath>

namespace clientele {

/// Copies and not an iterator: lists of a scenario are short, and loops read better over values.
std::vector<Cursor> Cursor::entries() const {
  std::vector<Cursor> found;
  if (!given() || !value_->is_array()) return found;
  for (std::size_t i = 0; i < value_->size(); ++i) found.emplace_back(*document_, below(pointer_, i), *problems_);
  return found;
}

std::vector<std::pair<std::string, Cursor>> Cursor::members() const {
  std::vector<std::pair<std::string, Cursor>> found;
  if (!is_map()) return found;
  for (const auto& [key, value] : value_->items()) found.emplace_back(key, (*this)[key]);
  return found;
}

std::string Cursor::text(std::string fallback) const {
  return given() && value_->is_string() ? value_->text() : fallback;
}

std::optional<double> Cursor::number(std::string_view unit) const {
  return given() ? read_number(*value_, unit).value : std::nullopt;
}

std::optional<PeriodPrice> Cursor::price(std::string_view currency) const {
  return given() ? read_price(*value_, currency).value : std::nullopt;
}

/// 9e15 lies below 2^53, up to which every whole number is a double; above it the value read would be another than the
/// one written.
std::optional<std::int64_t> Cursor::integer() const {
  if (!given() || !value_->is_number()) return std::nullopt;
  const double number = value_->number();
  if (number != std::floor(number) || std::abs(number) > 9e15) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

}  // namespace clientele
