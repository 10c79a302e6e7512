#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/money.h"

namespace clientele {

/// Numbers as people read them. Fixed decimals, never "-0.0"; a number that is not finite is "n/a".

/// By fmt and without a locale: a decimal comma would make output differ from machine to machine.
std::string decimal(double value, int decimals);
/// With a sign, also a plus: "+2.8".
std::string signed_decimal(double value, int decimals);
/// A share as "25.1 %".
std::string percent(double share, int decimals);
/// A difference of shares as "+2.8 points".
/// Of shares as differences: "2.8 %" would leave open whether of the market or of the share.
std::string points(double difference, int decimals);
/// A value and half the width of its interval: "41.20 ± 0.30", and for shares "20.0 ± 0.3 %".
std::string interval(double value, double half_width, int decimals);
std::string percent_interval(double share, double half_width, int decimals);
/// With commas between thousands: "5,240".
std::string count(std::int64_t number);
/// Rounded to hundredths of the currency unit: "1,041.20 GBP".
/// Half a hundredth is rounded away from zero, in integers, so that what is printed differs from the books by that much
/// at most.
std::string amount(Money money, std::string_view currency);

}  // namespace clientele
