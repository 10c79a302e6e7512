#include "output/numbers.h"

#include <cmath>

#include <fmt/format.h>

namespace clientele {
namespace {

constexpr std::string_view not_finite = "n/a";

/// "-0.0" says nothing but that the value was a little below zero.
std::string without_negative_zero(std::string text) {
  if (text.starts_with('-') && text.find_first_of("123456789") == std::string::npos) text.erase(0, 1);
  return text;
}

/// From the right, so that what is inserted does not move what is still to be counted.
std::string grouped(std::string digits) {
  for (std::size_t left = digits.size(); left > 3; left -= 3) digits.insert(left - 3, ",");
  return digits;
}

std::uint64_t magnitude(std::int64_t number) {
  // Negating the least integer would overflow.
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

}  // namespace

std::string decimal(double value, int decimals) {
  if (!std::isfinite(value)) return std::string(not_finite);
  return without_negative_zero(fmt::format("{:.{}f}", value, decimals));
}

std::string signed_decimal(double value, int decimals) {
  const std::string text = decimal(value, decimals);
  return text == not_finite || text.starts_with('-') ? text : "+" + text;
}

std::string percent(double share, int decimals) {
  const std::string text = decimal(100.0 * share, decimals);
  return text == not_finite ? text : text + " %";
}

std::string points(double difference, int decimals) {
  const std::string text = signed_decimal(100.0 * difference, decimals);
  return text == not_finite ? text : text + " points";
}

/// The same decimals on both sides: more of the value would claim what its interval denies.
std::string interval(double value, double half_width, int decimals) {
  const std::string middle = decimal(value, decimals);
  // One run alone has no interval.
  if (middle == not_finite || !std::isfinite(half_width)) return middle;
  return middle + " ± " + decimal(half_width, decimals);
}

std::string percent_interval(double share, double half_width, int decimals) {
  const std::string text = interval(100.0 * share, 100.0 * half_width, decimals);
  return text == not_finite ? text : text + " %";
}

std::string count(std::int64_t number) {
  return (number < 0 ? "-" : "") + grouped(fmt::format("{}", magnitude(number)));
}

std::string amount(Money money, std::string_view currency) {
  constexpr std::uint64_t per_hundredth = Money::per_unit / 100;
  const std::uint64_t hundredths = (magnitude(money.value) + per_hundredth / 2) / per_hundredth;
  const std::string_view sign = money.value < 0 && hundredths > 0 ? "-" : "";
  return fmt::format("{}{}.{:02} {}", sign, grouped(fmt::format("{}", hundredths / 100)), hundredths % 100, currency);
}

}  // namespace clientele
