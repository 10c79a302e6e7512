#pragma once

#include <string>
#include <string_view>

#include "engine/random/distribution.h"
#include "scenarios/values/units.h"

namespace clientele {

/// What a parameter may be, by its declaration.
/// `unit` and `meaning` are views into declarations or shapes and must not outlive them; `meaning` stands in brackets
/// behind a message.
struct Range {
  std::string_view unit = "1";
  double low = 0.0, high = 0.0;
  std::string_view meaning;
  bool spreads = false;  ///< may differ from customer to customer
};

/// A distribution and the unit behind its bracket.
struct Spread {
  Distribution distribution;
  std::string unit;
};

/// Reads `lognormal(-0.5, 0.5)` and the like, with or without a unit behind it.
Reading<Spread> read_spread(const std::string& text);

/// Reads a number, or a distribution such as `lognormal(-0.5, 0.5)` where the value may spread over customers.
/// Every value must lie in the range; of distributions without an end the median must.
/// What a distribution without an end draws outside is neither refused here nor cut off later: rules must bear the
/// tails of a normal taste.
Reading<Distribution> read_distribution(const Json& value, const Range& range);

/// `[0, 10] utility`: a range as messages show it.
std::string written(const Range& range);
/// Whether a value is written as `word(...)`.
bool looks_like_distribution(const Json& value);

}  // namespace clientele
