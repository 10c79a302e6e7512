#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core/money.h"
#include "scenarios/text/document.h"

namespace clientele {

/// Values: how a number with a unit, a distribution, a time or a range is read and written again.
///
/// Readers of values know neither places nor documents: they get one value and give the number in the declared unit, or
/// a sentence that goes on after the value's path. What they write, they read back as the same.

/// What a value of the file amounts to in its declared unit, or why it cannot be read: a sentence that starts after
/// the value's path.
template <class T>
/// Exactly one of both is filled. No exception, since a wrong value is a normal result here and is read many times.
struct Reading {
  std::optional<T> value;
  std::string wrong;
};

/// A reading, of whatever was to be read, that failed.
/// So that `return wrong("...")` fits whatever the function was to read.
struct Wrong {
  std::string sentence;
  template <typename T>
  operator Reading<T>() && {
    return {std::nullopt, std::move(sentence)};
  }
};
inline Wrong wrong(std::string sentence) { return {std::move(sentence)}; }

/// The number and the unit of a text such as `1.456 per quarter`; nothing if it does not start with a number.
/// Whether a sign was written is kept, as it makes a value relative in a change.
struct Quantity {
  double number = 0.0;
  std::string unit;          ///< the rest, without blanks at its ends
  bool signed_text = false;  ///< written with + or -
};
std::optional<Quantity> split_quantity(std::string_view text);

/// Length of a time unit in 21sts of a week, the largest part that a day (3), a week (21), a month (91: a twelfth of
/// 52 weeks), a quarter (273) and a year (1092) are all multiples of. Singular or plural.
/// Whole parts, so that 13 weeks are a quarter and 12 months a year without a rounding. A calendar year has a day more
/// than 52 weeks; that is neglected, as in all weekly panels.
std::optional<std::int64_t> time_unit(std::string_view word);

/// Reads a value in a declared unit: "1" takes a pure number; "share" a number from 0 to 1 or per cent; a time
/// ("weeks") or rate ("per week") needs its unit written and converts it; a rate of a share ("share per week") takes
/// `5 % per week`, one of money ("money per month") `25 EUR per month` in any currency; any other unit may be left out.
Reading<double> read_number(const Json& value, std::string_view declared_unit);

/// Reads `19.90 GBP`: at most four decimals, and the currency of the scenario.
/// By its digits and not through a double: 0.1 is no double, and books must close to the last ten-thousandth. No
/// currency is converted: rates change from day to day and would be a hidden assumption.
Reading<Money> read_money(const Json& value, std::string_view currency);

/// What something costs: an amount for a unit or, with a period, for so long a use.
struct PeriodPrice {
  Money amount;
  std::string period;  ///< "month"; empty: for a unit

  /// The name is kept beside it, so that a price is shown again in the words in which it was written.
  double weeks() const;  ///< of the period; 0 without one
};
/// Reads `19.90 GBP` or `19.90 GBP per month`.
Reading<PeriodPrice> read_price(const Json& value, std::string_view currency);
std::string written(const PeriodPrice& price, std::string_view currency);

/// `0.19 GBP`, with as many decimals as the amount has, two at least.
std::string written(Money amount, std::string_view currency);
/// A value in its declared unit, as read_number reads it back.
Json written(double number, std::string_view declared_unit);

/// `text` without blanks at its ends.
std::string_view trimmed(std::string_view text);
/// The shortest text that reads back as the same number.
std::string shortest(double number);
/// A value of the file as it is quoted in messages.
std::string quoted(const Json& value);

}  // namespace clientele
