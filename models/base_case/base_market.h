#pragma once

#include <memory>
#include <vector>

#include "models/market/spec.h"

/// What the search for a base case asks of a market, and the markets that it lives in.
namespace clientele {

/// Whether customers hold what they decided for, so that shares are of holders and change by decisions alone.
bool holds(const NeedSpec& need);
/// Whether something beside stable taste and price (zero at the base case) has a say in choices.
bool needs_constants(const NeedSpec& need);
/// Whether something steady beside tastes for brands has a say in choices, so that base shares are not kept by tastes.
bool needs_tilts(const NeedSpec& need);
/// Base shares by brand, those without an offer left out; equal parts for all offers where none is stated, as tastes
/// for them are drawn then.
std::vector<double> brand_shares(const NeedSpec& need);
/// Elasticity per unit of coefficient where tastes are Dirichlet and nothing else is at work.
double dirichlet_response(const NeedSpec& need, double sum);
/// Whether the elasticity has no closed form. A reference price adds nothing at the base case, but to its elasticity.
bool needs_twins(const NeedSpec& need);
/// Whether a state is adjusted by a baseline that has to be found.
bool any_adjusted(const MarketSpec& market);
/// Whether customers remember what they lived, so that their first weeks differ from their later ones.
bool customers_learn(const MarketSpec& market);
/// Whether customers go on buying as they do, for ever: nothing is launched, recorded or lost.
bool has_long_run(const MarketSpec& market);

/// The market with `customers` people, unless edges name them, and without limits of stock, which is for a run's.
std::shared_ptr<MarketSpec> calibration_market(const MarketSpec& base, std::uint32_t customers);
/// The same people deciding by taste alone, their own brand included: they then hold what they like.
std::shared_ptr<MarketSpec> taste_alone(const MarketSpec& market);
/// The same market with a brand dearer by a factor.
std::shared_ptr<MarketSpec> dearer(const MarketSpec& market, std::uint32_t need, std::uint32_t brand, double factor);

}  // namespace clientele
