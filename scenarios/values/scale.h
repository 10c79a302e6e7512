#pragma once

#include <string>
#include <string_view>

#include "scenarios/values/units.h"

namespace clientele {

/// How the numbers of a range or a curve are written, so that each can stand as the value of a change.
/// A range and a curve are read into numbers and written back as values; this is what must not get lost between.
struct Scale {
  std::string unit;
  bool by = false;     ///< written `by -0.1`: a difference without a unit
  bool signs = false;  ///< with a unit: relative (`+5 %`) or a difference (`+0.02 GBP`)

  /// A number or, with a unit or `by`, a text.
  Json value(double number) const;
};

/// Two numbers on one scale.
struct Span {
  double from = 0.0, to = 0.0;
  Scale scale;
};

/// Reads the two ends of a range: `-10 %` and `+10 %`, or numbers whose common unit stands behind the second or in
/// `unit`; the first may begin with `by`.
Reading<Span> read_span(std::string_view from, std::string_view to, std::string_view unit = "");

/// The nearest number of so many significant digits.
/// Through its decimal digits: dividing by a power of ten would give 0.30000000000000004 back.
double rounded(double number, int digits);

}  // namespace clientele
