#pragma once

#include <string>

#include "scenarios/text/document.h"
#include "scenarios/values/units.h"
#include "scenarios/words/shape.h"

namespace clientele {

/// How a change moves a value.
struct Step {
  enum class Kind { replace, factor, difference };
  Kind kind = Kind::replace;
  double factor = 1.0;
  double difference = 0.0;  ///< in the shape's unit
  Money money{};            ///< of a difference of money
};

/// The step of a change that `amended` has accepted.
Step step_of(const Json& change, const Shape& shape, const std::string& currency);

/// Whether a value means the same as the one before (nullptr: the preset of the shape), however both are written.
bool is_same(const Json* before, const Json& after, const Shape& shape, const std::string& currency);

/// The value after a change: `change` itself when it is a new value, else what a percentage or difference makes of
/// `before` (nullptr: nothing is written, the preset counts).
/// A value without a sign is new; with a sign and a unit it is relative; a bare `-3` is new as well, since many
/// parameters are negative. The result is what could stand in a file: money and times as texts with their unit.
Reading<Json> amended(const Json* before, const Json& change, const Shape& shape, const std::string& currency);

}  // namespace clientele
