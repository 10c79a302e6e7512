#pragma once

#include <string>
#include <vector>

#include "scenarios/market/market_reader.h"
#include "scenarios/scenario.h"

namespace clientele {

/// Reads the base case with its events and every variant with the base's events and its own.
/// Problems that the base case has already are not repeated for its variants.
void read_timelines(const Document& document, ReaderContext& context, Scenario& scenario, Problems& problems);

/// Values times worlds times epochs of a document, and how many are still read in seconds.
std::size_t reading_work(const Document& document);
inline constexpr std::size_t most_reading_work = 20'000'000;

}  // namespace clientele
