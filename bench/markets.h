#pragma once

#include <cstdint>

#include "scenarios/scenario.h"

/// The markets in which the limits of size and speed are measured.
namespace clientele::bench {

/// scenarios/library/reference.yaml
/// From the library, not copied: what is measured is what users run. Throws InputError if the scenario is no longer
/// right.
Scenario reference_market(std::uint32_t customers, int weeks = 52);
/// The same with one price cut by a tenth: what a comparison sets beside it.
Scenario reference_with_a_cut(std::uint32_t customers);
/// scenarios/library/toothpaste.yaml: a packaged good, of which a tenth of the customers buys in a week.
Scenario toothpaste_market(std::uint32_t customers);

/// Five brands, ten neighbours, everybody decides every week, and every behaviour that can act beside the others: of
/// two rules for the same thing the dearer one. All prices change in the first week, or `price` would be idle.
Scenario market_of_every_behaviour(std::uint32_t customers);

/// As many firms (20), products (131) and attributes (5) as the cars of Berry, Levinsohn & Pakes (1995) in one year;
/// the figures are made up.
/// With so many offers weighing is the cost, and shares are small.
Scenario market_of_131_offers(std::uint32_t customers);
/// The same chosen by stable tastes and relative price instead of by attributes.
Scenario market_of_131_tastes(std::uint32_t customers);

}  // namespace clientele::bench
