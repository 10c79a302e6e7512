#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/schedule/parallel.h"
#include "models/market/spec.h"

namespace clientele {

class Settled;

/// What is found once for a scenario and held in every variant: how each need stands when nothing happens.
struct NeedBase {
  /// By slot, 0 being nothing: added to utility so that base shares and volume hold although customers learn.
  std::vector<float> constants;
  /// By slot: added to what is steady, so that the means of base probabilities are the base shares.
  std::vector<float> tilts;
  /// By segment: own elasticity per unit of the mean price coefficient, so that coefficient = elasticity / response.
  std::vector<float> price_response;
  /// Means of centred columns by item, under the columns' names: plans of other worlds number them differently.
  std::vector<std::pair<std::string, std::vector<float>>> centres;
  float surprise_sd = 0.15F;  ///< standard deviation of what a purchase surprises by, in units of quality
  /// Customers who have lived in the base case for years; null where nobody learns or the market has no long run.
  std::shared_ptr<const Settled> settled;
  const std::vector<float>* centre(std::string_view column) const;
};

struct BaseCase {
  std::vector<NeedBase> needs;
};

/// Finds the base case of a scenario with a population and luck of its own, so that it does not depend on the number
/// of customers or on replicates (docs/decisions/base_case.md).
///
/// Constants: c_j += ln(share wanted / share simulated), six rounds on the same luck, against the same people deciding
/// by taste alone, after six years in which the market settles (three rounds then, and none where contracts settle);
/// nothing to do where taste and price are all there is. Price response: in closed form for
/// Dirichlet tastes; by twins, one brand 5 % dearer at a time, where other mechanisms move the elasticity.
/// Source: Berry (1994) for the contraction.
BaseCase find_base_case(const Timeline& base, const Clock& clock, std::uint32_t seed, Team& team);

}  // namespace clientele
