#pragma once

#include <string_view>
#include <vector>

#include "tests/models/support/markets.h"
#include "tests/support/statistics.h"

namespace clientele::markets {

/// What a variant of a market is about, and what should follow.
struct Claim {
  std::string_view behaviour;  ///< the mechanism that is to bring the effect about
  MarketSpec base, variant;
  std::size_t slot = 1;  ///< whose units change
  int ticks = 1;
  std::vector<TermChange> later = {};  ///< in both worlds
};

/// Units that the slot gains in the variant, one number per replicate; twins live the same luck.
std::vector<double> gains(const Claim& claim);
/// An interval for the mean gain, wrong with probability 1e-6.
statistics::Bounds gain_with(const Claim& claim);
/// Whether nobody at all chooses differently once the mechanism is off in both worlds.
bool nothing_without(Claim claim);

}  // namespace clientele::markets
