#pragma once

#include <compare>
#include <cstdint>

namespace clientele {

/// An amount of money: an integer count of ten-thousandths of the currency unit, so that the books balance
/// exactly and an amount may still move by a fraction of a penny (docs/decisions/money.md).
struct Money {
  static constexpr std::int64_t per_unit = 10'000;

  std::int64_t value = 0;

  friend constexpr auto operator<=>(Money, Money) = default;
  constexpr Money& operator+=(Money other) { return value += other.value, *this; }
  constexpr Money& operator-=(Money other) { return value -= other.value, *this; }
  friend constexpr Money operator+(Money a, Money b) { return {a.value + b.value}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.value - b.value}; }
  friend constexpr Money operator*(Money a, std::int64_t count) { return {a.value * count}; }

  /// In currency units, for output, and for amounts inside utilities.
  constexpr double units() const { return static_cast<double>(value) / per_unit; }
};

}  // namespace clientele
