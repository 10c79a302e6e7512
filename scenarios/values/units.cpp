#include "scenarios/values/units.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "scenarios/text/scalars.h"

namespace clientele {
namespace {

constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> time_units{
    {{"day", 3}, {"week", 21}, {"month", 91}, {"quarter", 273}, {"year", 1092}}};

/// `amount * from / to`, with the fraction in lowest terms so that 13 weeks of a quarter come out exact.
/// Multiplied before it is divided, and by whole numbers, so every machine gets the same bits.
double scaled(double amount, std::int64_t from, std::int64_t to) {
  const std::int64_t common = std::gcd(from, to);
  return amount * static_cast<double>(from / common) / static_cast<double>(to / common);
}

/// `per week` or `units per week`, apart; `count` is empty for the former.
struct Rate {
  std::string_view count, time;
};
/// The last "per" counts: what is counted may have one of its own.
std::optional<Rate> as_rate(std::string_view unit) {
  if (unit.starts_with("per ") && time_unit(unit.substr(4))) return Rate{"", unit.substr(4)};
  const std::size_t per = unit.rfind(" per ");
  if (per == std::string_view::npos || !time_unit(unit.substr(per + 5))) return std::nullopt;
  return Rate{unit.substr(0, per), unit.substr(per + 5)};
}

std::string bad_unit(const Quantity& quantity, const std::string& text, const std::string& wanted) {
  return quantity.unit.empty() ? text + " has no unit. Write " + wanted + '.'
                               : text + " has the unit '" + quantity.unit + "', not " + wanted + '.';
}

std::string example(const Quantity& quantity, std::string_view unit) {
  return '\'' + shortest(quantity.number) + ' ' + std::string(unit) + '\'';
}

/// A bare number is refused even where weeks are declared: 12 would be months to one reader and weeks to the next.
Reading<double> read_time(const Quantity& quantity, const std::string& text, std::string_view declared) {
  const auto unit = time_unit(quantity.unit);
  if (!unit) return wrong(bad_unit(quantity, text, "a time such as " + example(quantity, declared)));
  return {scaled(quantity.number, *unit, *time_unit(declared)), ""};
}

/// What a rate counts, as the text may call it: money has the name of its currency, a share may be in per cent.
/// In this order for the message: the same word, nothing to name, any currency (the caller asks for the right one), per
/// cent.
bool same_count(std::string_view declared, std::string_view written) {
  if (declared == written) return true;
  if (declared.empty() || declared == "units") return written.empty();
  if (declared == "money") return !written.empty() && written[0] >= 'A' && written[0] <= 'Z';
  return declared == "share" && written == "%";
}

/// How a rate is written: `'5 % per week'`.
std::string example_rate(const Quantity& quantity, std::string_view declared, Rate rate) {
  if (rate.count == "share") return "'5 % per " + std::string(rate.time) + '\'';
  if (rate.count == "money") return '\'' + shortest(quantity.number) + " EUR per " + std::string(rate.time) + '\'';
  return example(quantity, declared);
}

/// Rates of a share do not convert by a factor (keeping .7 a month is not keeping .16 a week), counts and money do.
Reading<double> read_rate(const Quantity& quantity, const std::string& text, std::string_view declared, Rate to) {
  const auto from = as_rate(quantity.unit);
  const bool converts = to.count.empty() || to.count == "units" || to.count == "money";
  const std::string wanted = example_rate(quantity, declared, to);
  if (!from || !same_count(to.count, from->count)) return wrong(bad_unit(quantity, text, "a rate such as " + wanted));
  if (!converts && from->time != to.time) return wrong(bad_unit(quantity, text, wanted));
  const double number = from->count == "%" ? quantity.number / 100.0 : quantity.number;
  return {scaled(number, *time_unit(to.time), *time_unit(from->time)), ""};
}

/// 0.3 and 30 % are the same; 30 is out of bounds, and whoever checks them asks whether per cent were meant.
Reading<double> read_share(const Quantity& quantity, const std::string& text) {
  if (quantity.unit == "%") return {quantity.number / 100.0, ""};
  if (quantity.unit.empty()) return {quantity.number, ""};
  return wrong(bad_unit(quantity, text, "'%' or a number from 0 to 1"));
}

Reading<double> read_plain(const Quantity& quantity, const std::string& text, std::string_view declared) {
  const bool one_of_them = !quantity.unit.empty() && quantity.unit + 's' == declared;
  if (quantity.unit.empty() || quantity.unit == declared || one_of_them) return {quantity.number, ""};
  if (declared != "1") return wrong(bad_unit(quantity, text, '\'' + std::string(declared) + '\''));
  return wrong(text + " has the unit '" + quantity.unit + "', but this is a pure number. Leave the unit out.");
}

std::optional<Quantity> as_quantity(const Json& value) {
  if (value.is_number()) return Quantity{value.number(), "", false};
  if (value.is_string()) return split_quantity(value.text());
  return std::nullopt;
}

/// Ten-thousandths out of the digits of a decimal number, exactly; nothing if there are too many.
/// Zeros behind the fourth decimal are allowed, other digits are not: rounding money silently would be found only in
/// the books. Numbers with an exponent are refused before this.
std::optional<std::int64_t> ten_thousandths(std::string_view digits) {
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string all(digits.substr(0, point));
  const std::string_view decimals = point < digits.size() ? digits.substr(point + 1) : std::string_view();
  if (decimals.find_last_not_of('0') != std::string_view::npos && decimals.find_last_not_of('0') >= 4) return {};
  for (std::size_t i = 0; i < 4; ++i) all += i < decimals.size() ? decimals[i] : '0';
  std::int64_t amount = 0;
  const auto parsed = std::from_chars(all.data(), all.data() + all.size(), amount);
  if (parsed.ec != std::errc() || parsed.ptr != all.data() + all.size()) return {};
  return negative ? -amount : amount;
}

}  // namespace

std::optional<Quantity> split_quantity(std::string_view text) {
  text = trimmed(text);
  std::size_t end = std::min(text.find_first_not_of("+-.0123456789eE"), text.size());
  end = std::min<std::size_t>(end, 40);  // no number needs more, and the next loop is quadratic
  // A unit may start with e or E (`5 EUR` has a blank before it, `5EUR` has not): step back to a number.
  while (end > 0 && !read_plain_scalar(text.substr(0, end)).value.is_number()) --end;
  if (end == 0) return std::nullopt;
  const double number = read_plain_scalar(text.substr(0, end)).value.number();
  return Quantity{number, std::string(trimmed(text.substr(end))), text[0] == '+' || text[0] == '-'};
}

std::optional<std::int64_t> time_unit(std::string_view word) {
  for (const auto& [name, length] : time_units)
    if (word == name || (word.size() == name.size() + 1 && word.starts_with(name) && word.back() == 's')) return length;
  return std::nullopt;
}

Reading<double> read_number(const Json& value, std::string_view declared_unit) {
  const auto quantity = as_quantity(value);
  if (!quantity) return wrong(quoted(value) + " is not a number.");
  const std::string text = quoted(value);
  // The unit as declared decides, never that of the value: `5 %` is a share here and a wrong unit there.
  if (declared_unit == "share") return read_share(*quantity, text);
  if (time_unit(declared_unit)) return read_time(*quantity, text, declared_unit);
  if (const auto rate = as_rate(declared_unit)) return read_rate(*quantity, text, declared_unit, *rate);
  return read_plain(*quantity, text, declared_unit);
}

Reading<Money> read_money(const Json& value, std::string_view currency) {
  const Reading<PeriodPrice> price = read_price(value, currency);
  if (!price.value) return {std::nullopt, price.wrong};
  if (price.value->period.empty()) return {price.value->amount, ""};
  return {std::nullopt,
          quoted(value) + " is for a time, but this is one amount. Leave 'per " + price.value->period + "' out."};
}

double PeriodPrice::weeks() const { return period.empty() ? 0.0 : *read_number("1 " + period, "weeks").value; }

/// Each refusal names what is missing and shows the value as it would be right, since prices are what users write most.
Reading<PeriodPrice> read_price(const Json& value, std::string_view currency) {
  const auto refused = [](std::string what) { return Reading<PeriodPrice>{std::nullopt, std::move(what)}; };
  const auto quantity = as_quantity(value);
  const std::string text = quoted(value);
  if (!quantity)
    return refused(text + " is not an amount of money. Write it like '19.90 " + std::string(currency) + "'.");
  std::string_view unit = quantity->unit, period;
  const auto rate = as_rate(unit);
  if (rate) unit = trimmed(rate->count), period = rate->time;
  if (unit.empty())
    return refused(text + " has no currency. Write '" + shortest(quantity->number) + ' ' + std::string(currency) +
                   (rate ? " per " + std::string(period) : "") + "'.");
  if (unit != currency && unit.starts_with(std::string(currency) + " per "))
    return refused(text + " is for no known time. Write a period such as 'per month'.");
  if (unit != currency)
    return refused(text + " is not in " + std::string(currency) + ", the currency of this scenario ('currency:').");
  const std::string_view digits = std::string_view(text).substr(0, text.find_first_not_of("+-.0123456789"));
  const bool plain = split_quantity(digits) && split_quantity(digits)->number == quantity->number;
  const auto amount = plain ? ten_thousandths(digits) : std::nullopt;
  if (!amount) return refused(text + " has more than four decimals or too many digits (money is counted in 0.0001).");
  return {PeriodPrice{Money{*amount}, std::string(period)}, ""};
}

std::string written(const PeriodPrice& price, std::string_view currency) {
  return written(price.amount, currency) + (price.period.empty() ? "" : " per " + price.period);
}

/// From the integer, digit by digit, for the same reason as it was read so.
std::string written(Money amount, std::string_view currency) {
  const std::int64_t whole = std::abs(amount.value) / Money::per_unit, rest = std::abs(amount.value) % Money::per_unit;
  std::string decimals = std::to_string(Money::per_unit + rest).substr(1);
  while (decimals.size() > 2 && decimals.back() == '0') decimals.pop_back();
  return (amount.value < 0 ? "-" : "") + std::to_string(whole) + '.' + decimals + ' ' + std::string(currency);
}

Json written(double number, std::string_view declared_unit) {
  const bool needs_unit = time_unit(declared_unit) || as_rate(declared_unit);
  if (needs_unit) return shortest(number) + ' ' + std::string(declared_unit);
  return number;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Whole numbers without an exponent (100000 and not 1e+05); below 1e15 a double holds them exactly.
std::string shortest(double number) {
  if (number == std::floor(number) && std::abs(number) < 1e15) return std::to_string(static_cast<std::int64_t>(number));
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return std::string(digits.data(), end);
}

/// Cut at 60 bytes between letters, never within one: a message must stay UTF-8 and on a line.
std::string quoted(const Json& value) {
  if (value.is_string()) {
    const auto& text = value.text();
    if (text.empty()) return "''";
    std::size_t end = std::min<std::size_t>(text.size(), 60);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    return text.substr(0, end) + (end < text.size() ? "..." : "");
  }
  if (value.is_number()) return shortest(value.number());
  if (value.is_object()) return "a map";
  if (value.is_array()) return "a list";
  return value.dump();
}

}  // namespace clientele
